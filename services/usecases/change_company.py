"""A setting of a company changes, and everything that depends on it is counted again."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.domain.company import Company
from services.domain.people import BEGINNING, name_key
from services.errors import Refused
from services.store.companies import Companies
from services.store.db import Database
from services.store.pending import Mark, Pending
from services.store.recounting import Recounting
from services.store.unit import Unit
from services.usecases.organising.again import cell_marks, deal_marks, timing_marks, worktime_marks
from services.usecases.organising.settings import Reach, read_setting, settings
from services.usecases.organising.typed import name_of
from services.usecases.settle import Settle

NAME = "name"


@dataclass(frozen=True, slots=True)
class Changed:
    """The setting with its value in words of any language; None is empty."""

    company: Company
    key: str
    value: str | None


class ChangeCompany:
    """Change one setting by its key; what was counted by the old value is counted again before the answer.

    The zone that cut stored days, and the currency of stored sums, cannot change under them.
    """

    def __init__(self, database: Database, languages: Sequence[str]) -> None:
        self._database = database
        self._languages = languages

    async def __call__(self, company: Company, key: str, value: str) -> Changed:
        key = key.strip().casefold().replace("-", "_")
        if key == NAME:
            return await self._rename(company, value)
        table = settings(self._languages)
        read = read_setting(table, key, value)
        async with self._database.writing(company.id) as unit:
            await Pending(unit).add(await _marks(unit, table[key].reach))
            await Companies(unit.connection).change(company.id, {key: read})
            after = await _again(unit, company.name)
        await Settle(self._database)(after)
        return Changed(after, key, None if read is None else str(read))

    async def _rename(self, company: Company, text: str) -> Changed:
        name = name_of(text)
        async with self._database.writing(company.id) as unit:
            other = await Companies(unit.connection).named(name)
            if other is not None and other.id != company.id:
                raise Refused("company-already", name=name)
            await Companies(unit.connection).change(company.id, {"name": name, "name_key": name_key(name)})
            after = await _again(unit, name)
        return Changed(after, NAME, name)


async def _again(unit: Unit, name: str) -> Company:
    found = await Companies(unit.connection).named(name)
    if found is None:
        raise Refused("company-unknown", name=name)
    return found


async def _marks(unit: Unit, reach: Reach) -> list[Mark]:
    """What has to be counted again; Refused where what is stored cannot follow."""
    stored = Recounting(unit)
    match reach:
        case Reach.CALLS:
            return [*cell_marks(await stored.cells()), *timing_marks(BEGINNING)]
        case Reach.DEALS:
            return deal_marks(await stored.deals())
        case Reach.WORKTIME:
            return worktime_marks(BEGINNING)
        case Reach.EMPTY_ONLY if await stored.any_rows():
            raise Refused("company-zone-fixed")
        case Reach.MONEYLESS_ONLY if await stored.any_money():
            raise Refused("company-currency-fixed")
        case _:
            return []
