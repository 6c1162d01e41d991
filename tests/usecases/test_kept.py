"""What is stored about a person: everything of theirs, nothing of others, numbers masked."""

import json
from datetime import date
from decimal import Decimal

import pytest

from handlers.tables.as_kept import as_kept
from services.domain.norms import Norm, Scope
from services.domain.people import Role
from services.domain.period import Period
from services.store.calendar import Calendar
from services.store.dossiers import KINDS
from services.store.looks import Looks
from services.store.people import People
from services.store.rules import Rules
from services.store.tables import activities, calls, deals, metadata, phones
from services.usecases.keep_goal import CheckIn, CommentGoal, SetGoal
from services.usecases.show_kept import ShowKept
from tests.factories import NOON, TUESDAY, a_call, a_company, a_deal, a_person, an_activity
from tests.usecases.members import a_member

NOT_TOLD = {"persons", "visits", "invites", "conversations", "accounts"}
"""The person's name stands on top; a deal's path is made of its moves; hashes and open questions say nothing."""


@pytest.fixture
async def ivan(database, company, clock):
    """A manager with something of most kinds, beside a colleague with the same."""
    found = [await a_person(database, company, name, team="Север", zone="Asia/Omsk") for name in ("Иван", "Анна")]
    async with database.writing(company.id) as unit:
        await unit.put(phones, [{"phone_key": 11, "last4": "4567", "sealed": b"x"}])
        for place, person in enumerate(found):
            await unit.put(calls, [a_call("2026-11-20 10:00", by=person, phone_key=11), a_call(by=person)])
            await unit.put(activities, [an_activity(by=person)])
            await unit.put(deals, [a_deal(by=person, amount=1500, currency="RUB")])
            await Rules(unit).set_norm(Norm(Scope.PERSON, person, "calls_total", None, TUESDAY, Decimal(20)))
            await Calendar(unit).set_away(person, Period(TUESDAY, TUESDAY), "sick")
            await People(unit).identify(person, "phone", f"+7916123456{place}")
            await Looks(unit).note(person, found[0], "kpi", TUESDAY, NOON)
    member = await a_member(database, company, found[0], clock)
    number = await SetGoal(database, clock)(member, "Больше встреч", 3)
    await CheckIn(database, clock)(member, number, "12")
    return member


async def test_kinds_are_counted_with_their_days(database, clock, ivan):
    kept = await ShowKept(database, clock)(ivan)
    counts = {kind.kind: (kind.count, kind.first, kind.last) for kind in kept.kinds}

    assert counts["calls"] == (2, date(2026, 11, 20), TUESDAY)
    assert counts["goal_notes"] == (1, TUESDAY, TUESDAY)
    assert counts["identities"] == (1, None, None)
    for kind in ("activities", "deals", "norms", "absences", "goals", "looks"):
        assert counts[kind] == (1, TUESDAY, TUESDAY), kind
    assert [(look.by, look.what, look.times) for look in kept.looks] == [("Иван", "kpi", 1)]


async def test_the_file_holds_every_row_with_masked_numbers(database, clock, ivan):
    everything = await ShowKept(database, clock).everything(ivan)
    kept = await ShowKept(database, clock)(ivan)
    text = as_kept(everything).decode()
    told = json.loads(text)["kept"]

    assert {kind: len(rows) for kind, rows in told.items() if rows} == {kind.kind: kind.count for kind in kept.kinds}
    assert [call["phone"] for call in told["calls"]] == ["•••4567", None]
    assert told["identities"] == [{"kind": "phone", "value": "•••4560"}]
    assert told["deals"][0]["amount"] == "1500.00"
    assert told["goal_notes"][0]["by"] == "Иван"
    assert "916123" not in text


async def test_a_comment_of_mine_on_anothers_goal_is_mine_too(database, company, clock, ivan):
    olga = await a_person(database, company, "Ольга", role=Role.HEAD, team="Север")
    member = await a_member(database, company, olga, clock)
    number = await SetGoal(database, clock)(ivan, "Ещё цель", 1)
    await CommentGoal(database, clock)(member, number, "Обсудим")

    mine = (await ShowKept(database, clock).everything(member)).kinds["goal_notes"]

    assert [(row["text"], row["by"], row["goal"]) for row in mine] == [("Обсудим", "Ольга", None)]
    theirs = (await ShowKept(database, clock).everything(ivan)).kinds["goal_notes"]
    assert ("Обсудим", "Ольга", "Ещё цель") in [(row["text"], row["by"], row["goal"]) for row in theirs]


async def test_another_company_keeps_its_own(database, clock, ivan):
    other = await a_company(database, "Василёк")
    stranger = await a_member(database, other, await a_person(database, other, "Иван"), clock)

    kept = await ShowKept(database, clock)(stranger)

    assert [kind.kind for kind in kept.kinds] == ["roles"]


def test_every_table_about_people_is_told():
    about = {
        table.name for table in metadata.sorted_tables if {"person_id", "viewer_id", "by_id"} & set(table.c.keys())
    }

    assert about - {kind.table.name for kind in KINDS} - NOT_TOLD == set()
