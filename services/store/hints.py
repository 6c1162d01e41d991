"""Things that sources say have changed, waiting to be asked for again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.ids import CompanyId
from services.store.tables import hints, sources
from services.store.unit import Unit

_LONGEST = 128


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing of a source; `at` is when we heard of it last, by the machine's clock."""

    kind: str
    external_id: str
    at: datetime


class Hints:
    """What waits in a company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def oldest(self, source: int, most: int) -> list[Waiting]:
        """Things of a source, those that have waited longest first."""
        query = self._unit.select(hints).where(hints.c.source_id == source)
        rows = await self._unit.rows(query.order_by(hints.c.at, hints.c.external_id).limit(most))
        return [Waiting(row.kind, row.external_id, row.at) for row in rows]

    async def done(self, source: int, asked: Sequence[Waiting]) -> None:
        """These were asked for; one that has changed again meanwhile goes on waiting."""
        for one in asked:
            same = (hints.c.kind == one.kind, hints.c.external_id == one.external_id, hints.c.at <= one.at)
            await self._unit.run(self._unit.delete(hints).where(hints.c.source_id == source, *same))


async def keep_hints(
    connection: AsyncConnection, heard: Sequence[tuple[CompanyId, int, str, str]], at: datetime
) -> None:
    """Keep what was heard, of any company and source: kind and id, each once."""
    rows: list[dict[str, Any]] = [
        {"company_id": company, "source_id": source, "kind": kind, "external_id": name[:_LONGEST], "at": at}
        for company, source, kind, name in dict.fromkeys(heard)
    ]
    if rows:
        insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        put = insert(hints)
        again = put.on_conflict_do_update(index_elements=list(hints.primary_key), set_={"at": put.excluded.at})
        await connection.execute(again, rows)


async def hinted_sources(connection: AsyncConnection) -> set[int]:
    """Sources of which something waits."""
    return set((await connection.execute(select(hints.c.source_id).distinct())).scalars())


async def opened_by(connection: AsyncConnection, source: int) -> tuple[CompanyId, str, str, bytes] | None:
    """A source by its number alone, as a delivery names it: company, vendor, account, and what opens it, sealed."""
    row = (await connection.execute(select(sources).where(sources.c.id == source))).first()
    return None if row is None else (CompanyId(row.company_id), row.vendor, row.account, bytes(row.sealed))
