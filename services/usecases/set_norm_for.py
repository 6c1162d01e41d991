"""A head asks something of a day, changes it, or asks it no more."""

from dataclasses import dataclass
from datetime import date

from services.domain.clock import Clock
from services.domain.norms import Norm, Scope
from services.domain.rights import Member
from services.errors import Refused
from services.store.db import Database
from services.store.people import People
from services.store.rules import Rules
from services.usecases.list_norms import NormLine, norm_lines
from services.usecases.organising.kpi_named import KnownKpi, known_kpis, kpi_of_token
from services.usecases.organising.norms_of_member import ensure_sets
from services.usecases.organising.scope import ForWhom
from services.usecases.set_norm import Asked, target_of


@dataclass(frozen=True, slots=True)
class NormPlace:
    """What a norm is about: the KPI by its token, for whom, on which weekday (None is every one)."""

    kpi: str
    scope: Scope
    number: int
    weekday: int | None = None


class SetNormFor:
    """Ask something of every working day, of those whom the member heads only.

    It holds from the beginning of this month, so that the month is measured by one norm, or from today.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def about(self, member: Member, place: NormPlace) -> tuple[KnownKpi, ForWhom]:
        """What would be asked of whom; Refused where it is not the member's to ask."""
        async with self._database.reading(member.company.id) as read:
            whom = ensure_sets(member, await People(read).roster(member.company.zone), place.scope, place.number)
            return await kpi_of_token(read, place.kpi), whom

    async def __call__(self, member: Member, place: NormPlace, target: str, *, from_today: bool = False) -> Asked:
        today = self._clock.now().astimezone(member.company.zone).date()
        since = today if from_today else today.replace(day=1)
        async with self._database.writing(member.company.id) as unit:
            whom = ensure_sets(member, await People(unit).roster(member.company.zone), place.scope, place.number)
            kpi = await kpi_of_token(unit, place.kpi)
            number = target_of(kpi, target)
            norm = Norm(place.scope, place.number, kpi.key, place.weekday, since, number, member.id)
            await Rules(unit).set_norm(norm)
        return Asked(kpi, number, whom, () if place.weekday is None else (place.weekday,), since)


class FindNorm:
    """The norm that a button is about, where it stands and is the member's to change."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, member: Member, place: NormPlace, since: date) -> NormLine:
        async with self._database.reading(member.company.id) as read:
            roster = await People(read).roster(member.company.zone)
            ensure_sets(member, roster, place.scope, place.number)
            key = (await kpi_of_token(read, place.kpi)).key
            about = (place.scope, place.number, key, place.weekday, since)
            found = [
                norm
                for norm in await Rules(read).norms()
                if (norm.scope, norm.scope_id, norm.kpi, norm.weekday, norm.since) == about
            ]
            if not found:
                raise Refused("norm-gone")
            return norm_lines(found, await known_kpis(read), roster)[0]


class RemoveNorm:
    """Ask it no more: the norm is taken away as if it had never been set."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._find = FindNorm(database)

    async def __call__(self, member: Member, place: NormPlace, since: date) -> NormLine:
        line = await self._find(member, place, since)
        norm = Norm(place.scope, place.number, line.kpi.key, place.weekday, since, line.target)
        async with self._database.writing(member.company.id) as unit:
            await Rules(unit).drop_norm(norm)
        return line
