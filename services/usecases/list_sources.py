"""The connected sources of a company: how fresh each kind is, what was set aside, what is not understood."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from services.connectors.kit.records import Kind
from services.connectors.kit.registry import vendors
from services.domain.company import Company
from services.errors import Refused
from services.store.db import Database
from services.store.sources import Source, Sources
from services.store.unit import Unit


@dataclass(frozen=True, slots=True)
class KindSeen:
    """A kind of rows: `read_to` is None while its past is not read, `rows` have come so far, `aside` are set aside."""

    kind: Kind
    read_to: datetime | None
    rows: int
    aside: int


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """A source as it stands: its kinds in the order of reading, reasons of setting aside and unknown values counted."""

    source: Source
    vendor: str
    kinds: tuple[KindSeen, ...]
    why_aside: Mapping[str, int]
    unknown: Mapping[str, int]

    @property
    def read_to(self) -> datetime | None:
        """Until when all of it is read; None while some of its past is not."""
        read = [kind.read_to for kind in self.kinds if kind.read_to is not None]
        return min(read) if read and len(read) == len(self.kinds) else None


class ListSources:
    """List the sources of a company in the order of connecting."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, company: Company, name: str | None = None) -> list[SourceSeen]:
        """All, or the one of that name; Refused when there is none of it."""
        async with self._database.reading(company.id) as unit:
            found = await sources_seen(unit)
        if name is None:
            return found
        wanted = name.strip().casefold()
        chosen = [one for one in found if one.source.name == wanted]
        if not chosen:
            raise Refused("source-unknown", name=name)
        return chosen


async def sources_seen(unit: Unit) -> list[SourceSeen]:
    """Every source of the company; one whose vendor is no more shows what was read of it."""
    store, known = Sources(unit), vendors()
    found = []
    for source in await store.all():
        progress, aside = await store.progress(source.id), await store.aside(source.id)
        vendor = known.get(source.vendor)
        offered = vendor.kinds if vendor is not None else frozenset[Kind]()
        counted = Counter(kind for kind, _ in aside)
        kinds = [
            KindSeen(kind, held.read_to if held else None, held.records if held else 0, counted[kind.value])
            for kind in Kind
            if (held := progress.get(kind.value)) is not None or kind in offered
        ]
        title = vendor.title if vendor is not None else source.vendor
        unknown = await store.unknown(source.id)
        found.append(SourceSeen(source, title, tuple(kinds), Counter(aside.values()), unknown))
    return found
