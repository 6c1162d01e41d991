"""Digests: what a head may see, frozen as it was; what came later is told openly; a group hears of no person."""

from datetime import date, timedelta

import pytest

from bot.clock import machine_now
from services.domain.letters import LetterKind
from services.domain.occurrences import DIGEST_DAY, DIGEST_WEEK
from services.domain.people import Role
from services.domain.period import Period
from services.store.calendar import Calendar
from services.store.chats import TeamChat, TeamChats
from services.store.companies import Companies
from services.store.day_notes import REASON, DayNotes
from services.store.jobs import Job
from services.store.letters import FAILED, Letters
from services.store.pending import Kind, Mark, Pending
from services.store.people import People
from services.store.tables import calls, deals, imports, letters, plans
from services.usecases.freezing import FREEZER
from services.usecases.set_norm import SetNorm
from services.usecases.write_digest import WriteDigest
from services.work.job import Skipped
from tests.factories import NOON, TUESDAY, a_call, a_deal, a_person, at
from tests.marks import on_sqlite

pytestmark = on_sqlite

MONDAY = TUESDAY - timedelta(days=1)
GROUP = "-100700"


@pytest.fixture
async def firm(database, company, clock):
    """A department with two teams, their heads and an owner, all with accounts."""
    made = Firm(database, company, clock)
    for name, role, team in (
        ("Иван", Role.MANAGER, "Север"), ("Анна", Role.MANAGER, "Север"), ("Пётр", Role.MANAGER, "Юг"),
        ("Ольга", Role.HEAD, "Север"), ("Нина", Role.OWNER, None),
    ):  # fmt: skip
        made.people[name] = await a_person(database, company, name, role=role, team=team)
        async with database.writing(company.id) as unit:
            await People(unit).bind(made.people[name], "telegram", str(700 + len(made.people)))
    clock.advance(at("18:30") - clock.now())
    return made


class Firm:
    """The department, and what it lives through."""

    def __init__(self, database, company, clock):
        self.database, self.company, self.clock = database, company, clock
        self.people = {}

    async def takes(self, table, *rows, fresh="18:20"):
        done = {"kind": "calls", "name": "a.csv", "digest": "d", "state": "done", "begun_at": NOON}
        async with self.database.writing(self.company.id) as unit:
            await unit.put(table, rows)
            await unit.put(imports, [{"id": 1, **done, "done_at": at(fresh)}])
            marks = [Mark(Kind.CUT, "calls"), Mark(Kind.CALLBACKS, "")]
            await Pending(unit).add([*marks, *(Mark(Kind.DEAL, str(row["id"])) for row in rows if table is deals)])

    async def rings(self, name, count, moment="10:00", **more):
        await self.takes(calls, *(a_call(moment, by=self.people[name], **more) for _ in range(count)))

    async def digest(self, head, kind=DIGEST_DAY, day=TUESDAY):
        """Write a head's digest; the letters of it, or why there are none."""
        year, week, _ = day.isocalendar()
        slot = "evening" if kind == DIGEST_DAY else f"{year}-W{week:02}"
        job = Job(self.company.id, 1, kind, self.people[head], day, slot, {"v": 1}, self.clock.now(), 1)
        found = await WriteDigest(self.database, self.clock, machine_now)(job)
        if isinstance(found, Skipped):
            return found
        async with self.database.writing(self.company.id, answers_change=False) as unit:
            await found(unit)
        async with self.database.reading(self.company.id) as read:
            written = await Letters(read).of(self.people[head], self.clock.now(), self.clock.now() + timedelta(hours=1))
        return [one for one in written if one.kind in (LetterKind.DIGEST_DAY, LetterKind.DIGEST_WEEK)]

    async def only(self, head, **more):
        (letter,) = await self.digest(head, **more)
        return letter.data

    async def tomorrow(self):
        self.clock.advance(timedelta(days=1))


async def test_a_head_hears_of_their_team_and_an_owner_of_everybody(firm, clock):
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "10")
    await firm.rings("Иван", 10)
    await firm.rings("Анна", 4)
    await firm.rings("Пётр", 3)

    olga, nina = await firm.only("Ольга"), await firm.only("Нина")

    assert (olga["team_name"], olga["worked"], olga["judged"], olga["kept"], olga["behind"]) == ("Север", 2, 2, 1, 1)
    assert olga["conclusions"] == ["some_behind"]
    assert [one["name"] for one in olga["needs"]] == ["Анна"]
    assert FREEZER.thaw(olga["totals"])["calls_total"] == 14
    assert (nina["team_name"], nina["worked"], nina["behind"]) == ("", 3, 2)
    assert [one["name"] for one in nina["needs"]] == ["Пётр", "Анна"]
    assert FREEZER.thaw(nina["totals"])["calls_total"] == 17
    assert "Пётр" not in str(olga)
    assert {row["person"] for row in FREEZER.thaw(nina["board"]).rows} == {"Иван", "Анна", "Пётр"}


