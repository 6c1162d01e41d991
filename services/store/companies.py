"""The list of companies: the one place that is not bound to one of them."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.company import Company
from services.domain.ids import CompanyId, digest_id
from services.domain.income import Basis
from services.domain.people import name_key
from services.store.tables import companies


class Companies:
    """Companies of the installation by name."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def all(self) -> list[Company]:
        """Every company, in the order of their names."""
        found = (await self._connection.execute(select(companies))).all()
        return sorted((_company(row) for row in found), key=lambda company: company.name)

    async def named(self, name: str) -> Company | None:
        """The company of this name, however it is written."""
        found = await self._connection.execute(select(companies).where(companies.c.name_key == name_key(name)))
        row = found.first()
        return _company(row) if row else None

    async def one(self, company: CompanyId) -> Company:
        """A company as it is now."""
        found = await self._connection.execute(select(companies).where(companies.c.id == company))
        return _company(found.one())

    async def add(self, values: Mapping[str, Any]) -> CompanyId:
        """Add a company; its id follows from its name, and from a count where an older one took that id."""
        key = name_key(values["name"])
        taken = {row.id for row in await self._connection.execute(select(companies.c.id))}
        tries = (digest_id(0, "company", key, attempt) for attempt in range(len(taken) + 1))
        number = next(candidate for candidate in tries if candidate not in taken)
        await self._connection.execute(insert(companies).values(id=number, name_key=key, **values))
        return CompanyId(number)

    async def change(self, company: CompanyId, values: Mapping[str, Any]) -> None:
        """Change settings of a company."""
        await self._connection.execute(update(companies).where(companies.c.id == company).values(**values))
        await self.touch(company)

    async def touch(self, company: CompanyId) -> None:
        """Something of the company has changed: answers kept so far are out of date."""
        await self._connection.execute(_TOUCH, {"number": company})


_TOUCH = update(companies).where(companies.c.id == bindparam("number")).values(version=companies.c.version + 1)


def _company(row: Row[Any]) -> Company:
    return Company(
        id=CompanyId(row.id),
        name=row.name,
        zone=ZoneInfo(row.timezone),
        currency=row.currency,
        language=row.language,
        country=row.country,
        vat=row.vat,
        quality_talk_seconds=row.quality_talk_seconds,
        connected_min_talk_seconds=row.connected_min_talk_seconds,
        credit=row.credit,
        default_margin=row.default_margin,
        revenue=Basis(row.revenue) if row.revenue else None,
        stale_after_hours=row.stale_after_hours,
        no_activity_days=row.no_activity_days,
        lead_window_days=row.lead_window_days,
    )
