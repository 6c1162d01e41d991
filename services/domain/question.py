"""A question to a report as the chat keeps it: every button of a screen is one, with something changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from services.domain.ids import PersonId, TeamId
from services.domain.period import Period, month_to_date, parse_period
from services.domain.spans import months_later

TODAY_REPORTS = ("kpi", "team", "calls")
"""Reports of a working day: without a period they show today; the others show the month to date."""


class Side(StrEnum):
    """What of an answer is looked at. Their order is their number in a button: new ones go to the end."""

    MAIN = "main"
    PICTURE = "picture"
    HOW = "how"
    ROWS = "rows"
    PERIODS = "periods"
    WHOM = "whom"
    FILE = "file"
    VIEWS = "views"


@dataclass(frozen=True, slots=True)
class Span:
    """A period as it was chosen: one that moves with the calendar (`word`), or fixed days."""

    word: str = ""
    days: Period | None = None

    def period(self, today: date) -> Period:
        """The days it means today."""
        return self.days or WORDS[self.word](today)


def _this_week(today: date) -> Period:
    return Period(today - timedelta(days=today.weekday()), today)


def _last_week(today: date) -> Period:
    monday = today - timedelta(days=today.weekday() + 7)
    return Period(monday, monday + timedelta(days=6))


def _last_month(today: date) -> Period:
    first = months_later(today.replace(day=1), -1)
    return Period(first, today.replace(day=1) - timedelta(days=1))


def _this_quarter(today: date) -> Period:
    return Period(date(today.year, today.month - (today.month - 1) % 3, 1), today)


WORDS: dict[str, Callable[[date], Period]] = {
    "today": lambda today: Period(today, today),
    "yesterday": lambda today: Period(today - timedelta(days=1), today - timedelta(days=1)),
    "week": _this_week,
    "last-week": _last_week,
    "month": month_to_date,
    "last-month": _last_month,
    "quarter": _this_quarter,
    "year": lambda today: Period(date(today.year, 1, 1), today),
    "thirty": lambda today: Period(today - timedelta(days=29), today),
}
"""Periods that buttons offer; the current ones end today."""


_RUNNING = {"month": 1, "quarter": 3, "year": 12}


@lru_cache(maxsize=1_000)
def span_typed(days: Period, today: date) -> Span:
    """The days as they were typed; the running week, month, quarter or year ends today, as its button does."""
    ends = {word: months_later(WORDS[word](today).first, months) for word, months in _RUNNING.items()}
    ends["week"] = _this_week(today).first + timedelta(days=7)
    for word, end in ends.items():
        if days == Period(WORDS[word](today).first, end - timedelta(days=1)):
            return Span(days=WORDS[word](today))
    return Span(days=days)


def usual_span(report: str) -> Span:
    """What a report shows when nothing was said."""
    return Span("today" if report in TODAY_REPORTS else "month")


@dataclass(frozen=True, slots=True)
class Question:
    """Which report, about whom and when, how it is cut, and which side of the answer.

    Neither a person nor a team means the widest that the asker may see. `by` is one dimension or none.
    """

    report: str
    span: Span
    person: PersonId | None = None
    team: TeamId | None = None
    by: str | None = None
    view: str | None = None
    side: Side = Side.MAIN
    page: int = 0

    def turned(self, side: Side, page: int = 0) -> "Question":
        """The same answer from another side."""
        return replace(self, side=side, page=page)

    def about(self, person: PersonId | None = None, team: TeamId | None = None) -> "Question":
        """The same about somebody else."""
        return replace(self, person=person, team=team, side=Side.MAIN, page=0)

    def over(self, span: Span) -> "Question":
        """The same over another period."""
        return replace(self, span=span, side=Side.MAIN, page=0)

    def cut(self, by: str | None = None, view: str | None = None) -> "Question":
        """The same cut in another way."""
        return replace(self, by=by, view=view, side=Side.MAIN, page=0)

    def of(self, report: str) -> "Question":
        """The same people and days in another report."""
        return replace(self, report=report, by=None, view=None, side=Side.MAIN, page=0)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed after a command: a name, a period, or both; None where nothing was said."""

    name: str | None = None
    period: Period | None = None


_MOST_WORDS = 16


@lru_cache(maxsize=1_000)
def read_typed(text: str, today: date) -> Typed:
    """Part a name from a period, in either order: `Иванов прошлая неделя`, `за 7 дней Ivanov`.

    The longest run of words at either end that is a period is the period; what is left is a name, even where it
    names nobody.
    """
    words = text.split()
    if not words:
        return Typed()
    for size in range(min(len(words), _MOST_WORDS), 0, -1):
        for chosen, rest in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            period = _period(" ".join(chosen), today)
            if period is not None:
                return Typed(" ".join(rest) or None, period)
    return Typed(text.strip())


def _period(text: str, today: date) -> Period | None:
    try:
        return parse_period(text, today)
    except ValueError:
        return None
