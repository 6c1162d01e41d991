"""The connected sources of a company: read lately, in trouble since a moment, or never read."""

from datetime import datetime, timedelta

from services.domain.company import Company
from services.store.sources import State
from services.usecases.examining.finding import Finding, look, ok, trouble
from services.usecases.list_sources import SourceSeen


def look_at_sources(company: Company, sources: list[SourceSeen], now: datetime) -> list[Finding]:
    """One finding for each source."""
    return [_look(company, seen, now) for seen in sources]


def _look(company: Company, seen: SourceSeen, now: datetime) -> Finding:
    source, whose = seen.source, {"company": company.name, "name": seen.source.name}
    if source.trouble is not None:
        since = (source.since or source.connected_at).astimezone(company.zone)
        if source.state is State.LOST:
            return trouble("doctor-source-lost", since=since, **whose)
        return look("doctor-source-trouble", since=since, **whose)
    if seen.read_to is None:
        return look("doctor-source-unread", **whose)
    stale = now - seen.read_to > timedelta(hours=company.stale_after_hours)
    at = seen.read_to.astimezone(company.zone)
    return (look if stale else ok)("doctor-source-stale" if stale else "doctor-source-fresh", at=at, **whose)
