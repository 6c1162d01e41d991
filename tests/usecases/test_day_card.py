"""The day card: the numbers of the reports, who waits for a call, why the day is free, the team at a glance."""

from datetime import timedelta
from fractions import Fraction

import pytest

from services.domain.people import Role
from services.domain.period import Period
from services.store.calendar import Calendar
from services.store.pending import Kind, Mark, Pending
from services.store.tables import calls, deals, imports
from services.usecases.ask_report import AskReport, Words
from services.usecases.set_holiday import AddHoliday
from services.usecases.set_norm import SetNorm
from services.usecases.show_today import DayOff, ShowToday
from tests.factories import NOON, TUESDAY, a_call, a_deal, a_person, at
from tests.marks import on_sqlite
from tests.usecases.members import a_member

pytestmark = on_sqlite


@pytest.fixture
def card(database, company, clock):
    """The card of a person."""

    async def of(person):
        return await ShowToday(database, clock)(await a_member(database, company, person, clock))

    return of


@pytest.fixture
def rings(database, company):
    """Calls come with an import that ended at a moment."""

    async def take(*rows, fresh="12:00"):
        done = {"kind": "calls", "name": "a.csv", "digest": "d", "state": "done", "begun_at": NOON}
        async with database.writing(company.id) as unit:
            await unit.put(calls, rows)
            await unit.put(imports, [{"id": 1, **done, "done_at": at(fresh)}])
            await Pending(unit).add([Mark(Kind.CUT, "calls"), Mark(Kind.CALLBACKS, "")])

    return take


def a_missed(moment, by, phone=11, **more):
    return a_call(moment, by=by, talk="0s", direction="in", wait_s=20, phone_key=phone, **more)


async def test_norms_are_those_of_the_report(database, company, clock, card, rings):
    ivan = await a_person(database, company, "Иван")
    await SetNorm(database, clock)(company, "calls_total", "20")
    await SetNorm(database, clock)(company, "first_call_at", "09:00")
    await rings(*(a_call("09:30", by=ivan) for _ in range(4)))

    found = await card(ivan)
    report = await AskReport(database, clock)(company, "kpi", Words(person="Иван", period="2026-11-24"))

    assert found.norms == tuple(report.rows[0]["norms"])
    assert {norm["kpi"]: norm["pace"] for norm in found.norms}["calls_total"] == Fraction(3, 5)


async def test_a_missed_client_waits_until_called_back(database, company, card, rings):
    ivan, anna = await a_person(database, company, "Иван"), await a_person(database, company, "Анна")
    await rings(
        a_missed("09:10", ivan, 11), a_missed("09:20", ivan, 12), a_missed("09:30", anna, 13),
        a_call("09:40", by=anna, phone_key=12), a_missed("2026-11-10 10:00", ivan, 14),
        a_missed("09:50", ivan, 15), a_call("12:30", by=ivan, phone_key=15),
    )  # fmt: skip

    found = await card(ivan)

    assert [f"{one.at:%H:%M}" for one in found.missed] == ["09:10", "09:50"]


@pytest.mark.parametrize(
    ("kind", "days"), [("vacation", 3), ("sick", 0), ("day_off", 1)], ids=["vacation", "sick", "day off"]
)
async def test_an_absence_says_until_when(database, company, card, kind, days):
    ivan = await a_person(database, company, "Иван")
    last = TUESDAY + timedelta(days=days)
    async with database.writing(company.id) as unit:
        await Calendar(unit).set_away(ivan, Period(TUESDAY, last), kind)

    assert (await card(ivan)).off == DayOff(kind, last)


async def test_holidays_and_weekends_are_told_apart(database, company, clock, card):
    ivan = await a_person(database, company, "Иван")
    await AddHoliday(database, clock)(company, "2026-11-24")

    holiday = await card(ivan)
    clock.advance(timedelta(days=4))
    weekend = await card(ivan)

    assert (holiday.off, weekend.off) == (DayOff("holiday"), DayOff("weekend"))
    assert (holiday.begins, holiday.ends) == (None, None)


async def test_the_day_is_the_persons_own(database, company, clock, card):
    far = await a_person(database, company, "Иван", zone="Asia/Vladivostok")
    clock.advance(timedelta(hours=6))

    found = await card(far)

    assert found.now.isoformat() == "2026-11-25T01:00:00+10:00"
    assert found.report.period == Period(TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=1))


@pytest.fixture
async def team(database, company, clock):
    """A head with three managers, and somebody of another team."""
    names = {"Иван": "Север", "Анна": "Север", "Борис": "Север", "Сергей": "Юг"}
    found = {name: await a_person(database, company, name, team=path) for name, path in names.items()}
    found["Ольга"] = await a_person(database, company, "Ольга", role=Role.HEAD, team="Север")
    await SetNorm(database, clock)(company, "calls_total", "9")
    return found


async def test_a_head_sees_who_has_not_begun_who_is_behind_and_who_is_away(database, company, card, rings, team):
    async with database.writing(company.id) as unit:
        await Calendar(unit).set_away(team["Борис"], Period(TUESDAY, TUESDAY), "sick")
        await unit.put(deals, [a_deal("2026-01-01 10:00", by=team["Иван"], closed="2026-02-01 10:00")])
    await rings(
        a_call("09:30", by=team["Анна"]), a_missed("09:40", team["Анна"]), a_missed("09:50", team["Сергей"], 12)
    )

    glance = (await card(team["Ольга"])).team

    assert glance.expected == 2
    assert [one.name for one in glance.not_started] == ["Иван"]
    assert [(one.name, one.score) for one in glance.behind] == [("Анна", Fraction(2, 3))]
    assert [one.name for one in glance.away] == ["Борис"]
    assert (glance.missed, glance.stalled) == (1, 1)


@pytest.mark.parametrize(("fresh", "late"), [("09:05", []), ("09:20", ["Анна", "Борис", "Иван"])])
async def test_nobody_is_late_by_data_older_than_their_morning(card, rings, team, fresh, late):
    await rings(fresh=fresh)

    assert [one.name for one in (await card(team["Ольга"])).team.not_started] == late


async def test_a_manager_sees_no_team_and_an_owner_nobodys_calls_too(database, company, card, rings, team):
    owner = await a_person(database, company, "Хозяин", role=Role.OWNER)
    await rings(a_missed("09:40", 0), a_missed("09:50", team["Сергей"], 12))

    assert (await card(team["Иван"])).team is None
    assert (await card(owner)).team.missed == 2
    assert (await card(team["Ольга"])).team.missed == 0