async def test_who_said_why_is_quoted_and_who_did_not_is_named(firm, clock):
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "10")
    await firm.rings("Иван", 2)
    await firm.rings("Анна", 3)
    async with firm.database.writing(firm.company.id) as unit:
        await DayNotes(unit).note(firm.people["Иван"], TUESDAY, REASON, "Был на выезде", NOON)

    found = await firm.only("Ольга")

    assert [(one["name"], one["reason"]) for one in found["needs"]] == [("Иван", "Был на выезде"), ("Анна", None)]
    assert found["unanswered"] == ["Анна"]


async def test_a_digest_stays_as_it_was_and_the_next_one_says_what_came_later(firm):
    await firm.rings("Иван", 3)
    first = await firm.only("Ольга")
    await firm.rings("Иван", 2, "18:45")
    again = await firm.only("Ольга")
    await firm.tomorrow()
    await firm.rings("Иван", 1, "2026-11-25 11:00")

    second = await firm.only("Ольга", day=TUESDAY + timedelta(days=1))

    assert again == first
    assert first["since"] is None
    assert FREEZER.thaw(first["totals"])["calls_total"] == 3
    assert second["since"]["last"] == str(TUESDAY)
    assert FREEZER.thaw(second["since"]["changed"]["calls_total"]) == {"then": 3, "now": 5}
    assert FREEZER.thaw(second["totals"])["calls_total"] == 1


async def test_history_that_was_changed_is_told_too(firm):
    deal = a_deal("2026-11-20 10:00", by=firm.people["Иван"], status="won", closed="12:00", amount=500)
    await firm.takes(deals, deal)
    await firm.only("Ольга")
    await firm.takes(deals, {**deal, "status": "lost"})
    await firm.tomorrow()
    await firm.rings("Иван", 1, "2026-11-25 11:00")

    found = await firm.only("Ольга", day=TUESDAY + timedelta(days=1))

    assert FREEZER.thaw(found["since"]["changed"]["deals_won"]) == {"then": 1, "now": 0}


async def test_what_never_arrived_is_not_compared_with(firm):
    await firm.rings("Иван", 3)
    await firm.only("Ольга")
    async with firm.database.writing(firm.company.id) as unit:
        await unit.run(unit.update(letters).values(state=FAILED))
    await firm.rings("Иван", 2, "18:45")
    await firm.tomorrow()
    await firm.rings("Иван", 1, "2026-11-25 11:00")

    found = await firm.only("Ольга", day=TUESDAY + timedelta(days=1))

    assert found["since"] is None


async def test_a_day_on_which_nobody_works_is_passed_over(firm):
    async with firm.database.writing(firm.company.id) as unit:
        for name in ("Иван", "Анна"):
            await Calendar(unit).set_away(firm.people[name], Period(TUESDAY, TUESDAY), "vacation")

    assert await firm.digest("Ольга") == Skipped("nothing")


async def test_whoever_heads_nobody_any_more_gets_nothing(firm):
    async with firm.database.writing(firm.company.id) as unit:
        await People(unit).leave_teams(firm.people["Ольга"], MONDAY)

    assert await firm.digest("Ольга") == Skipped("nobody")


async def test_a_quiet_day_is_said_to_be_one(firm, clock):
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "10")
    await firm.takes(calls)

    found = await firm.only("Ольга")

    assert found["conclusions"] == ["quiet"]


async def test_of_a_day_that_the_data_do_not_reach_nothing_is_concluded(firm, clock):
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "10")
    await firm.takes(calls, fresh="2026-11-23 19:00")

    found = await firm.only("Ольга")

    assert found["conclusions"] == ["no_data_yet"]
    assert (found["needs"], found["behind"], found["unanswered"]) == ([], 0, [])


async def test_a_company_without_data_is_told_nothing(firm):
    assert await firm.digest("Ольга") == Skipped("nothing")


@pytest.mark.parametrize(("revenue", "said"), [(100, ["plan_behind", "no_norms"]), (80_000, ["no_norms"])])
async def test_the_plan_of_the_scope_goes_first_where_it_is_behind(firm, revenue, said):
    await firm.takes(deals, a_deal("2026-11-20 10:00", by=firm.people["Иван"], status="won",
                                   closed="2026-11-20 12:00", amount=revenue))  # fmt: skip
    async with firm.database.reading(firm.company.id) as read:
        north = next(team for team, known in (await People(read).roster(firm.company.zone)).teams.items()
                     if known.path == "Север")  # fmt: skip
    month = {"kpi": "revenue", "first_day": date(2026, 11, 1), "last_day": date(2026, 11, 30)}
    async with firm.database.writing(firm.company.id) as unit:
        await Companies(unit.connection).change(firm.company.id, {"revenue": "won"})
        await unit.put(plans, [
            {**month, "scope": "team", "scope_id": north, "target": 100_000},
            {**month, "scope": "company", "scope_id": 0, "target": 900_000},
            {**month, "scope": "person", "scope_id": firm.people["Иван"], "target": 1},
        ])  # fmt: skip

    found = await firm.only("Ольга", kind=DIGEST_WEEK, day=MONDAY - timedelta(days=7))

    plan = FREEZER.thaw(found["plan"])
    assert found["conclusions"] == said
    assert [(row["team"], row["plan"].minor) for row in plan.rows] == [("Север", 10_000_000)]


