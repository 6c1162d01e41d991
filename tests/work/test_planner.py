"""What has become due is planned once, whoever looks and however the clock goes."""

import asyncio
import itertools
from datetime import timedelta

import pytest

from services.domain.people import Role
from services.domain.period import Period
from services.store.calendar import Calendar
from services.store.digest_times import Digests
from services.store.jobs import Jobs, NewJob
from services.work import planner as planning
from tests.factories import TUESDAY, a_company, a_person, at
from tests.marks import on_postgres

CHECKS = ("check", "day_card", "day_report")


@pytest.fixture(autouse=True)
async def anna(database, company):
    """One manager."""
    return await a_person(database, company, "Анна Белова", team="Север")


@pytest.fixture
async def head(database, company):
    """The head of the team."""
    return await a_person(database, company, "Нина Белозёрова", role=Role.HEAD, team="Север")


async def test_nothing_is_due_before_the_day(planner, planned):
    await planner()

    assert await planned(*CHECKS) == []


async def test_what_is_due_is_planned_when_its_minute_has_come(planner, planned, clock):
    await planner()
    clock.move_to(at("08:50"))
    await planner()
    assert [kind for kind, *_ in await planned(*CHECKS)] == ["day_card"]

    clock.move_to(at("09:10"))
    await planner()
    await planner()

    assert [(kind, state) for kind, _, state, _ in await planned(*CHECKS)] == [("day_card", "due"), ("check", "due")]


async def test_people_who_are_due_together_are_one_job(planner, planned, clock, database, company):
    for name in ("Борис", "Вера", "Глеб"):
        await a_person(database, company, name, team="Север")
    clock.move_to(at("09:10"))
    await planner()

    assert len(await planned("check")) == 1


async def test_a_new_company_is_told_of_its_whole_day(planner, planned, clock):
    clock.move_to(at("11:05"))
    await planner()

    assert [(kind, state, reason) for kind, _, state, reason in await planned(*CHECKS)] == [
        ("day_card", "due", None), ("check", "skipped", "late"), ("check", "due", None),
    ]  # fmt: skip


async def test_two_processes_plan_everything_once(make_planner, planned, clock):
    clock.move_to(at("12:00"))
    await asyncio.gather(*(make_planner()() for _ in range(4)))

    found = await planned(*CHECKS)
    assert len(found) == len(set(found)) == 5


async def test_a_clock_set_back_plans_nothing_twice(planner, make_planner, planned, clock):
    clock.move_to(at("12:00"))
    await planner()
    before = await planned()
    for back in ("11:00", "11:30", "12:00"):
        clock.move_to(at(back))
        await planner()
        await make_planner()()

    again = await planned()
    assert [row[:2] for row in again] == [row[:2] for row in before]
    assert {row[1] for row in again if row not in before} == {"2026-11-24T08:30:00"}, "what was late is not late now"


async def test_a_day_ahead_plans_each_slot_once(planner, planned, clock):
    clock.move_to(at("12:00"))
    await planner()
    clock.move_to(at("12:00") + timedelta(days=1))
    await planner()

    found = await planned("check")
    assert len({slot for _, slot, *_ in found}) == len(found) == 14 + 4
    assert [state for *_, state, _ in found].count("due") == 2
    assert {reason for *_, reason in found} == {None, "late"}


async def test_after_three_days_down_there_is_one_digest(planner, planned, clock, head):
    await planner()
    clock.move_to(at("2026-11-26 19:00"))
    await planner()

    found = [(state, reason) for _, _, state, reason in await planned("digest_day")]
    assert found == [("skipped", "late"), ("skipped", "late"), ("due", None)]


async def test_of_two_digests_that_are_still_of_use_the_newer_is_told(planner, planned, clock, head, database, company):
    async with database.writing(company.id) as unit:
        await Digests(unit).set(head, 9 * 60, None)
    await planner()
    clock.move_to(at("2026-11-25 17:00"))
    await planner()

    found = [(state, reason) for _, _, state, reason in await planned("digest_day")]
    assert found == [("skipped", "coalesced"), ("due", None)]


async def test_the_weeks_digest_is_planned_once_by_its_week(planner, planned, clock, head):
    clock.move_to(at("2026-11-23 08:00"))
    await planner()
    clock.move_to(at("2026-11-23 09:00"))
    await planner()
    clock.move_to(at("2026-11-25 09:00"))
    await planner()

    assert [(slot, state) for _, slot, state, _ in await planned("digest_week")] == [("2026-W47", "due")]


async def test_whoever_is_away_is_due_nothing(planner, planned, clock, database, company, anna):
    async with database.writing(company.id) as unit:
        await Calendar(unit).set_away(anna, Period(TUESDAY, TUESDAY), "sick")
    clock.move_to(at("18:00"))
    await planner()

    assert await planned(*CHECKS) == []


async def test_rules_changed_meanwhile_count_from_then_on(planner, planned, clock, database, company, anna):
    clock.move_to(at("10:00"))
    await planner()
    async with database.writing(company.id) as unit:
        await Calendar(unit).set_away(anna, Period(TUESDAY, TUESDAY), "sick")
    clock.move_to(at("18:00"))
    await planner()

    assert [kind for kind, *_ in await planned(*CHECKS)] == ["day_card", "check"]


