"""What is asked of a working day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.norms import Norm
from services.domain.report import Unit
from services.domain.targets import read_target
from services.store.db import Database
from services.store.people import People
from services.store.rules import Rules
from services.usecases.organising.kpi_named import KnownKpi, kpi_named
from services.usecases.organising.scope import ForWhom, for_whom
from services.usecases.organising.typed import day_of, understood, weekdays_of

_TARGETS = {
    Unit.MOMENT: "target-clock",
    Unit.SECONDS: "target-duration",
    Unit.RATE: "target-rate",
    Unit.MONEY: "target-money",
}
"""What may be typed for each unit, said when something else was."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A norm as it was understood; `weekdays` is empty where it is for every working day."""

    kpi: KnownKpi
    target: Decimal
    whom: ForWhom
    weekdays: tuple[int, ...]
    since: date


class SetNorm:
    """Ask something of every working day, or of some weekdays: of a person, a team with all below it, or everybody.

    The nearer norm wins, a weekday's before the general one, the newest before older ones. Without a date it holds
    from the beginning of this month, so that the month is measured by one norm.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(
        self,
        company: Company,
        kpi: str,
        target: str,
        *,
        person: str | None = None,
        team: str | None = None,
        weekday: str | None = None,
        since: str | None = None,
    ) -> Asked:
        today = self._clock.now().astimezone(company.zone).date()
        holds_from = today.replace(day=1) if since is None else day_of(since, today)
        weekdays = () if weekday is None else weekdays_of(weekday)
        async with self._database.writing(company.id) as unit:
            known = await kpi_named(unit, kpi)
            number = target_of(known, target)
            whom = await for_whom(unit, await People(unit).roster(company.zone), person, team)
            for day in weekdays or (None,):
                await Rules(unit).set_norm(Norm(whom.scope, whom.id, known.key, day, holds_from, number))
        return Asked(known, number, whom, weekdays, holds_from)


def target_of(kpi: KnownKpi, typed: str) -> Decimal:
    """The target as norms keep it; Refused says what could have been typed for this KPI."""
    phrase = _TARGETS.get(kpi.unit, "target-number")
    return understood(lambda text: read_target(text, kpi.unit), typed, phrase, kpi=kpi.key)
