"""Planned work: planned once by its natural key, claimed, settled by whoever holds the claim."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningInsert

from services.domain.ids import CompanyId, digest_id
from services.store.claims import CLOCKS_DIFFER, DUE, Claims
from services.store.tables import companies, jobs, planned

RUNNING, DONE, DEAD, CANCELLED, SKIPPED = "running", "done", "dead", "cancelled", "skipped"

LATE, COALESCED = "late", "coalesced"
BY_THE_CLOCK = (LATE, COALESCED)
"""Why work is skipped that was planned too late: its time was over, or a newer one tells the same."""

KEPT = timedelta(days=7)
"""How long work that is over is remembered."""

_LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class NewJob:
    """Work to be planned; with a `reason` it is written down as skipped.

    `useful_until`: the moment of the business after which it is not begun any more.
    """

    kind: str
    subject: int
    day: date
    slot: str
    run_at: datetime
    payload: Mapping[str, Any]
    reason: str | None = None
    useful_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """Work of one kind for a subject (a person, a team; 0 the company), a day and a slot of it.

    `run_at` is the moment of the business it was due at, `useful_until` the last at which it is worth beginning;
    `payload` are plain values; `attempt` shows whose claim it is, `reason` why it was given up.
    """

    company: CompanyId
    id: int
    kind: str
    subject: int
    day: date
    slot: str
    payload: Mapping[str, Any]
    run_at: datetime
    attempt: int
    useful_until: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """How far a company's work is planned: until which moment, and which version of its data was looked at."""

    company: CompanyId
    version: int
    until: datetime | None
    told_version: int


_CLAIMS = Claims(jobs, (RUNNING,), jobs.c.run_at, jobs.c.id, by_kind=True)


