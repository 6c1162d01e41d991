"""Every norm that was ever set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from services.domain.company import Company
from services.domain.norms import Norm, Scope
from services.domain.people import Roster
from services.domain.report import Unit
from services.store.db import Database
from services.store.people import People
from services.store.rules import Rules
from services.usecases.organising.kpi_named import KnownKpi, known_kpis
from services.usecases.organising.scope import ForWhom, told_for


@dataclass(frozen=True, slots=True)
class NormLine:
    """A norm with its KPI and whom it is for."""

    kpi: KnownKpi
    target: Decimal
    whom: ForWhom
    weekday: int | None
    since: date


class ListNorms:
    """The norms by KPI, the company's before teams' before people's, each kind in the order of its dates."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, company: Company) -> list[NormLine]:
        async with self._database.reading(company.id) as read:
            roster = await People(read).roster(company.zone)
            kpis = await known_kpis(read)
            return list(norm_lines(await Rules(read).norms(), kpis, roster))


def norm_lines(norms: Iterable[Norm], kpis: Mapping[str, KnownKpi], roster: Roster) -> tuple[NormLine, ...]:
    """Norms in this order, with the names of what and whom they are about."""
    places = {key: place for place, key in enumerate(kpis)}
    lines = (_line(norm, kpis, roster) for norm in norms)
    return tuple(sorted(lines, key=lambda line: (places.get(line.kpi.key, len(places)), *_order(line))))


def _line(norm: Norm, kpis: Mapping[str, KnownKpi], roster: Roster) -> NormLine:
    known = kpis.get(norm.kpi) or KnownKpi(norm.kpi, Unit.NUMBER, norm.kpi)
    return NormLine(known, norm.target, told_for(roster, norm.scope, norm.scope_id), norm.weekday, norm.since)


def _order(line: NormLine) -> tuple[int, str, date, int]:
    weekday = -1 if line.weekday is None else line.weekday
    return list(Scope).index(line.whom.scope), line.whom.name or "", line.since, weekday
