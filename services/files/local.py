"""Local times of one zone become moments in UTC, a hundred thousand at a time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.domain.zones import at_local

_DAY = timedelta(days=1)


class LocalClock:
    """Reads wall clocks of one zone; remembers the offset of each day on which the clocks are not moved."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._offsets: dict[date, timedelta | None] = {}

    def moment(self, wall: datetime) -> datetime:
        """The moment of a local time; a skipped time is the next valid minute, a repeated one is the first."""
        day = wall.date()
        if day in self._offsets:
            offset = self._offsets[day]
        else:
            offset = self._offsets[day] = self._steady(day)
        if offset is None:
            return at_local(day, wall.time(), self.zone).astimezone(UTC)
        return (wall - offset).replace(tzinfo=UTC)

    def _steady(self, day: date) -> timedelta | None:
        """The offset of a day from midnight to midnight; None for a day on which it changes."""
        begins = datetime.combine(day, time.min, self.zone).utcoffset()
        ends = datetime.combine(day + _DAY, time.min, self.zone).utcoffset()
        return begins if begins == ends else None
