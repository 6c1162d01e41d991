"""What tells the state of an installation and of one company: counts and names, nothing that a report would show."""

from sqlalchemy import func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from services.store.exclusions import Exclusions
from services.store.tables import calls, deals, pending, persons, phones, stages
from services.store.unit import Unit


class Health:
    """The database as a whole."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def version(self) -> str:
        """The version of SQLite or PostgreSQL."""
        sqlite = self._connection.dialect.name == "sqlite"
        asked = text("SELECT sqlite_version()" if sqlite else "SHOW server_version")
        return str((await self._connection.execute(asked)).scalar_one()).split()[0]

    async def journal_mode(self) -> str:
        """How SQLite keeps its journal; `wal` lets readers and a writer work side by side."""
        return str((await self._connection.execute(text("PRAGMA journal_mode"))).scalar_one())

    async def sealed_number(self) -> tuple[int, bytes] | None:
        """Any sealed phone number with its company: what the keys can be tried on."""
        row = (await self._connection.execute(select(phones.c.company_id, phones.c.sealed).limit(1))).first()
        return (row.company_id, row.sealed) if row else None


class CompanyHealth:
    """One company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def people(self) -> dict[bool, list[str]]:
        """Names by whether somebody has confirmed them."""
        found: dict[bool, list[str]] = {}
        for row in await self._unit.rows(self._unit.select(persons, persons.c.name, persons.c.listed)):
            found.setdefault(row.listed, []).append(row.name)
        return {listed: sorted(names) for listed, names in found.items()}

    async def pending(self) -> int:
        """How many marks wait to be settled."""
        row = await self._unit.row(self._unit.select(pending, func.count().label("n")))
        return int(row.n) if row else 0

    async def unfinished_imports(self) -> list[str]:
        """Names of files whose import was cut short."""
        return [name for _kind, name in await Exclusions(self._unit).unfinished_imports()]

    async def untold_stages(self) -> list[str]:
        """Names of stages whose place nobody has told: it was read from histories."""
        query = self._unit.select(stages, stages.c.name).where(stages.c.told.is_(False), stages.c.meaning == "open")
        return sorted({row.name for row in await self._unit.rows(query)})

    async def unmatched(self) -> list[str]:
        """Extensions and ids whose calls are nobody's yet, those with the most calls first."""
        query = self._unit.select(calls, calls.c.owner_ref, func.count().label("n"))
        nobodys = query.where(calls.c.person_id == 0, calls.c.owner_ref.is_not(None)).group_by(calls.c.owner_ref)
        rows = await self._unit.rows(nobodys)
        return [row.owner_ref for row in sorted(rows, key=lambda row: (-row.n, row.owner_ref))]

    async def won_deals(self) -> int:
        """How many deals are won."""
        row = await self._unit.row(self._unit.select(deals, func.count().label("n")).where(deals.c.status == "won"))
        return int(row.n) if row else 0
