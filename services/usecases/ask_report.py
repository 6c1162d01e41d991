"""A report as it is asked for from outside: names and periods as people type them, made a question and answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.period import NotAPeriod, Period, parse_period
from services.domain.question import usual_span
from services.domain.report import Report
from services.domain.zones import at_local
from services.errors import Refused
from services.store.db import Database
from services.usecases.find_person import FindPerson
from services.usecases.find_team import FindTeam
from services.usecases.list_rows import ListRows
from services.usecases.reporting.asked import Asked, end_of_day
from services.usecases.settle import Settle
from services.usecases.show_calls import ShowCalls
from services.usecases.show_deals import ShowDeals
from services.usecases.show_funnel import ShowFunnel
from services.usecases.show_goals import ShowGoals
from services.usecases.show_kpi import ShowKpi
from services.usecases.show_plan import ShowPlan
from services.usecases.show_roi import ShowRoi
from services.usecases.show_rules import ShowRules
from services.usecases.show_team import ShowTeam


class _Show(Protocol):
    async def __call__(self, asked: Asked) -> Report: ...


@dataclass(frozen=True, slots=True)
class Words:
    """What was asked, as it was typed; None where nothing was said."""

    period: str | None = None
    person: str | None = None
    team: str | None = None
    by: str | None = None
    view: str | None = None
    rank: str | None = None
    as_of: str | None = None
    horizon_days: int | None = None


_HORIZON_DAYS = 30


class AskReport:
    """Understand the question, bring unsettled changes up to date, and answer."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._shows: Mapping[str, _Show] = {
            "kpi": ShowKpi(database),
            "team": ShowTeam(database),
            "funnel": ShowFunnel(database),
            "deals": ShowDeals(database),
            "calls": ShowCalls(database),
            "roi": ShowRoi(database),
            "goals": ShowGoals(database),
            "plan": ShowPlan(database),
            "rules": ShowRules(database),
        }
        self._lists: Mapping[str, _Show] = {"rows": ListRows(database)}

    async def __call__(self, company: Company, name: str, words: Words) -> Report:
        if name not in self._shows:
            raise Refused("report-unknown", report=name, known=" ".join(self._shows))
        if words.person is not None and words.team is not None:
            raise Refused("person-and-team")
        return await self.answer(name, await self._understood(company, name, words))

    async def answer(self, name: str, asked: Asked) -> Report:
        """The same for a question in which everybody is known by id; also `rows`, the list behind a number."""
        await Settle(self._database)(asked.company)
        return await (self._shows.get(name) or self._lists[name])(asked)

    async def _understood(self, company: Company, name: str, words: Words) -> Asked:
        as_of = read_moment(words.as_of, company) if words.as_of is not None else self._clock.now()
        today = as_of.astimezone(company.zone).date()
        if words.horizon_days is not None and (name, words.view) != ("funnel", "entry_cohort"):
            raise Refused("option-without-effect", option="horizon")
        horizon = words.horizon_days if words.horizon_days is not None else _HORIZON_DAYS
        if not 1 <= horizon <= 3_650:
            raise Refused("horizon-odd", days=horizon)
        return Asked(
            company=company,
            period=read_period(words.period, today, name),
            as_of=as_of,
            person=(await FindPerson(self._database)(company, words.person)).id if words.person is not None else None,
            team=(await FindTeam(self._database)(company, words.team)).id if words.team is not None else None,
            by=tuple(part.strip() for part in words.by.split(",")) if words.by is not None else (),
            view=words.view,
            rank=words.rank,
            horizon=timedelta(days=horizon),
        )


def read_period(text: str | None, today: date, report: str) -> Period:
    """The period as typed; what the report shows by itself where nothing was."""
    if text is None:
        return usual_span(report).period(today)
    try:
        return parse_period(text, today)
    except NotAPeriod as trouble:
        raise Refused("period-unknown", period=text[:60]) from trouble


def read_moment(text: str, company: Company) -> datetime:
    """A moment with or without an offset (then the company's clock); a day is its end."""
    try:
        if len(text) == 10:
            return end_of_day(date.fromisoformat(text), company)
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as trouble:
        raise Refused("as-of-unknown", moment=text[:60]) from trouble
    if not 1970 <= moment.year <= 2199:
        raise Refused("as-of-unknown", moment=text[:60])
    if moment.tzinfo is None:
        plain = time(moment.hour, moment.minute, moment.second, moment.microsecond)
        return at_local(moment.date(), plain, company.zone)
    return moment
