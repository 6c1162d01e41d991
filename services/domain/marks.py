"""Marks: the first and last moments of people's days, as the clocks on their walls showed them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from services.domain.people import BEGINNING, ZoneHistory

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY_SECONDS = 86_400
_MICROS = 1_000_000


class Mark(NamedTuple):
    """A moment of one person's day: microseconds since 1970 UTC, the zone that cut the day, the local second of it."""

    micros: int
    zone: ZoneInfo
    second: int

    @classmethod
    def at(cls, micros: int, zone: ZoneInfo) -> "Mark":
        """The moment on the walls of this zone."""
        local = (_EPOCH + timedelta(microseconds=micros)).astimezone(zone)
        return cls(micros, zone, local.hour * 3600 + local.minute * 60 + local.second)

    def moment(self) -> datetime:
        """The moment in the person's own zone."""
        return (_EPOCH + timedelta(microseconds=self.micros)).astimezone(self.zone)


class Walls:
    """The clocks on the walls of a company's people, each zone looked at once a day: a month has thousands of marks."""

    def __init__(self) -> None:
        self._offsets: dict[ZoneInfo, _Offsets] = {}

    def marks(self, moments: Iterable[int], zones: ZoneHistory) -> list[Mark]:
        """The moments as they were cut: on the day of a move west two zones share the day."""
        if zones.changes and (len(zones.changes) > 1 or zones.changes[0][0] > BEGINNING):
            return [Mark.at(micros, zones.day_of(_EPOCH + timedelta(microseconds=micros))[1]) for micros in moments]
        zone = zones.changes[0][1] if zones.changes else zones.usual
        return self._in_zone(moments, zone)

    def _in_zone(self, moments: Iterable[int], zone: ZoneInfo) -> list[Mark]:
        offsets = self._offsets.get(zone)
        if offsets is None:
            offsets = self._offsets[zone] = _Offsets(zone)
        found = []
        for micros in moments:
            second = micros // _MICROS
            offset = offsets[second // _DAY_SECONDS]
            known = None if offset is None else Mark(micros, zone, (second + offset) % _DAY_SECONDS)
            found.append(known or Mark.at(micros, zone))
        return found


class _Offsets(dict[int, int | None]):
    """Seconds ahead of UTC by UTC day (from 1970 on); None on a day that saw the clocks change."""

    def __init__(self, zone: ZoneInfo) -> None:
        super().__init__()
        self._zone = zone

    def __missing__(self, day: int) -> int | None:
        ends = {(_EPOCH + timedelta(days=number)).astimezone(self._zone).utcoffset() for number in (day, day + 1)}
        offset = ends.pop()
        self[day] = None if ends or offset is None else int(offset.total_seconds())
        return self[day]
