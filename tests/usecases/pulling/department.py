"""A company whose CRM is a played account, and how what it stores differs from what the account holds."""

from datetime import UTC, datetime, timedelta

from sandbox.crm import Life
from services.connectors.kit.records import Kind
from services.domain.ids import digest_id
from services.store.sources import Sources
from services.store.tables import activities, calls, deals, identities, stage_entries, stages
from services.store.vault import Vault
from services.sync.opening import Opening
from services.usecases.connect_source import ConnectSource
from services.usecases.pull_source import PullSource
from services.usecases.settling.stages import stage_id


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

    def __init__(self, database, company, crm, vendor):
        self.database, self.company, self.crm, self.vendor = database, company, crm, vendor
        self.machine = Machine()
        vault = self.vault = Vault((b"k" * 32,), b"p" * 32)
        clock = PlayedClock(crm.watch)
        opening = self.opening = Opening(database, vault, self.machine, local=True)
        self.connect_source = ConnectSource(database, clock, vault, opening, self.machine)
        self.pull_source = PullSource(database, clock, self.machine, vault, opening)

    async def connect(self, **given):
        said = self.vendor.opens(self.crm) | {"cost_field": self.vendor.cost} | given
        return await self.connect_source(self.company, self.vendor.key, said)

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

    def settle(self):
        """So much time passes that everything, deletions too, can be seen at the next reading."""
        self.crm.watch.advance(self.vendor.settles_s)

    def now(self):
        return self.crm.watch.unix()

    async def everything(self):
        """All that was stored, in an order of its own."""
        kept = (deals, calls, activities, stage_entries, stages, identities)
        return {table.name: sorted(map(str, await self.rows(table))) for table in kept}

    async def differences(self):
        """Rows that stand otherwise than the account has them, by kind: those that are wrong, those that lack."""
        people = {row.value: row.person_id for row in await self.rows(identities) if row.kind == "crm_id"}
        held, expected = await self._held(), _expected(self.vendor.truth(self.crm), self.company, people)
        return {kind: (held[kind] - expected[kind], expected[kind] - held[kind])
                for kind in expected if held[kind] != expected[kind]}  # fmt: skip

    async def _held(self):
        kept = await self.rows(deals)
        alive = {row.id for row in kept}
        return {
            "deals": {
                (r.external_id, r.person_id, r.pipeline, r.stage, r.status, r.created_at, r.closed_at, r.amount,
                 r.cost, r.source, r.medium, r.campaign, r.contact_id, r.lost_reason)
                for r in kept
            },
            "moves": {
                (r.deal_id, r.stage_id, r.entered_at, r.person_id)
                for r in await self.rows(stage_entries) if r.deal_id in alive
            },
            "calls": {
                (r.external_id, r.person_id, r.direction, r.started_at, r.answered, r.talk_s, r.contact_id,
                 r.recording, r.phone_key is not None)
                for r in await self.rows(calls)
            },
            "activities": {
                (r.external_id, r.kind, r.at, r.person_id, r.direction, r.contact_id, r.deal_id)
                for r in await self.rows(activities)
            },
        }  # fmt: skip


def _expected(right, company, people):
    names = {(one.pipeline_id, one.stage_id): (one.pipeline, one.stage) for one in right[Kind.STAGES].values()}

    def owner(who):
        return people[who.value] if who is not None else 0

    def deal(number):
        return digest_id(company.id, "deal", number) if number else None

    return {
        "deals": {
            (one.external_id, owner(one.owner), *names[one.pipeline_id, one.stage_id], one.status.value,
             one.created_at, one.closed_at, _minor(one.amount), _minor(one.cost), one.source, one.medium,
             one.campaign, one.contact_id, one.lost_reason)
            for one in right[Kind.DEALS].values()
        },
        "moves": {
            (deal(one.deal_id), stage_id(company, *names[one.pipeline_id, one.stage_id]), one.at, owner(one.by))
            for one in right[Kind.MOVES].values() if one.deal_id in right[Kind.DEALS]
        },
        "calls": {
            (one.external_id, owner(one.owner), one.direction, one.started_at, one.answered, one.talk_s,
             one.contact_id, next(iter(one.recordings), None), one.phone is not None)
            for one in right[Kind.CALLS].values()
        },
        "activities": {
            (one.external_id, one.kind, one.at, owner(one.owner), one.direction, one.contact_id, deal(one.deal_id))
            for one in right[Kind.ACTIVITIES].values()
        },
    }  # fmt: skip


def _minor(amount):
    return None if amount is None else int(amount * 100)