class Jobs:
    """The work of all companies; moments named `machine` are of the machine's clock, others of the business."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert

    async def plans(self) -> list[Plan]:
        """How far each company is planned."""
        c, p = companies.c, planned.c
        query = select(c.id, c.version, p.until, p.told_version).outerjoin(planned, p.company_id == c.id)
        return [
            Plan(CompanyId(company), version, until, -1 if told is None else told)
            for company, version, until, told in await self._connection.execute(query)
        ]

    async def plan(
        self,
        company: CompanyId,
        found: Sequence[NewJob],
        until: datetime,
        machine: datetime,
        refresh: tuple[NewJob, int] | None = None,
    ) -> int:
        """Write down work and how far it is planned; what is known already stays as it is. How many were new.

        What was written down as skipped when a clock was wrong is due after all. `refresh` is a look at this version of
        the company's data; while another one is open, it is not written down. Planners of one company take turns.
        """
        await self._keep(company, until)
        rows = [_row(company, one, machine) for one in _by_key(found).values()]
        new = len((await self._connection.execute(self._unless_known(), rows)).all()) if rows else 0
        if refresh is not None and not await self.has_open(company, refresh[0].kind):
            await self.add(company, refresh[0], machine)
            await self._tell_version(company, refresh[1])
            new += 1
        return new

    def _unless_known(self) -> ReturningInsert[Any]:
        statement = self._insert(jobs)
        fresh = statement.excluded
        again = ("state", "run_at", "payload", "reason", "useful_until")
        return statement.on_conflict_do_update(
            index_elements=["company_id", "kind", "subject", "day", "slot"],
            set_={name: fresh[name] for name in again},
            where=and_(
                jobs.c.state == SKIPPED, or_(*(jobs.c.reason == one for one in BY_THE_CLOCK)), fresh.state == DUE
            ),
        ).returning(jobs.c.id)

    async def add(self, company: CompanyId, found: NewJob, machine: datetime) -> None:
        """Write down one piece of work; what is known already stays as it is."""
        await self._connection.execute(self._insert(jobs).on_conflict_do_nothing(), [_row(company, found, machine)])

    async def has_open(self, company: CompanyId, kind: str) -> bool:
        """Whether work of this kind waits or goes on."""
        query = select(jobs.c.id).where(
            jobs.c.company_id == company, jobs.c.kind == kind, jobs.c.state.in_((DUE, RUNNING))
        )
        return (await self._connection.execute(query.limit(1))).first() is not None

    async def _tell_version(self, company: CompanyId, version: int) -> None:
        """This version of the company's data is being looked at."""
        await self._connection.execute(
            update(planned).where(planned.c.company_id == company).values(told_version=version)
        )

    async def claim(
        self, kinds: Sequence[str], now: datetime, machine: datetime, lease: timedelta, most: int
    ) -> list[Job]:
        """The earliest due work of these kinds, held for the length of the lease; other kinds wait."""
        rows = await _CLAIMS.claim(self._connection, now, machine, machine + lease, most, kinds)
        return sorted(map(job_of, rows), key=lambda job: job.run_at)

    async def strange(self, kinds: Sequence[str], now: datetime) -> list[str]:
        """Kinds of due work that are none of these."""
        c = jobs.c
        query = select(c.kind).distinct().where(c.state == DUE, c.run_at <= now, c.kind.not_in(kinds))
        return sorted((await self._connection.execute(query)).scalars())

    async def put_off(self, job: Job, until: datetime) -> bool:
        """Give the work back, to be tried later on the machine's clock."""
        return await self._settle(job, {"state": DUE, "lease_until": None, "not_before": until})

    async def settle(self, job: Job, state: str, machine: datetime, reason: str | None = None) -> bool:
        """Write down how it ended; False when the claim has passed to somebody else."""
        return await self._settle(job, {"state": state, "lease_until": None, "reason": reason, "changed_at": machine})

    async def _settle(self, job: Job, values: Mapping[str, Any]) -> bool:
        mine = and_(
            jobs.c.company_id == job.company,
            jobs.c.id == job.id,
            jobs.c.state == RUNNING,
            jobs.c.attempt == job.attempt,
        )
        return (await self._connection.execute(update(jobs).where(mine).values(**values))).rowcount == 1

    async def renew(self, held: Sequence[Job], until: datetime) -> None:
        """Hold what takes long for longer."""
        for job in held:
            await self._settle(job, {"lease_until": until})

    async def release(self) -> None:
        """Give back what a killed process held; only for whoever knows that no other process lives."""
        await self._connection.execute(update(jobs).where(jobs.c.state == RUNNING).values(lease_until=_LONG_AGO))

    async def requeue(self, company: CompanyId, machine: datetime, job: int | None = None) -> int:
        """Let dead work be tried again; how much of it."""
        values = {"state": DUE, "attempt": 0, "not_before": None, "reason": None}
        return await self._bury(company, values | {"changed_at": machine}, job)

    async def drop(self, company: CompanyId, machine: datetime, job: int | None = None) -> int:
        """Give dead work up for good; how much of it."""
        return await self._bury(company, {"state": CANCELLED, "changed_at": machine}, job)

    async def _bury(self, company: CompanyId, values: Mapping[str, Any], job: int | None) -> int:
        dead = [jobs.c.company_id == company, jobs.c.state == DEAD]
        if job is not None:
            dead.append(jobs.c.id == job)
        return (await self._connection.execute(update(jobs).where(*dead).values(**values))).rowcount

    async def dead(self, company: CompanyId) -> list[Job]:
        """Work that was given up, the earliest first."""
        query = select(jobs).where(jobs.c.company_id == company, jobs.c.state == DEAD).order_by(jobs.c.run_at)
        return [job_of(row) for row in await self._connection.execute(query)]

    async def prune(self, machine: datetime) -> None:
        """Forget what was over long ago."""
        over = jobs.c.state.in_((DONE, SKIPPED, CANCELLED))
        await self._connection.execute(delete(jobs).where(over, jobs.c.changed_at < machine - KEPT))

    async def counts(self, now: datetime) -> dict[str, int]:
        """How much is due by now or running, and how much is dead."""
        waiting = or_(jobs.c.state == RUNNING, and_(jobs.c.state == DUE, jobs.c.run_at <= now))
        query = select(
            func.count().filter(waiting).label("waiting"), func.count().filter(jobs.c.state == DEAD).label("dead")
        ).where(jobs.c.state.in_((DUE, RUNNING, DEAD)))
        row = (await self._connection.execute(query)).one()
        return {"waiting": row.waiting, "dead": row.dead}

    async def _keep(self, company: CompanyId, until: datetime) -> None:
        """How far it is planned only grows, unless it lies ahead of the clock: then a clock has been wrong."""
        row = self._insert(planned).values(company_id=company, until=until, told_version=-1)
        moved = or_(planned.c.until < row.excluded.until, planned.c.until > until + CLOCKS_DIFFER)
        await self._connection.execute(
            row.on_conflict_do_update(index_elements=["company_id"], set_={"until": until}, where=moved)
        )


def _by_key(found: Sequence[NewJob]) -> dict[tuple[str, int, date, str], NewJob]:
    """Each natural key once; what is to be done goes before what is skipped."""
    chosen: dict[tuple[str, int, date, str], NewJob] = {}
    for one in found:
        name = (one.kind, one.subject, one.day, one.slot)
        if name not in chosen or chosen[name].reason is not None:
            chosen[name] = one
    return chosen


def _row(company: int, one: NewJob, machine: datetime) -> dict[str, Any]:
    return {
        "company_id": company, "id": digest_id(company, "job", one.kind, one.subject, str(one.day), one.slot),
        "kind": one.kind, "subject": one.subject, "day": one.day, "slot": one.slot,
        "payload": json.dumps(one.payload, ensure_ascii=False), "state": SKIPPED if one.reason else DUE,
        "run_at": one.run_at, "not_before": None, "attempt": 0, "lease_until": None, "reason": one.reason,
        "useful_until": one.useful_until, "changed_at": machine,
    }  # fmt: skip


def job_of(row: Any) -> Job:
    """The job of a row."""
    return Job(
        CompanyId(row.company_id), row.id, row.kind, row.subject, row.day, row.slot, json.loads(row.payload),
        row.run_at, row.attempt, row.useful_until, row.reason,
    )  # fmt: skip
