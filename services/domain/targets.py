"""The target of a norm as people type it, by the unit of its KPI."""

from decimal import Decimal

from services.domain.numerals import read_number, read_share
from services.domain.report import Unit
from services.domain.wallclock import read_clock, read_seconds


def read_target(text: str, unit: Unit) -> Decimal:
    """The target as norms keep it; ValueError where the text is none of this unit.

    A count or a number as it is, money in major units, a rate as a share (`25%` is 0.25), a duration in seconds
    (`2:00:00`, `2h`), a clock in seconds since midnight (`09:00`).
    """
    match unit:
        case Unit.MOMENT:
            at = read_clock(text)
            return Decimal(at.hour * 3600 + at.minute * 60)
        case Unit.SECONDS:
            return Decimal(read_seconds(text))
        case Unit.RATE:
            return read_share(text)
        case _:
            return read_number(text)
