"""The program's numbers against numbers counted a second time by plain loops (tests/oracle.py)."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.tables.plain import plain
from services.domain.ids import TeamId
from services.domain.kpi import KPIS
from services.domain.period import Period
from services.store.people import People
from services.usecases.reporting.asked import Asked
from services.usecases.show_kpi import ShowKpi
from tests.marks import on_postgres, on_sqlite
from tests.oracle import events, sheet
from tests.usecases.departments import DAYS, FIRST, departments
from tests.usecases.taking_in import LATER, founded, imported, tables

BYS = [
    ("person",), ("team",), ("day",), ("week",), ("month",), ("person", "day"), ("person", "month"), ("team", "week"),
    ("day", "team"), ("month", "person"),
]  # fmt: skip
CALM = settings(suppress_health_check=list(HealthCheck))
_numbers = itertools.count(1)


@st.composite
def questions(draw):
    """A period within or around the fortnight, a moment, the rows, and now and then one person or team."""
    first, last = sorted((draw(st.integers(-2, DAYS)), draw(st.integers(-2, DAYS))))
    period = Period(FIRST + timedelta(days=first), FIRST + timedelta(days=last))
    early = datetime.combine(FIRST, time(), UTC) + timedelta(hours=draw(st.integers(-12, DAYS * 24)))
    return {
        "period": period,
        "as_of": draw(st.sampled_from([LATER, early])),
        "by": draw(st.sampled_from(BYS)),
        "person": draw(st.sampled_from([None, None, None, "Анна Белова"])),
        "team": draw(st.sampled_from([None, None, "Sales", "Sales/North"])),
    }


class Expected:
    """What the oracle says to a question."""

    def __init__(self, firm, question):
        found = list(events(firm))
        known = firm.default_margin is not None or any(event.key == "margin" for event in found)
        self.firm, self.question = replace(firm, margins=known), question
        self.found = [event for event in found if self._wanted(event)]
        self.one_day = len(question["period"]) == 1

    def _wanted(self, event):
        asked = self.question
        if event.day not in asked["period"] or event.at > asked["as_of"]:
            return False
        if asked["person"] not in (None, event.who):
            return False
        team = self.firm.team_on(event.who, event.day)
        return asked["team"] is None or (team is not None and f"{team}/".startswith(f"{asked['team']}/"))

    def key(self, event):
        """The row that an event belongs to, as its cells in the JSON."""
        day = event.day
        values = {
            "person": event.who, "team": self.firm.team_on(event.who, day), "day": f"{day}", "month": f"{day:%Y-%m}",
            "week": f"{day - timedelta(days=day.weekday())}",
        }  # fmt: skip
        return tuple(values[name] for name in self.question["by"])

    def rows(self):
        """The KPIs of every row that something happened in."""
        groups = {}
        for event in self.found:
            if not event.key.startswith("excluded"):
                groups.setdefault(self.key(event), []).append(event)
        return {key: self.sheet(found, one_day="day" in self.question["by"]) for key, found in groups.items()}

    def sheet(self, found, *, one_day=False):
        return sheet(self.firm, found, one_day=one_day or self.one_day)

    def excluded(self):
        """How many rows were left out, by reason."""
        reasons = [event.key.partition(" ")[2] for event in self.found if event.key.startswith("excluded")]
        return {reason: reasons.count(reason) for reason in reasons}


async def asked(database, company, question):
    """The question with names made ids."""
    async with database.reading(company.id) as read:
        roster = await People(read).roster(company.zone)
    people = {person.name: person.id for person in roster.people.values()}
    teams = {team.path: team.id for team in roster.teams.values()}
    team = teams.get(question["team"])
    return Asked(
        company, question["period"], question["as_of"], people.get(question["person"]),
        TeamId(team) if team else None, question["by"],
    )  # fmt: skip


COUNTED = (
    "internal_calls", "after_hours_missed", "short_missed", "incoming_activities", "repeat_leads", "without_amount",
    "no_rate", "cost_unknown", "margin_by_default",
)  # fmt: skip


async def agree(database, firm, asking):
    """Import the department as a new company and compare every answer; without events a row is that of nothing."""
    company = await imported(database, await founded(database, firm, f"Ромашка {next(_numbers)}"), tables(firm))
    assert (company.revenue.value if company.revenue else None) == firm.basis
    for question in asking:
        if question["team"] not in {None, *(team for member in firm.members for _, team in member.teams)}:
            question = question | {"team": None}
        expected = Expected(firm, question)
        report = await ShowKpi(database)(await asked(database, company, question))
        rows, empty = expected.rows(), expected.sheet([], one_day="day" in question["by"])
        shown = {}
        for row in report.rows:
            cells = {key: plain(value) for key, value in row.items()}
            key = tuple(cells[name] for name in question["by"])
            assert key not in shown, "a row stands twice"
            shown[key] = {kpi.key: cells[kpi.key] for kpi in KPIS}
        assert rows.keys() <= shown.keys(), question
        for key, row in shown.items():
            assert row == rows.get(key, empty), (question, key)
        assert {key: plain(value) for key, value in report.totals.items()} == expected.sheet(expected.found), question
        assert {r: n for r, n in report.excluded.items() if r in COUNTED} == expected.excluded(), question


ASKING = st.lists(questions(), min_size=3, max_size=6)


@on_sqlite
@given(firm=departments(), asking=ASKING)
@settings(CALM, max_examples=20)
async def test_every_kpi_is_what_the_oracle_counts(database, firm, asking):
    await agree(database, firm, asking)


@pytest.mark.long
@on_sqlite
@given(firm=departments(most=40), asking=st.lists(questions(), min_size=5, max_size=10))
@settings(CALM, max_examples=400)
async def test_every_kpi_of_bigger_departments_is_what_the_oracle_counts(database, firm, asking):
    await agree(database, firm, asking)


@on_postgres
@pytest.mark.long
@given(firm=departments(), asking=ASKING)
@settings(CALM, max_examples=6)
async def test_every_kpi_is_the_same_on_postgres(database, firm, asking):
    await agree(database, firm, asking)
