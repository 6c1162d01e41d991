"""Who hears of a source that breaks, and which sources a round asks."""

import json

import pytest

from services.connectors.kit.contract import Grant, Hint
from services.connectors.kit.records import Kind
from services.domain.people import Role
from services.errors import SourceError
from services.store.hints import keep_hints
from services.store.people import People
from services.store.sources import State
from services.store.tables import deals, identities, letters
from services.sync.tokens import StoredTokens
from services.usecases.pull_due import PullDue
from tests.factories import NOON, a_person
from tests.usecases.pulling.vendors import VENDORS

pytestmark = pytest.mark.parametrize("played", [VENDORS["amocrm"]], indirect=True, ids=["amocrm"])


async def people_of(department):
    """An admin, an owner and a manager; letters go to the admin."""
    made = {}
    for name, role in (("Адам", Role.ADMIN), ("Ольга", Role.OWNER), ("Иван", Role.MANAGER)):
        made[name] = await a_person(department.database, department.company, name, role=role)
        async with department.database.writing(department.company.id) as unit:
            await People(unit).bind(made[name], "telegram", str(made[name]))
    return made


async def letters_of(department):
    """What is to be said: kind, reader and data."""
    rows = sorted(await department.rows(letters), key=lambda row: row.run_at)
    return [(row.kind, row.person_id, json.loads(row.data)) for row in rows]


async def test_a_lost_access_is_told_the_admin_once_and_its_end_once(department, crm):
    people = await people_of(department)
    crm.tokens.revoke()
    for _ in range(3):
        await department.pull()
        crm.watch.advance(600)
    crm.tokens.begin()
    await department.connect()
    await department.pull()
    await department.pull()

    told = await letters_of(department)

    assert [(kind, reader) for kind, reader, _ in told] == [
        ("source_trouble", people["Адам"]),
        ("source_well", people["Адам"]),
    ]
    assert told[0][2]["phrase"] == "source-access-lost"
    assert told[0][2]["since"] == told[1][2]["since"]


async def test_a_source_that_is_down_is_told_of_when_that_has_lasted_an_hour(department, crm):
    await people_of(department)
    await department.pull()
    crm.faults.answers(500, times=None)

    told = []
    for minutes in (0, 30, 29, 2):
        crm.watch.advance(minutes * 60)
        await department.pull()
        told.append(len(await letters_of(department)))

    assert told == [0, 0, 0, 1]


async def test_a_trouble_that_was_short_is_never_spoken_of(department, crm):
    await people_of(department)
    crm.faults.answers(500, times=3)

    troubled = await department.pull()
    crm.watch.advance(120)
    well = await department.pull()

    assert troubled.trouble is not None and well.trouble is None
    assert await letters_of(department) == []


async def test_a_round_asks_what_is_due_and_nothing_else(department, crm):
    due = PullDue(department.database, department.machine, department.pull_source)

    assert await due() == 1
    assert await due() == 0
    department.machine.leap(minutes=1)
    assert await due() == 1


async def test_a_round_leaves_a_lost_access_alone(department, crm):
    due = PullDue(department.database, department.machine, department.pull_source)
    crm.tokens.revoke()

    assert await due() == 1
    department.machine.leap(days=1)
    assert await due() == 0
    crm.tokens.begin()
    await department.connect()
    assert await due() == 1
    assert await department.differences() == {}


async def test_a_mistake_of_ours_with_a_source_is_not_met_again_each_second(department, monkeypatch):
    due = PullDue(department.database, department.machine, department.pull_source)
    monkeypatch.setattr(type(department.opening), "__call__", lambda *_: 1 / 0)

    assert [await due() for _ in range(3)] == [1, 0, 0]
    department.machine.leap(minutes=1)
    assert [await due() for _ in range(2)] == [1, 0]
    monkeypatch.undo()
    department.machine.leap(hours=1)
    assert await due() == 1
    assert (await department.source()).tries == 0


async def test_what_the_key_may_not_read_is_left_out_and_the_rest_is_read(department, crm):
    crm.faults.answers(403, method="users", times=None)

    pulled = await department.pull()

    assert (pulled.trouble, pulled.lacking) == (None, ["people"])
    assert len(await department.rows(deals)) == len([one for one in crm.ledger.deals.all if one.deleted_at is None])
    assert (await department.source()).state is State.ON


async def test_a_key_that_may_read_nothing_is_no_access(department, crm):
    crm.faults.answers(403, times=None)

    pulled = await department.pull()

    assert pulled.trouble.phrase == "source-no-right"
    assert (await department.source()).state is State.LOST


async def test_hints_without_end_do_not_put_off_what_is_asked_each_minute(department, crm):
    due = PullDue(department.database, department.machine, department.pull_source)
    await due()
    hinted = crm.ledger.deals.all[0]
    for _ in range(7):
        department.machine.leap(seconds=10)
        crm.watch.advance(10)
        at = department.machine()
        async with department.database.connection() as connection:
            await keep_hints(connection, [(department.company.id, (await department.source()).id, "deals",
                                           str(hinted.id))], at)  # fmt: skip
        asked = len(crm.requests.of("users"))
        await due()
        if len(crm.requests.of("users")) > asked:
            return
    raise AssertionError("for more than a minute only what was hinted at was asked for")


async def test_a_hint_at_what_the_key_may_not_read_costs_no_access(department, crm):
    await department.pull()
    crm.faults.answers(403, method="leads", times=None)

    pulled = await department.pull(hints=[Hint(Kind.DEALS, str(crm.ledger.deals.all[0].id))])

    assert (pulled.trouble, pulled.lacking) == (None, ["deals"])
    assert (await department.source()).state is State.ON


async def test_two_of_one_name_are_two_people(department, crm):
    first, second = crm.ledger.users.all[:2]
    second.name = first.name
    await department.pull()

    known = {row.value: row.person_id for row in await department.rows(identities) if row.kind == "crm_id"}
    assert known[str(first.id)] != known[str(second.id)]


async def test_a_failed_new_connection_leaves_the_tokens_of_the_old_one(department):
    source = await department.source()
    box = StoredTokens(department.database, department.vault, department.company.id, source.id)
    await box.swap(None, Grant(1, "old", "older", NOON))

    with pytest.raises(SourceError):
        await department.connect(token="wrong")

    assert (await box.look()).access == "old"
