"""What is pulled from a played amoCRM stands in the store as the account has it, whatever happens."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.amocrm import AmoServer
from sandbox.crm import Life, grown
from sandbox.telegram.watch import StoppedWatch
from services.connectors.kit.contract import Hint
from services.connectors.kit.records import Kind
from services.domain.ids import digest_id
from services.domain.people import Role
from services.errors import Refused
from services.store.people import People
from services.store.sources import Sources, State
from services.store.tables import activities, calls, deals, identities, letters, stage_entries, stages
from services.store.vault import Vault
from services.sync.opening import Opening
from services.usecases.connect_source import ConnectSource
from services.usecases.pull_due import PullDue
from services.usecases.pull_source import PullSource
from services.usecases.settling.stages import stage_id
from tests.connectors.amocrm.playing import touched, truth
from tests.factories import a_company, a_person
from tests.marks import on_sqlite

NOW = 1_720_000_000
COST = "771001"


class PlayedClock:
    """The business lives by the played account's watch."""

    def __init__(self, watch):
        self._watch = watch

    def now(self):
        return datetime.fromtimestamp(self._watch.unix(), UTC)


class Machine:
    """The machine's clock, a little ahead with each look, so that no pace is waited for."""

    def __init__(self):
        self._at = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self):
        self._at += timedelta(seconds=1)
        return self._at

    def leap(self, **by):
        self._at += timedelta(**by)


class Department:
    """A company whose CRM is the played account."""

    def __init__(self, database, company, crm):
        self.database, self.company, self.crm = database, company, crm
        self.machine = Machine()
        self.vault = vault = Vault((b"k" * 32,), b"p" * 32)
        clock = PlayedClock(crm.watch)
        self.opening = opening = Opening(database, vault, self.machine, local=True)
        self.connect_source = ConnectSource(database, clock, vault, opening, self.machine)
        self.pull_source = PullSource(database, clock, self.machine, vault, opening)

    async def connect(self, **given):
        said = {"url": self.crm.url, "token": self.crm.token, "cost_field": COST} | given
        return await self.connect_source(self.company, "amocrm", said)

    async def source(self):
        async with self.database.reading(self.company.id) as read:
            return (await Sources(read).all())[0]

    async def pull(self, **how):
        return await self.pull_source(self.company, await self.source(), **how)

    async def rows(self, table):
        async with self.database.reading(self.company.id) as read:
            return await read.rows(read.select(table))

    def live(self, steps, seed=3, pause=1):
        """Changes of every kind."""
        life = Life(self.crm.ledger, seed)
        for _ in range(steps):
            self.crm.watch.advance(pause)
            life.step(self.crm.watch.unix())
        self.crm.watch.advance(6)

    async def everything(self):
        """All that was stored, in an order of its own."""
        kept = (deals, calls, activities, stage_entries, stages, identities)
        return {table.name: sorted(map(str, await self.rows(table))) for table in kept}


@pytest.fixture
def watch():
    return StoppedWatch(began=NOW)


@pytest.fixture
async def crm(watch):
    ledger = touched(grown(5, deals=60, calls=80), NOW - 100_000, 40)
    async with AmoServer(ledger, watch=watch) as started:
        yield started
        assert started.requests.violations == []


@pytest.fixture
async def department(database, crm):
    company = await a_company(database)
    made = Department(database, company, crm)
    await made.connect()
    return made


async def differences(department):
    """Rows that stand otherwise than the account has them, by kind."""
    right, company = truth(department.crm.ledger), department.company
    names = {(one.pipeline_id, one.stage_id): (one.pipeline, one.stage) for one in right[Kind.STAGES].values()}
    people = {row.value: row.person_id for row in await department.rows(identities) if row.kind == "crm_id"}

    def owner(who):
        return people[who.value] if who is not None else 0

    expected = {
        "deals": {
            (one.external_id, owner(one.owner), *names[one.pipeline_id, one.stage_id], one.status.value,
             one.created_at, one.closed_at, minor(one.amount), minor(one.cost), one.source, one.medium, one.campaign,
             one.contact_id, one.lost_reason)
            for one in right[Kind.DEALS].values()
        },
        "moves": {
            (digest_id(company.id, "deal", one.deal_id), stage_id(company, *names[one.pipeline_id, one.stage_id]),
             one.at, owner(one.by))
            for one in right[Kind.MOVES].values() if one.deal_id in right[Kind.DEALS]
        },
        "calls": {
            (one.external_id, owner(one.owner), one.direction, one.started_at, one.answered, one.talk_s,
             one.contact_id, next(iter(one.recordings), None), one.phone is not None)
            for one in right[Kind.CALLS].values()
        },
        "activities": {
            (one.external_id, one.kind, one.at, owner(one.owner), one.direction, one.contact_id,
             digest_id(company.id, "deal", one.deal_id) if one.deal_id else None)
            for one in right[Kind.ACTIVITIES].values()
        },
    }  # fmt: skip
    alive = {row.id for row in await department.rows(deals)}
    held = {
        "deals": {
            (r.external_id, r.person_id, r.pipeline, r.stage, r.status, r.created_at, r.closed_at, r.amount, r.cost,
             r.source, r.medium, r.campaign, r.contact_id, r.lost_reason)
            for r in await department.rows(deals)
        },
        "moves": {
            (r.deal_id, r.stage_id, r.entered_at, r.person_id)
            for r in await department.rows(stage_entries) if r.deal_id in alive
        },
        "calls": {
            (r.external_id, r.person_id, r.direction, r.started_at, r.answered, r.talk_s, r.contact_id, r.recording,
             r.phone_key is not None)
            for r in await department.rows(calls)
        },
        "activities": {
            (r.external_id, r.kind, r.at, r.person_id, r.direction, r.contact_id, r.deal_id)
            for r in await department.rows(activities)
        },
    }  # fmt: skip
    return {kind: (held[kind] - expected[kind], expected[kind] - held[kind])
            for kind in expected if held[kind] != expected[kind]}  # fmt: skip


