"""What a page needs besides its rows: people, calendars, names of stages. Read once and kept while nothing changes."""

from dataclasses import dataclass

from services.domain.company import Company
from services.domain.people import Roster
from services.store.people import People
from services.store.sources import Sources
from services.store.unit import Unit
from services.usecases.importing.owners import Owners
from services.usecases.pulling.rows import Names
from services.usecases.worktime import Worktime, load_worktime


@dataclass(frozen=True, slots=True)
class Around:
    """How the company was at one moment; `aside` are the kinds and names of what has not been understood."""

    roster: Roster
    owners: Owners
    worktime: Worktime
    stages: Names
    aside: frozenset[tuple[str, str]]


class Surroundings:
    """Keeps what is around from page to page.

    It is true of one version of the company. A page that is stored moves the version by one step: when somebody else
    has moved it too, or the page itself has brought people or stages, everything is read anew. What a page has met
    that was not stored is forgotten.
    """

    def __init__(self, source: int) -> None:
        self._source = source
        self._kept: Around | None = None
        self._version = 0

    async def of(self, unit: Unit, company: Company) -> Around:
        """What is around, in the transaction of a page."""
        version = await unit.version()
        if self._kept is None or self._version != version:
            self._kept, self._version = await self._read(unit, company), version
        return self._kept

    def forget(self) -> None:
        """It has changed."""
        self._kept = None

    def stored(self, steps: int) -> None:
        """A page is stored, and has moved the company's version by so many steps."""
        self._version += steps

    async def _read(self, unit: Unit, company: Company) -> Around:
        roster, owners = await People(unit).roster(company.zone), Owners(company.id)
        await owners.load(unit, ((person.id, person.name) for person in roster.people.values()))
        worktime = await load_worktime(unit, company, roster)
        store = Sources(unit)
        aside = frozenset(await store.aside(self._source))
        return Around(roster, owners, worktime, await store.stages(self._source), aside)
