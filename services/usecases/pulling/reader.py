"""Pages of a source go in: rows by the way of an import, each page in one transaction with its place."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from services.connectors.kit.contract import Connector, Page
from services.connectors.kit.records import (
    Erased,
    Kind,
    Record,
    SourceActivity,
    SourceCall,
    SourceDeal,
    SourceMove,
    SourcePerson,
    SourceStage,
)
from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import digest_id
from services.errors import SourceError
from services.files.mapping import Mapping as FileMap
from services.store.db import Database
from services.store.erasing import Erasing
from services.store.importing import Imports
from services.store.sales import Sales
from services.store.sources import Progress, Source, Sources
from services.store.unit import Unit
from services.store.vault import Vault
from services.usecases.importing.context import Context
from services.usecases.importing.taking import Taken, Taking, basis_of, choose_basis
from services.usecases.pulling import people, stages
from services.usecases.pulling.around import Surroundings
from services.usecases.pulling.rows import Ways, reading_of

LEASE = timedelta(minutes=5)
"""How long one may be reading a source between two pages."""

_TOLD_EVERY = timedelta(minutes=10)
"""How often it is noted that nothing new has come."""

_ORDER = (SourcePerson, SourceStage, SourceDeal, SourceMove, SourceCall, SourceActivity, Erased)
_KINDS: Mapping[type[Record], Kind] = {
    SourcePerson: Kind.PEOPLE, SourceStage: Kind.STAGES, SourceDeal: Kind.DEALS, SourceMove: Kind.MOVES,
    SourceCall: Kind.CALLS, SourceActivity: Kind.ACTIVITIES,
}  # fmt: skip
_ROWS = (SourceDeal, SourceMove, SourceCall, SourceActivity)
_ERASED = (Kind.DEALS, Kind.CALLS, Kind.ACTIVITIES)


@dataclass(slots=True)
class Pulled:
    """What a reading brought: rows by what became of them, things that are gone, rows that were set aside."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    erased: int = 0
    aside: int = 0
    pages: int = 0
    lacking: list[Kind] = field(default_factory=list)
    trouble: SourceError | None = None
    busy: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """What every reading stands on."""

    database: Database
    clock: Clock
    machine_now: Callable[[], datetime]
    vault: Vault


