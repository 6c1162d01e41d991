"""Local times of one zone become moments in UTC, a hundred thousand at a time."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.domain.zones import at_local

_DAY = timedelta(days=1)
_EPOCH_THERE = datetime(1970, 1, 1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class LocalClock:
    """Reads wall clocks of one zone; remembers what 1970 was on each day on which the clocks are not moved."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self._epochs: dict[date, datetime | None] = {}

    def moment(self, wall: datetime) -> datetime:
        """The moment of a local time; a skipped time is the next valid minute, a repeated one is the first."""
        day = wall.date()
        if day in self._epochs:
            epoch = self._epochs[day]
        else:
            epoch = self._epochs[day] = self._epoch(day)
        # Counting from an epoch is ten times as quick as giving a datetime another zone.
        return at_local(day, wall.time(), self.zone) if epoch is None else _EPOCH + (wall - epoch)

    def _epoch(self, day: date) -> datetime | None:
        """What the clocks of a steady day would have shown in 1970; None for a day on which they are moved."""
        begins = datetime.combine(day, time.min, self.zone).utcoffset()
        ends = datetime.combine(day + _DAY, time.min, self.zone).utcoffset()
        return _EPOCH_THERE + begins if begins is not None and begins == ends else None
