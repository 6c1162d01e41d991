"""What Takt says: phrases of the locale files, and figures as the language writes them.

A missing value is a dash in every figure. Names and other values from outside are plain text: braces in
them mean nothing.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from handlers.speech.currencies import SIGNS
from services.domain.money import Money, exponent
from services.domain.period import Period
from services.domain.report import Unit, Value
from services.errors import Refused

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

_MINUS = "\N{MINUS SIGN}"
_LOCALES = files("handlers") / "locales"


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a locale file, Russian first."""
    found = {entry.name.removesuffix(".ftl") for entry in _LOCALES.iterdir() if entry.name.endswith(".ftl")}
    return tuple(sorted(found, key=lambda language: (language != "ru", language)))


def dashed(key: str) -> str:
    """A key as it stands in the name of a phrase: `talk_time` is `talk-time`."""
    return key.replace("_", "-").replace(".", "-")


@cache
def _bundle(language: str) -> "FluentBundle":
    """The phrases of a language; the reader of locale files is loaded with the first of them."""
    from fluent.runtime import FluentBundle, FluentResource

    if language not in languages():
        raise Refused("language-unknown", language=language, known=", ".join(languages()))
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource((_LOCALES / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


@cache
def _said(_language: str) -> dict[str, str]:
    """Phrases without values, as they were said before."""
    return {}


class Speech:
    """Speaks one language; raises Refused when there is no locale file for it."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundle = _bundle(language)
        self._said = _said(language)
        self._missing = self.say("value-missing")
        self._point = self.say("figure-point")
        self._group = self.say("figure-group")

    def has(self, phrase: str) -> bool:
        """Whether the locale file holds the phrase."""
        return self._bundle.has_message(phrase)

    def say(self, phrase: str, /, **values: str | int) -> str:
        """The phrase with its values; an unknown one stands in brackets, for nobody's door may break on a word."""
        if not values and phrase in self._said:
            return self._said[phrase]
        said = self._spoken(phrase, values)
        if not values:
            self._said[phrase] = said
        return said

    def _spoken(self, phrase: str, values: dict[str, str | int]) -> str:
        if not self.has(phrase):
            return f"[{phrase}]"
        pattern = self._bundle.get_message(phrase).value
        if pattern is None:
            return f"[{phrase}]"
        said, _troubles = self._bundle.format_pattern(pattern, values)
        return str(said)

    def number(self, value: int | Fraction | Decimal | None, places: int | None = None) -> str:
        """A number with grouped digits; without `places`, a broken one keeps as many as still say something."""
        if value is None:
            return self._missing
        exact = Fraction(value)
        wanted = _telling_places(exact) if places is None else places
        rounded = round(abs(exact) * 10**wanted)
        whole, broken = divmod(rounded, 10**wanted)
        digits = f"{whole:,}".replace(",", self._group)
        tail = f"{broken:0{wanted}}" if wanted else ""
        if places is None:
            tail = tail.rstrip("0")
        sign = _MINUS if exact < 0 and rounded else ""
        return f"{sign}{digits}{self._point}{tail}" if tail else f"{sign}{digits}"

    def money(self, money: Money | None) -> str:
        """«1 200 000,50 ₽», "₽1,200,000.50"; a whole sum is said without its minor units."""
        if money is None:
            return self._missing
        amount = abs(money.decimal())
        figure = self.number(amount, 0 if amount == int(amount) else exponent(money.currency))
        known = SIGNS.get(money.currency)
        said = (
            self.say("figure-money", amount=figure, sign=known)
            if known
            else self.say("figure-money-code", amount=figure, code=money.currency)
        )
        return f"{_MINUS}{said}" if money.minor < 0 else said

    def duration(self, length: timedelta | None) -> str:
        """«2 ч 05 мин», below an hour «3 мин 05 с»; what is over is cut off, so that a norm is not met too early."""
        if length is None:
            return self._missing
        seconds = abs(length) // timedelta(seconds=1)
        hours, minutes = seconds // 3600, seconds // 60 % 60
        if hours:
            said = self.say("figure-hours", hours=self.number(hours), minutes=f"{minutes:02}")
        elif minutes:
            said = self.say("figure-minutes", minutes=str(minutes), seconds=f"{seconds % 60:02}")
        else:
            said = self.say("figure-seconds", seconds=str(seconds))
        return f"{_MINUS}{said}" if length < timedelta(0) and seconds else said

    def rate(self, share: Fraction | int | None) -> str:
        """A share of one as per cent: «63,2 %», 2.2 is «220 %»."""
        if share is None:
            return self._missing
        tenths = round(Fraction(share) * 1000)
        return self.say("figure-rate", percent=self.number(Fraction(tenths, 10), 1 if tenths % 10 else 0))

    def days(self, value: int | Fraction | None) -> str:
        """A number of days: «12,5 дн.»."""
        return self._missing if value is None else self.say("figure-days", days=self.number(value))

    def day(self, day: date | None) -> str:
        """A day in figures: «23.11.2026»."""
        if day is None:
            return self._missing
        return self.say("figure-day", dd=f"{day.day:02}", mm=f"{day.month:02}", year=str(day.year))

    def short_day(self, day: date) -> str:
        """A day whose year is known: «23.11»."""
        return self.say("figure-day-short", dd=f"{day.day:02}", mm=f"{day.month:02}")

    def clock(self, at: time | datetime | None) -> str:
        """Hours and minutes as the wall shows them: «09:05»."""
        return self._missing if at is None else f"{at.hour:02}:{at.minute:02}"

    def moment(self, at: datetime | None) -> str:
        """A day and the minute, in the moment's own zone: «23.11.2026 09:05»."""
        if at is None:
            return self._missing
        return self.say("figure-moment", day=self.day(at.date()), clock=self.clock(at))

    def month(self, day: date) -> str:
        """The month a day belongs to: «ноябрь 2026»."""
        return self.say("period-month", month=self.say("month-name", month=day.month), year=str(day.year))

    def period(self, period: Period) -> str:
        """A period as people say it: «23 ноября 2026», «1–15 ноября 2026», «ноябрь 2026», «2026 год»."""
        first, last = period.first, period.last
        of_first, of_last = (self.say("month-of", month=day.month) for day in (first, last))
        after = date.max if last == date.max else last + timedelta(days=1)
        if first == last:
            return self.say("period-day", day=str(first.day), month=of_first, year=str(first.year))
        if first.day == after.day == 1 and (first.year, first.month) == (last.year, last.month):
            return self.month(first)
        if first.year != last.year:
            each = (self.period(Period(day, day)) for day in (first, last))
            return self.say("period-years", **dict(zip(("first", "last"), each, strict=True)))
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return self.say("period-year", year=str(first.year))
        ends = {"first": str(first.day), "last": str(last.day), "month": of_first, "year": str(first.year)}
        if first.month == last.month:
            return self.say("period-days", **ends)
        return self.say("period-months", **ends, until=of_last)

    def value(self, value: Value, unit: Unit = Unit.TEXT) -> str:
        """Any value of a report by its kind; the unit tells rates, durations and days from plain numbers."""
        match value:
            case None | "":
                return self._missing
            case bool():
                return self.say("value-yes" if value else "value-no")
            case Money():
                return self.money(value)
            case timedelta():
                return self.duration(value)
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case time():
                return self.clock(value)
            case int() | Fraction():
                return self._counted(value, unit)
            case str():
                return value
            case _:
                return self.number(len(value))

    def _counted(self, value: int | Fraction, unit: Unit) -> str:
        match unit:
            case Unit.RATE:
                return self.rate(value)
            case Unit.SECONDS:
                return self.duration(timedelta(seconds=round(value)))
            case _:
                return self.number(value)


def _telling_places(value: Fraction) -> int:
    """How many decimals still say something: none over a thousand, three below one."""
    if value.denominator == 1:
        return 0
    size = abs(value)
    return 0 if size >= 1000 else 1 if size >= 10 else 2 if size >= 1 else 3


@cache
def speech_of(language: str) -> Speech:
    """The one speech of a language: screens that were made with it are known again."""
    return Speech(language)
