"""A desk for looks at the day's rules: people with accounts, what data brought, and what is said at a moment."""

import itertools
import json
from types import SimpleNamespace

from services.domain.occurrences import CHECK, START
from services.store.jobs import Job
from services.store.nudging import Nudging
from services.store.pending import Kind, Mark, Pending
from services.store.people import People
from services.store.tables import activities, calls, imports, letters
from services.usecases.answer_nudge import AGAIN, AnswerNudge
from services.usecases.evaluate_rules import EvaluateRules
from services.usecases.freezing import FREEZER
from services.usecases.set_norm import SetNorm
from tests.factories import NOON, TUESDAY, a_call, a_person, at
from tests.usecases.members import a_member

_TABLES = {"calls": calls, "activities": activities}


class Desk:
    """One company, its rules and its clock."""

    def __init__(self, database, company, clock):
        self.database, self.company, self.clock = database, company, clock
        self._numbers = itertools.count(1)
        self._seen = set()
        self.rules = EvaluateRules(database, clock, clock.now)
        self.answers = AnswerNudge(database, clock, clock.now)

    async def hires(self, name, account=True, **more):
        """Somebody who can be written to."""
        person = await a_person(self.database, self.company, name, **more)
        if account:
            async with self.database.writing(self.company.id) as unit:
                await People(unit).bind(person, "telegram", str(person % 10**9))
        return person

    async def asks(self, kpi, target, **more):
        """A norm of the working day."""
        await SetNorm(self.database, self.clock)(self.company, kpi, target, **more)

    async def brings(self, moment, *rows, kind="calls", name="a.csv"):
        """An import that ends at the moment."""
        number = next(self._numbers)
        done = {"kind": kind, "name": f"{number}-{name}", "digest": str(number), "state": "done", "begun_at": NOON}
        async with self.database.writing(self.company.id) as unit:
            if rows:
                await unit.put(_TABLES[kind], rows)
            await unit.put(imports, [{"id": number, **done, "done_at": at(moment)}])
            await Pending(unit).add([Mark(Kind.CUT, "calls"), Mark(Kind.CUT, "activities"), Mark(Kind.CALLBACKS, "")])

    async def looks(self, moment, *people, slot=None, rule=None, day=TUESDAY):
        """A look at these people at a moment; what was said anew."""
        self.clock.move_to(at(moment))
        kind = CHECK if rule is None else AGAIN
        each = {"day": day.isoformat(), "slot": slot or moment[-5:], **({} if rule is None else {"rule": rule})}
        payload = {"v": 1, "people": [{"id": person, **each} for person in people]}
        job = Job(self.company.id, 1, kind, 0, day, "x", payload, self.clock.now(), 1)
        return await self._applied(await self.rules(job))

    async def starts(self, moment, *people, **more):
        """A look at the start of the day."""
        return await self.looks(moment, *people, slot=START, **more)

    async def news(self, moment):
        """A look because data have come."""
        self.clock.move_to(at(moment))
        return await self._applied(await self.rules.news(self.company.id))

    async def _applied(self, apply):
        async with self.database.writing(self.company.id) as unit:
            if apply is not None:
                await apply(unit)
        return await self.said()

    async def said(self):
        """The letters that were not there at the last look."""
        async with self.database.reading(self.company.id) as read:
            rows = await read.rows(read.select(letters).order_by(letters.c.run_at, letters.c.key))
        new = [row for row in rows if row.key not in self._seen]
        self._seen |= {row.key for row in new}
        return [
            SimpleNamespace(about=row.kind, reader=row.person_id, **FREEZER.thaw(json.loads(row.data))) for row in new
        ]

    async def outcomes(self, person, day=TUESDAY):
        """What the looks at a person's rules ended with, in order of time."""
        async with self.database.reading(self.company.id) as read:
            found = await Nudging(read).outcomes(day, day)
        mine = sorted((one for one in found if one.person == person), key=lambda one: (one.at, one.rule))
        return [(one.rule, one.outcome) for one in mine]

    async def last(self, person):
        """What the last look ended with."""
        return (await self.outcomes(person))[-1][1]

    async def member(self, person):
        """The member a person is."""
        return await a_member(self.database, self.company, person, self.clock)

    async def answers_with(self, kind, person, rule="calls_total", day=TUESDAY):
        """A press of a button under a nudge."""
        return await self.answers(await self.member(person), kind, rule, day)


def dialled(count, by, moment="09:30", talk="2m", **more):
    """So many calls at one moment."""
    return [a_call(moment, by=by, talk=talk, **more) for _ in range(count)]
