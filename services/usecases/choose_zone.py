"""A member lives in another time zone from today on."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from services.domain.clock import Clock
from services.domain.rights import Member
from services.domain.wording import shortened
from services.domain.zones import known_zone
from services.errors import Refused
from services.reference.cities import read_zone
from services.store.db import Database
from services.store.people import People
from services.usecases.organising.details import move_zone
from services.usecases.settle import Settle


@dataclass(frozen=True, slots=True)
class OwnZone:
    """The zone that cuts a member's days, and their time now; `own` is False where it is the company's."""

    zone: str
    now: datetime
    own: bool


class ChooseZone:
    """Cut a member's own days by another zone: from today, earlier days stay as they were."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def now(self, member: Member) -> OwnZone:
        """The zone that cuts the member's days now."""
        async with self._database.reading(member.company.id) as read:
            roster = await People(read).roster(member.company.zone)
        _day, zone = roster.zone_of(member.id).day_of(self._clock.now())
        return OwnZone(zone.key, self._clock.now().astimezone(zone), member.id in roster.zones)

    async def __call__(self, member: Member, typed: str) -> OwnZone:
        """Choose by a city or by the name of a zone."""
        try:
            zone = known_zone(read_zone(typed))
        except ValueError as trouble:
            raise Refused("zone-city-unknown", typed=shortened(typed)) from trouble
        if (await self.now(member)).zone != zone.key:
            await self._move(member, zone)
        return await self.now(member)

    async def _move(self, member: Member, zone: ZoneInfo) -> None:
        today = self._clock.now().astimezone(zone).date()
        async with self._database.writing(member.company.id) as unit:
            await move_zone(unit, member.id, zone.key, today)
        await Settle(self._database)(member.company)
