"""The companies of the installation."""

from services.domain.company import Company
from services.store.companies import Companies
from services.store.db import Database


class ListCompanies:
    """Every company by name, for whoever runs the installation."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self) -> list[Company]:
        async with self._database.overview() as connection:
            return await Companies(connection).all()
