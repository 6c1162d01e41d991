"""Each company: its people, how fresh its numbers are, and what keeps some of them from being exact."""

from datetime import datetime, timedelta

from services.domain.company import Company
from services.store.companies import Companies
from services.store.db import Database
from services.store.health import CompanyHealth
from services.store.importing import Imports
from services.usecases.examining.finding import Finding, look, ok
from services.usecases.examining.sources import look_at_sources
from services.usecases.list_sources import sources_seen

_AHEAD = timedelta(hours=1)
"""How far a clock may stand behind the last import before somebody is told."""

_MOST_NAMED = 5


async def look_at_companies(database: Database, now: datetime) -> list[Finding]:
    """Every company in the order of their names."""
    async with database.overview() as connection:
        companies = await Companies(connection).all()
    if not companies:
        return [look("doctor-no-company")]
    return [finding for company in companies for finding in await _look(database, company, now)]


async def _look(database: Database, company: Company, now: datetime) -> list[Finding]:
    async with database.reading(company.id) as unit:
        health = CompanyHealth(unit)
        imported = await Imports(unit).newest()
        return [
            *_people(company, await health.people()),
            *_freshness(company, imported, now),
            *look_at_sources(company, await sources_seen(unit), now),
            *_named(company, "doctor-unfinished", await health.unfinished_imports()),
            *_counted(company, "doctor-pending", await health.pending()),
            *_named(company, "doctor-stages-guessed", await health.untold_stages()),
            *_named(company, "doctor-unmatched", await health.unmatched()),
            *_counted(company, "doctor-no-revenue", 0 if company.revenue else await health.won_deals()),
        ]


def _people(company: Company, people: dict[bool, list[str]]) -> list[Finding]:
    listed, met = people.get(True, []), people.get(False, [])
    if not listed and not met:
        return [look("doctor-nobody", company=company.name)]
    known = ok("doctor-people", company=company.name, count=len(listed))
    return [known, *_named(company, "doctor-unlisted", met)]


def _freshness(company: Company, imported: datetime | None, now: datetime) -> list[Finding]:
    if imported is None:
        return [look("doctor-never-imported", company=company.name)]
    at = imported.astimezone(company.zone)
    if imported > now + _AHEAD:
        return [look("doctor-clock-behind", company=company.name, now=now.astimezone(company.zone), at=at)]
    stale = now - imported > timedelta(hours=company.stale_after_hours)
    return [(look if stale else ok)("doctor-stale" if stale else "doctor-fresh", company=company.name, at=at)]


def _named(company: Company, phrase: str, names: list[str]) -> list[Finding]:
    if not names:
        return []
    told = ", ".join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")
    return [look(phrase, company=company.name, count=len(names), names=told)]


def _counted(company: Company, phrase: str, count: int) -> list[Finding]:
    return [look(phrase, company=company.name, count=count)] if count else []
