"""Which company a call is about."""

from services.domain.company import Company
from services.errors import Refused
from services.store.companies import Companies
from services.store.db import Database


class FindCompany:
    """The named company, or the only one; with several, the name is needed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, name: str | None) -> Company:
        async with self._database.overview() as connection:
            companies = await Companies(connection).all()
            named = await Companies(connection).named(name) if name is not None else None
        if named is not None:
            return named
        if name is not None:
            raise Refused("company-unknown", name=name)
        if not companies:
            raise Refused("company-none")
        if len(companies) > 1:
            raise Refused("company-which", names=", ".join(company.name for company in companies))
        return companies[0]
