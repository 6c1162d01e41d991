"""From stored sums to the KPIs of one row: a person, a team, a day, or the whole company."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from fractions import Fraction
from statistics import median

from services.domain.kpi import KPIS, Kind, Kpi
from services.domain.marks import Mark
from services.domain.money import Money, exponent, round_half_even
from services.domain.quantiles import MEDIAN, quantile
from services.domain.report import Unit, Value


@dataclass(slots=True)
class Tally:
    """What was counted for one row: sums by measure, the marks of its person-days, samples for medians."""

    sums: dict[str, int] = field(default_factory=dict)
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    samples: dict[str, list[int]] = field(default_factory=dict)

    def add(self, key: str, value: int) -> None:
        """Add to a sum."""
        self.sums[key] = self.sums.get(key, 0) + value

    def mark(self, key: str, marks: Iterable[Mark]) -> None:
        """Note the first or last moments of a person's days."""
        self.marks.setdefault(key, []).extend(marks)

    def sample(self, key: str, value: int) -> None:
        """Note one value of which the median will be taken."""
        self.samples.setdefault(key, []).append(value)

    def merge(self, other: "Tally") -> None:
        """Take in another row: views add up over any partition."""
        for key, value in other.sums.items():
            self.add(key, value)
        for key, marks in other.marks.items():
            self.mark(key, marks)
        for key, samples in other.samples.items():
            self.samples.setdefault(key, []).extend(samples)


@dataclass(frozen=True, slots=True)
class Scale:
    """What turns numbers into values: the currency, one day or several, whether revenue and any cost are known."""

    currency: str
    one_day: bool
    revenue_known: bool
    margin_known: bool


def kpi_values(tally: Tally, scale: Scale) -> dict[str, Value]:
    """Every KPI of the row by key; None where the value does not exist (docs/numbers.md)."""
    return {kpi.key: kpi_value(kpi, tally, scale) for kpi in KPIS}


def kpi_value(kpi: Kpi, tally: Tally, scale: Scale) -> Value:
    """One KPI of the row."""
    match kpi.kind:
        case Kind.CLOCK:
            return _clock(kpi, tally.marks.get(kpi.key, ()), scale)
        case Kind.SUM if kpi.key != "revenue" or scale.revenue_known:
            return _amount(tally.sums.get(kpi.parts[0], 0), kpi.unit, scale.currency)
        case _:
            number = kpi_number(kpi, tally, scale)
            return None if number is None else dress(number, kpi.unit, scale.currency)


def _amount(stored: int, unit: Unit, currency: str) -> Value:
    """A stored sum as the value of its unit: minor units and seconds are kept whole, so nothing is left to round."""
    match unit:
        case Unit.MONEY:
            return Money(stored, currency)
        case Unit.SECONDS:
            return timedelta(seconds=stored)
        case _:
            return stored


def kpi_number(kpi: Kpi, tally: Tally, scale: Scale) -> Fraction | None:
    """The KPI as an exact number: money in major units, durations in seconds; clocks have none."""
    number = _plain(kpi, tally, scale)
    if number is None or kpi.unit is not Unit.MONEY:
        return number
    return number / Fraction(10 ** exponent(scale.currency))


def _plain(kpi: Kpi, tally: Tally, scale: Scale) -> Fraction | None:
    sums = tally.sums
    match kpi.kind:
        case Kind.SUM if kpi.key == "revenue" and not scale.revenue_known:
            return None
        case Kind.SUM:
            return Fraction(sums.get(kpi.parts[0], 0))
        case Kind.RATIO:
            below = sum(sums.get(part, 0) for part in kpi.parts[1:])
            return Fraction(sums.get(kpi.parts[0], 0), below) if below else None
        case Kind.MEDIAN:
            samples = tally.samples.get(kpi.parts[0])
            return quantile(samples, MEDIAN) if samples else None
        case Kind.MARGIN:
            return _margin(sums, kpi.parts, scale)
        case Kind.CLOCK | Kind.ABSENT:
            return None


def _margin(sums: Mapping[str, int], parts: tuple[str, ...], scale: Scale) -> Fraction | None:
    """A margin exists where some cost is known; with no income at all it is 0 in a company that knows its costs."""
    amount, with_cost, incomes = (sums.get(part, 0) for part in parts)
    if not scale.margin_known or (incomes and not with_cost):
        return None
    return Fraction(amount)


def _clock(kpi: Kpi, marks: Collection[Mark], scale: Scale) -> Value:
    """The moment on one day; over several the median time of day of all person-days, to the minute."""
    if not marks:
        return None
    if scale.one_day:
        chosen = max if kpi.key in ("last_call_at", "day_end") else min
        return chosen(marks, key=lambda mark: (mark.micros, mark.second)).moment()
    seconds = int(median(mark.second for mark in marks))
    return time(seconds // 3600, seconds % 3600 // 60)


def dress(number: Fraction, unit: Unit, currency: str) -> Value:
    """An exact number as the value of its unit: counts and seconds are whole, money has its currency."""
    match unit:
        case Unit.COUNT:
            return int(number) if number.denominator == 1 else number
        case Unit.MONEY:
            return Money(round_half_even(number * 10 ** exponent(currency)), currency)
        case Unit.SECONDS:
            return timedelta(seconds=round_half_even(number))
        case _:
            return number