def minor(amount):
    return None if amount is None else int(amount * 100)


async def test_everything_is_stored_as_the_account_has_it(department):
    pulled = await department.pull()

    assert await differences(department) == {}
    assert pulled.trouble is None and pulled.added > 200 and pulled.aside == 0


async def test_after_many_changes_it_is_the_same_again(department):
    await department.pull()
    department.live(120)

    await department.pull()

    assert await differences(department) == {}


async def test_with_nothing_new_one_question_a_kind_is_asked_and_no_row_is_written(department, crm):
    await department.pull()
    crm.watch.advance(30)
    before, asked = await department.everything(), len(crm.requests.entries)

    pulled = await department.pull()

    assert (pulled.added, pulled.changed, pulled.erased) == (0, 0, 0)
    assert len(crm.requests.entries) - asked == 6
    assert await department.everything() == before


async def test_reading_all_of_it_anew_changes_nothing(department):
    await department.pull()
    before = await department.everything()

    pulled = await department.pull(full=True)

    assert (pulled.added, pulled.erased) == (0, 0) and pulled.unchanged > 200
    assert await department.everything() == before


@on_sqlite
@pytest.mark.parametrize("after", [1, 2, 4, 6])
async def test_a_reading_cut_short_goes_on_to_the_same_end(department, after):
    class Cut(Exception):
        pass

    left = after

    def cut(kind, pulled):
        nonlocal left
        left -= 1
        if left == 0:
            raise Cut

    with pytest.raises(Cut):
        await department.pull(told=cut)
    pulled = await department.pull()

    assert pulled.trouble is None
    assert await differences(department) == {}


async def test_a_hint_brings_its_deal_at_once_and_takes_away_what_is_gone(department, crm):
    await department.pull()
    kept, gone = crm.ledger.deals.all[0], crm.ledger.deals.all[1]
    crm.watch.advance(10)
    crm.ledger.reprice(kept, 777, at=crm.watch.unix())
    crm.ledger.delete(gone, at=crm.watch.unix())

    await department.pull(hints=[Hint(Kind.DEALS, str(kept.id)), Hint(Kind.DEALS, str(gone.id))])

    amounts = {row.external_id: row.amount for row in await department.rows(deals)}
    assert amounts[str(kept.id)] == 77_700
    assert str(gone.id) not in amounts


async def test_one_reads_at_a_time_and_a_lease_that_is_over_hinders_nobody(department):
    source = await department.source()
    async with department.database.writing(department.company.id) as unit:
        await Sources(unit).lease(source.id, department.machine(), department.machine() + timedelta(minutes=5))

    assert (await department.pull()).busy
    department.machine.leap(minutes=6)
    assert (await department.pull()).added


async def test_a_key_that_is_refused_is_remembered_and_forgotten_when_it_works_again(department, crm):
    crm.tokens.revoke()
    pulled = await department.pull()
    lost = await department.source()
    crm.tokens.begin()
    await department.connect()
    await department.pull()
    well = await department.source()

    assert pulled.trouble is not None
    assert (lost.state, lost.trouble, lost.since) == (State.LOST, "source-access-lost", department_now(crm))
    assert (well.state, well.trouble, well.since, well.tries) == (State.ON, None, None, 0)


def department_now(crm):
    return datetime.fromtimestamp(crm.watch.unix(), UTC)


async def test_what_opens_a_source_lies_sealed(department, crm):
    async with department.database.reading(department.company.id) as read:
        sealed = await Sources(read).sealed((await department.source()).id)

    assert crm.token.encode() not in sealed


@on_sqlite
async def test_nothing_is_kept_of_an_account_that_does_not_answer(database, crm):
    company = await a_company(database)
    department = Department(database, company, crm)

    with pytest.raises(Exception, match="source-access-lost"):
        await department.connect(token="wrong")

    async with database.reading(company.id) as read:
        assert await Sources(read).all() == []


@on_sqlite
@pytest.mark.parametrize(
    ("given", "phrase"),
    [({"colour": "red"}, "source-need-unknown"), ({"url": " "}, "source-need-missing")],
)
async def test_what_is_given_is_checked_before_anything_is_asked(department, given, phrase):
    with pytest.raises(Refused, match=phrase):
        await department.connect(**given)


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
    assert await differences(department) == {}


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