class Reader:
    """One reading of one source into one company."""

    def __init__(
        self, ground: Ground, company: Company, source: Source, unsaid: frozenset[str], pulled: Pulled
    ) -> None:
        """`unsaid` are columns that the source cannot know; `pulled` learns what was done."""
        self._ground = ground
        self._company = company
        self._source = source
        self._unsaid = unsaid
        self._surroundings = Surroundings(source.id)
        self.pulled = pulled

    async def read(
        self,
        connector: Connector,
        kind: Kind,
        progress: Progress | None,
        told: Callable[[Kind, Pulled], None],
    ) -> None:
        """Everything new of a kind."""
        now = self._ground.clock.now()
        records = progress.records if progress is not None else 0
        place: Mapping[str, Any] | None = progress.place if progress is not None else None
        read_to = progress.read_to if progress is not None else None
        async with aclosing(connector.read(kind, place, now)) as pages:  # type: ignore[type-var]
            async for page in pages:
                self.pulled.pages += 1
                if page.records or page.odd or page.unknown or page.cursor != place:
                    records += len(page.records)
                    async with self._storing(page) as unit:
                        await Sources(unit).read_on(self._source.id, kind.value, page.cursor, read_to, records)
                        await Sources(unit).extend(self._source.id, self._ground.machine_now() + LEASE)
                    place = page.cursor
                told(kind, self.pulled)
        if read_to is None or now - read_to >= _TOLD_EVERY or self.pulled.added + self.pulled.changed:
            async with self._writing(False) as unit:
                await Sources(unit).read_on(self._source.id, kind.value, place or {}, now, records)
                await self._note(unit, kind, now)

    async def fetched(self, page: Page) -> None:
        """Things that were asked for by name."""
        self.pulled.pages += 1
        async with self._storing(page):
            pass

    @asynccontextmanager
    async def _storing(self, page: Page) -> AsyncIterator[Unit]:
        """The transaction of a page, its rows taken in."""
        try:
            async with self._writing(bool(page.records)) as unit:
                await self._take(unit, page)
                yield unit
        except BaseException:
            self._surroundings.forget()
            raise
        self._surroundings.stored(1 if page.records else 0)

    def _writing(self, answers_change: bool) -> Any:
        return self._ground.database.writing(self._company.id, answers_change=answers_change)

    async def _note(self, unit: Unit, kind: Kind, now: datetime) -> None:
        """The journal of what came in says until when this source has been read."""
        number = digest_id(self._company.id, "source journal", self._source.id, kind.value)
        journal = Imports(unit)
        await journal.begin(number, kind.value, self._source.title, f"source:{self._source.id}"[:64], now)
        await journal.end(number, now, self.pulled.added, self.pulled.changed)

    async def _take(self, unit: Unit, page: Page) -> None:
        """Rows of a page, in the caller's transaction."""
        store, at = Sources(unit), self._ground.clock.now()
        for place, group in groupby(sorted(page.records, key=_place), key=_place):
            await self._taken(unit, _ORDER[place], list(group))
        if page.records:
            await self._understood(unit, page.records)
        if page.odd:
            self._surroundings.forget()
            await store.set_aside(self._source.id, [(odd.kind.value, odd.external_id, odd.why) for odd in page.odd], at)
            self.pulled.aside += len(page.odd)
        if page.unknown:
            await store.count_unknown(self._source.id, page.unknown)

    async def _understood(self, unit: Unit, records: Sequence[Record]) -> None:
        """What was set aside and makes sense now, or is no more, is set aside no longer."""
        around = await self._surroundings.of(unit, self._company)
        told = {(_kind_of(one).value, getattr(one, "external_id", "")) for one in records} & around.aside
        for kind, name in told:
            self._surroundings.forget()
            await Sources(unit).understood(self._source.id, kind, [name])

    async def _taken(self, unit: Unit, what: type[Record], records: list[Any]) -> None:
        company, source = self._company, self._source
        if what is SourcePerson:
            self._surroundings.forget()
            self.pulled.added += await people.meet(unit, company, records, source.prefix)
        elif what is SourceStage:
            self._surroundings.forget()
            self.pulled.changed += await stages.take(unit, company, source.id, records)
        elif what is Erased:
            self.pulled.erased += await self._erase(unit, records)
        elif what in _ROWS:
            wanted = await self._newer(unit, records) if what is SourceDeal else records
            if wanted:
                self._count(await self._rows(unit, _KINDS[what], wanted))

    def _count(self, taken: Taken) -> None:
        self.pulled.added += taken.added
        self.pulled.changed += taken.changed
        self.pulled.unchanged += taken.unchanged

    async def _newer(self, unit: Unit, records: Sequence[SourceDeal]) -> list[SourceDeal]:
        """Only versions that are not older than what is known, nor than what is known to be erased: of two of one
        moment the one that is said later counts.
        """
        store, names = Sources(unit), [one.external_id for one in records]
        graves = await store.erased(self._source.id, Kind.DEALS.value, names)
        known = await self._versions(unit, names)
        fresh = [
            one
            for one in records
            if one.changed_at >= known.get(one.external_id, one.changed_at)
            and one.changed_at >= graves.get(one.external_id, one.changed_at)
        ]
        alive = {one.external_id for one in fresh}
        await store.revive(self._source.id, Kind.DEALS.value, graves.keys() & alive)
        self.pulled.unchanged += len(records) - len(fresh)
        return fresh

    async def _versions(self, unit: Unit, names: Iterable[str]) -> dict[str, datetime]:
        """When each of these deals last changed, as far as we know."""
        ids = {self._id("deal", name): name for name in names}
        return {ids[number]: at for number, at in (await Sales(unit).versions(ids)).items()}

    def _id(self, word: str, name: str) -> int:
        return digest_id(self._company.id, word, self._source.prefix + name)

    async def _erase(self, unit: Unit, records: Sequence[Erased]) -> int:
        """Things that are gone go; a deal that has changed after it was erased has come back and stays."""
        erasing = Erasing(unit)
        names: dict[Kind, dict[str, datetime | None]] = {kind: {} for kind in _ERASED}
        for one in records:
            if one.kind in names:
                names[one.kind][one.external_id] = one.at
        deals = await self._dead(unit, names[Kind.DEALS])
        count = await erasing.deals([self._id("deal", name) for name in deals])
        count += await erasing.calls([self._id("call", name) for name in names[Kind.CALLS]])
        return count + await erasing.activities([self._id("activity", name) for name in names[Kind.ACTIVITIES]])

    async def _dead(self, unit: Unit, names: Mapping[str, datetime | None]) -> list[str]:
        """Deals that are erased now. Since when is remembered where it is told: an older version may still come."""
        known, store = await self._versions(unit, names), Sources(unit)
        dead = {name: at for name, at in names.items() if at is None or known.get(name, at) <= at}
        graves = await store.erased(self._source.id, Kind.DEALS.value, dead)
        told = {name: max(at, graves.get(name, at)) for name, at in dead.items() if at is not None}
        await store.bury(self._source.id, Kind.DEALS.value, told)
        return list(dead)

    async def _rows(self, unit: Unit, kind: Kind, records: Sequence[Record]) -> Taken:
        """Rows by the way of an import, all in this transaction."""
        around = await self._surroundings.of(unit, self._company)
        reading = reading_of(kind, records, Ways(self._source.prefix, around.stages, self._unsaid))
        company = self._company
        offered, chosen = basis_of(reading, company)
        if chosen and offered is not None:
            company = self._company = await choose_basis(unit, company, offered)
        context = Context(company, around.roster, around.owners, around.worktime, self._ground.vault, None)

        @asynccontextmanager
        async def same() -> AsyncIterator[Unit]:
            yield unit

        return await Taking(same, context, FileMap(), self._ground.clock.now())(reading, lambda done, of: None)


def _kind_of(record: Record) -> Kind:
    return record.kind if isinstance(record, Erased) else _KINDS[type(record)]


def _place(record: Record) -> int:
    """People and stages go in before what names them; what is erased goes last."""
    return _ORDER.index(type(record))
