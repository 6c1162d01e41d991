"""Local days and times of a zone against the one line of real time (UTC)."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from services.domain.spans import DAY

_SECOND = timedelta(seconds=1)
_LONGEST_NAME = 64
_THE_MACHINES_OWN = frozenset({"localtime", "posixrules", "Factory"})


def known_zone(name: str) -> ZoneInfo:
    """The zone of this IANA name, such as `Europe/Moscow`; ValueError for any other text.

    Names that mean something else on each machine (`localtime`) are refused too.
    """
    if not 0 < len(name) <= _LONGEST_NAME or name in _THE_MACHINES_OWN or name.startswith(("posix/", "right/")):
        raise ValueError("no time zone of this name")
    try:
        return ZoneInfo(name)
    except (ValueError, LookupError, OSError) as trouble:
        raise ValueError("no time zone of this name") from trouble


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """The calendar day on which the aware moment falls there; ValueError for a naive one."""
    _ensure_aware(at)
    return at.astimezone(zone).date()


@lru_cache(maxsize=4096)
def at_local(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The moment, in UTC, when the clocks there show this time on this day.

    A time that the clocks skip moves to the next valid minute; one that they show twice is the first.
    """
    wall = datetime.combine(day, at, zone)
    first, second = wall.replace(fold=0), wall.replace(fold=1)
    skipped = _offset(first) < _offset(second)
    return _end_of_gap(first, second) if skipped else first.astimezone(UTC)


def day_bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first moment of the day and the first after it, in UTC: 23, 24 or 25 hours apart, as it comes.

    A day that a zone left out altogether (Samoa, 30 December 2011) is empty: both moments are the same.
    OverflowError on the last day of the year 9999.
    """
    return at_local(day, time.min, zone), at_local(day + DAY, time.min, zone)


def _end_of_gap(first: datetime, second: datetime) -> datetime:
    """The moment at which the clocks jump over a skipped time, or their next whole minute.

    Read with the offset before the jump (fold 0) that time lies after it, with the other offset before it.
    """
    zone, before, after = first.tzinfo, second.astimezone(UTC), first.astimezone(UTC)
    while after - before > _SECOND:
        middle = before + (after - before) // _SECOND // 2 * _SECOND
        if _offset(middle.astimezone(zone)) == _offset(first):
            before = middle
        else:
            after = middle
    return after + _SECOND * (-after.astimezone(zone).second % 60)


def _offset(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta(0)


def _ensure_aware(at: datetime) -> None:
    if at.utcoffset() is None:
        raise ValueError("a moment without a zone belongs to no day")
