"""A company begins to be measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.domain.company import Company
from services.errors import Refused
from services.store.companies import Companies
from services.store.db import Database
from services.usecases.organising.settings import read_setting, settings
from services.usecases.organising.typed import name_of


@dataclass(frozen=True, slots=True)
class Founding:
    """What is told of a new company, as it was typed."""

    name: str
    timezone: str
    currency: str
    language: str = "ru"
    country: str = "RU"
    vat: str | None = None


class AddCompany:
    """Add a company with the zone that cuts its days, its currency and its country's holidays.

    Names are unlike whatever their case; nothing of one company is ever seen in another.
    """

    def __init__(self, database: Database, languages: Sequence[str]) -> None:
        self._database = database
        self._languages = languages

    async def __call__(self, founding: Founding) -> Company:
        table = settings(self._languages)
        values: dict[str, Any] = {"name": name_of(founding.name)}
        for key in ("timezone", "currency", "language", "country", "vat"):
            typed = getattr(founding, key)
            if typed is not None:
                values[key] = read_setting(table, key, typed)
        async with self._database.connection() as connection:
            companies = Companies(connection)
            if await companies.named(values["name"]) is not None:
                raise Refused("company-already", name=values["name"])
            await companies.add(values)
            found = await companies.named(values["name"])
        if found is None:
            raise Refused("company-unknown", name=values["name"])
        return found