async def test_changed_data_are_looked_at_once_and_not_while_somebody_does(
    planner, planned, clock, database, company, say, monkeypatch
):
    monkeypatch.setattr(planning, "_LOOKS_AT_DATA_EVERY_S", 0.0)
    await planner()
    for _ in range(3):
        async with database.writing(company.id):
            pass
        await planner()
    assert [state for *_, state, _ in await planned("refresh")] == ["due"]

    await say("UPDATE jobs SET state = 'done' WHERE kind = 'refresh'")
    await planner()
    await planner()

    assert sorted(state for *_, state, _ in await planned("refresh")) == ["done", "due"]


async def test_a_look_at_which_nothing_is_due_writes_nothing(planner, database, clock, monkeypatch):
    clock.move_to(at("09:30"))
    await planner()
    await planner()

    def never():
        raise AssertionError("something was written")

    monkeypatch.setattr(database, "connection", never)
    assert await planner() == 0


async def test_a_company_in_trouble_keeps_no_other_from_its_day(make_planner, planned, clock, database, company):
    other = await a_company(database, "Лютик")
    await a_person(database, other, "Пётр")
    clock.move_to(at("08:55"))
    planner = make_planner()
    planner._calendars = failing_for(company, planner._calendars)

    with pytest.raises(ExceptionGroup):
        await planner()

    assert [kind for kind, *_ in await planned(*CHECKS)] == ["day_card"]


def failing_for(company, whole):
    async def load(unit, found, roster):
        if found.id == company.id:
            raise RuntimeError("broken data")
        return await whole(unit, found, roster)

    return load


@pytest.mark.parametrize("ahead", [timedelta(hours=3), timedelta(days=1), timedelta(days=400)])
async def test_a_clock_that_was_ahead_for_a_moment_costs_nobody_their_day(planner, planned, clock, ahead):
    await planner()
    clock.move_to(at("08:55") + ahead)
    await planner()
    for hour, minute in itertools.product(range(9, 19), (5, 15, 35)):
        clock.move_to(at(f"{hour:02}:{minute:02}"))
        await planner()

    today = [(kind, slot, state) for kind, slot, state, _ in await planned("check") if slot.startswith("2026-11-24")]
    assert len(set(today)) == len(today) == 14
    assert {state for *_, state in today} == {"due"}


async def test_what_was_done_while_the_clock_was_ahead_is_not_done_again(planner, planned, clock, say):
    await planner()
    clock.move_to(at("11:05"))
    await planner()
    await say("UPDATE jobs SET state = 'done' WHERE state = 'due'")
    before = await planned()
    for moment in ("08:55", "09:12", "11:01"):
        clock.move_to(at(moment))
        await planner()

    assert {kind: state for kind, _, state, _ in before} == {"check": "done", "day_card": "done", "refresh": "done"}
    assert await planned("day_card", "refresh") == [row for row in before if row[0] != "check"]
    assert [row[:3] for row in await planned("check")] == [
        (kind, slot, "due" if reason else "done") for kind, slot, _, reason in before if kind == "check"
    ]


@on_postgres
async def test_of_looks_at_changed_data_one_is_open_whoever_plans(database, company, planned, machine, clock):
    together = asyncio.Barrier(4)

    async def plan(version):
        await together.wait()
        async with database.connection() as connection:
            job = NewJob("refresh", 0, TUESDAY, str(version), clock.now(), {"v": 1})
            await Jobs(connection).plan(company.id, [], clock.now(), machine(), (job, version))

    await asyncio.gather(*map(plan, range(4)))

    assert len(await planned("refresh")) == 1


async def test_while_data_stream_in_the_agenda_is_made_seldom_and_before_anything_due_is_believed(
    make_planner, planned, clock, database, company, anna, monkeypatch
):
    made = []
    whole = planning.make_agenda
    monkeypatch.setattr(planning, "make_agenda", lambda *asked: made.append(1) or whole(*asked))
    planner = make_planner()
    await planner()
    for _ in range(5):
        async with database.writing(company.id):
            pass
        await planner()
    assert len(made) == 1

    async with database.writing(company.id) as unit:
        await Calendar(unit).set_away(anna, Period(TUESDAY, TUESDAY), "sick")
    clock.move_to(at("09:10"))
    await planner()

    assert len(made) == 2
    assert await planned(*CHECKS) == []


async def test_a_digest_of_the_week_that_two_calendars_bring_is_planned_once(
    database, company, planned, machine, clock
):
    def found(at_, reason=None):
        return NewJob("digest_week", 5, TUESDAY, "2026-W47", at(at_), {"v": 1}, reason)

    async with database.connection() as connection:
        twice = [found("2026-11-23 09:00", "coalesced"), found("2026-11-24 09:00")]
        assert await Jobs(connection).plan(company.id, twice, clock.now(), machine()) == 1

    assert [(state, reason) for *_, state, reason in await planned()] == [("due", None)]
