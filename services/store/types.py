"""Column types that cannot be got wrong: moments, days and exact numbers, the same on both databases.

Moments are whole microseconds since 1970 UTC and days are ordinals (1 January of year 1 is 1), so one statement
text does arithmetic on SQLite and PostgreSQL alike, and no driver can drop an offset in silence.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Integer, String, TypeDecorator

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(moment: datetime) -> int:
    """Microseconds since 1970 UTC; a naive moment is a mistake of the program."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be stored")
    return (moment - _EPOCH) // _MICROSECOND


def each_to_micros(moments: Sequence[datetime | None]) -> list[int | None]:
    """The same for many moments at once."""
    try:
        return [None if at is None else (at - _EPOCH) // _MICROSECOND for at in moments]
    except TypeError as naive:
        raise ValueError("a moment without a zone cannot be stored") from naive


def from_micros(micros: int) -> datetime:
    """The aware moment in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; naive values are refused."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:
        return None if value is None else from_micros(value)


class Day(TypeDecorator[date]):
    """A calendar day without a zone, kept as its ordinal."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Any) -> int | None:
        return None if value is None else value.toordinal()

    def process_result_value(self, value: int | None, dialect: Any) -> date | None:
        return None if value is None else date.fromordinal(value)


class Exact(TypeDecorator[Decimal]):
    """A decimal kept as its own text: nothing is rounded on the way."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Any) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Any) -> Decimal | None:
        return None if value is None else Decimal(value)