async def test_a_group_hears_of_the_team_and_of_no_person(firm, clock):
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "10")
    await firm.rings("Иван", 10)
    await firm.rings("Анна", 3)
    async with firm.database.reading(firm.company.id) as read:
        roster = await People(read).roster(firm.company.zone)
    team = next(team for team, known in roster.teams.items() if known.path == "Север")
    async with firm.database.writing(firm.company.id) as unit:
        await TeamChats(unit).bind(TeamChat("telegram", GROUP, team, "Север", firm.people["Ольга"]))

    found = {one.chat: one.data for one in await firm.digest("Ольга")}

    assert len(found) == 2
    assert not any(name in str(found[GROUP]) for name in ("Иван", "Анна"))
    assert FREEZER.thaw(found[GROUP]["totals"])["calls_total"] == 13
    days = FREEZER.thaw(found[GROUP]["board"])
    assert {row["day"]: row["calls_total"] for row in days.rows}[TUESDAY] == 13

    async with firm.database.writing(firm.company.id) as unit:
        await Calendar(unit).set_away(firm.people["Анна"], Period(TUESDAY, TUESDAY + timedelta(days=3)), "sick")
    await firm.tomorrow()
    await firm.rings("Иван", 4, "2026-11-25 11:00")
    alone = await firm.digest("Ольга", day=TUESDAY + timedelta(days=1))
    assert [one.chat for one in alone] == ["704"]


async def moves(firm, name, path, since):
    async with firm.database.writing(firm.company.id) as unit:
        people = People(unit)
        await people.leave_teams(firm.people[name], since - timedelta(days=1))
        await people.join(firm.people[name], await people.team(path), Role.MANAGER, since)


async def test_whoever_has_moved_on_is_counted_and_not_named_and_explains_nothing_here(firm, clock):
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "10")
    await firm.rings("Иван", 2, "2026-11-23 10:00")
    await firm.rings("Анна", 3, "2026-11-23 10:00")
    async with firm.database.writing(firm.company.id) as unit:
        await DayNotes(unit).note(firm.people["Иван"], TUESDAY + timedelta(days=5), REASON, "Перешёл на Юг", NOON)
    await moves(firm, "Иван", "Юг", TUESDAY + timedelta(days=1))
    clock.advance(timedelta(days=6))

    north, all_of_it = [await firm.only(head, kind=DIGEST_WEEK, day=MONDAY) for head in ("Ольга", "Нина")]

    assert ([one["name"] for one in north["needs"]], north["behind"]) == (["Анна"], 2)
    assert "Перешёл на Юг" not in str(north)
    assert "Перешёл на Юг" in str(all_of_it["needs"])


async def test_a_reason_is_for_those_who_headed_its_day(firm, clock):
    await SetNorm(firm.database, clock)(firm.company, "calls_total", "10")
    await firm.rings("Иван", 2, "2026-11-23 10:00")
    async with firm.database.writing(firm.company.id) as unit:
        await DayNotes(unit).note(firm.people["Иван"], TUESDAY + timedelta(days=5), REASON, "Помогал Югу", NOON)
    await moves(firm, "Иван", "Юг", TUESDAY + timedelta(days=1))
    await moves(firm, "Иван", "Север", TUESDAY + timedelta(days=6))
    clock.advance(timedelta(days=6))

    found = await firm.only("Ольга", kind=DIGEST_WEEK, day=MONDAY)

    assert next((one["name"], one["reason"]) for one in found["needs"]) == ("Анна", None)
    assert "Помогал Югу" not in str(found)


async def test_what_channels_cost_is_no_matter_of_a_team_within_a_department(firm):
    await firm.rings("Иван", 3, "2026-11-17 10:00")
    firm.people["Зоя"] = await a_person(firm.database, firm.company, "Зоя", role=Role.HEAD, team="Север/Льдина")
    await a_person(firm.database, firm.company, "Егор", team="Север/Льдина")
    async with firm.database.writing(firm.company.id) as unit:
        await People(unit).bind(firm.people["Зоя"], "telegram", "790")

    week = {"kind": DIGEST_WEEK, "day": MONDAY - timedelta(days=7)}
    found = [await firm.only(head, **week) for head in ("Зоя", "Ольга", "Нина")]

    assert [FREEZER.thaw(one["roi"]) is not None for one in found] == [False, True, True]
