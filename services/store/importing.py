"""The journal of imports: what began, what ended; an import cut short stays visible until it is repeated."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func

from services.store.tables import activities, calls, deals, imports, payments, stage_entries
from services.store.unit import Unit

_TABLES = {"deals": deals, "calls": calls, "activities": activities, "payments": payments, "stages": stage_entries}


class Imports:
    """Imports of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def begin(self, number: int, kind: str, name: str, digest: str, at: datetime) -> None:
        """An import begins; a repeated one begins anew."""
        row = {"id": number, "kind": kind, "name": name, "digest": digest, "state": "running", "begun_at": at}
        await self._unit.put(imports, [{**row, "done_at": None, "added": 0, "changed": 0}])

    async def end(self, number: int, at: datetime, added: int, changed: int) -> None:
        """The import is done."""
        done = {"state": "done", "done_at": at, "added": added, "changed": changed}
        await self._unit.run(self._unit.update(imports).where(imports.c.id == number).values(**done))

    async def forget(self, number: int) -> None:
        """The import never was: nothing of it was stored."""
        await self._unit.run(self._unit.delete(imports).where(imports.c.id == number))

    async def all(self) -> list[Row[Any]]:
        """Every import, the newest first."""
        return list(await self._unit.rows(self._unit.select(imports).order_by(imports.c.begun_at.desc())))

    async def is_empty(self, kind: str) -> bool:
        """Whether the company has no rows of the kind yet."""
        table = _TABLES[kind]
        return await self._unit.row(self._unit.select(table)) is None

    async def distinct(self, column: str) -> set[str]:
        """The values a column of deals has so far."""
        known = deals.c[column]
        rows = await self._unit.rows(self._unit.select(deals, known.label("value")).distinct())
        return {row.value for row in rows if row.value}

    async def newest(self, kinds: Sequence[str] = ()) -> datetime | None:
        """The moment of the last finished import, of any kind or of these."""
        query = self._unit.select(imports, func.max(imports.c.done_at).label("at"))
        row = await self._unit.row(query.where(imports.c.kind.in_(kinds)) if kinds else query)
        return row.at if row else None
