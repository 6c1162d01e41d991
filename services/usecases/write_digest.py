"""The digests of heads: the evening's of the day, Monday's of the week; frozen as they were written."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.digest import PersonDay, conclude, in_need
from services.domain.ids import PersonId, TeamId
from services.domain.letters import Letter, LetterKind
from services.domain.occurrences import DIGEST_DAY
from services.domain.people import Role, Roster
from services.domain.period import Period
from services.domain.report import Report, Value
from services.domain.rights import Member, member_of
from services.outbox.outbox import Outbox
from services.store.chats import TeamChats
from services.store.companies import Companies
from services.store.day_notes import CONFIRMED, REASON, DayNotes
from services.store.db import Database
from services.store.importing import Imports
from services.store.jobs import Job
from services.store.letters import Letters
from services.store.people import People
from services.store.unit import Unit
from services.usecases.ask_report import AskReport
from services.usecases.freezing import FREEZER
from services.usecases.reporting.asked import Asked
from services.usecases.worktime import Worktime, load_worktime
from services.work.job import Apply, Skipped

_WORTH = 40
_LOOKS_BACK = timedelta(days=21)
_TOTALS = ("calls_total", "calls_connected", "talk_time", "leads_new", "deals_won", "revenue", "calls_missed")
"""What a digest tells of the whole team, and what later ones compare with."""

_MOST_NAMED = 5


class WriteDigest:
    """Write the digest of one head for a day or a week, of what that head may see.

    It is not written where nobody of theirs worked and nothing was done. What has come in since the last one, or was
    changed, is told openly. Team chats get the picture of the team without anything about a person.
    """

    def __init__(self, database: Database, clock: Clock, machine: Callable[[], datetime]) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._clock = clock
        self._machine = machine
        self._ask = AskReport(database, clock)

    async def __call__(self, job: Job) -> Apply | Skipped | None:
        """The digest of a job of kind `digest_day` or `digest_week`; its subject is the head."""
        now = self._clock.now()
        period = Period(job.day, job.day if job.kind == DIGEST_DAY else job.day + timedelta(days=6))
        async with self._database.reading(job.company) as read:
            company = next(one for one in await Companies(read.connection).all() if one.id == job.company)
            roster = await People(read).roster(company.zone)
            worktime = await load_worktime(read, company, roster)
            fresh = await Imports(read).newest()
            groups = await TeamChats(read).all()
        member = member_of(company, roster, PersonId(job.subject), now.astimezone(company.zone).date())
        if member is None or not member.heads:
            return Skipped("nobody")
        kind = LetterKind.DIGEST_DAY if job.kind == DIGEST_DAY else LetterKind.DIGEST_WEEK
        letters = []
        for team in (None,) if member.whole else member.top_teams:
            told = _Told(company, roster, worktime, member, team, period, kind, now, fresh)
            data = await self._data(told)
            if data is None:
                continue
            name = f"{kind.value}:{member.id}:{team or 0}:{job.slot if kind is LetterKind.DIGEST_WEEK else job.day}"
            until = now + timedelta(days=3)
            letters.append(Letter(name, kind, member.id, data, now, until, worth=_WORTH))
            for group in groups:
                if group.set_by == member.id and group.team == (team or 0):
                    letters.append(
                        Letter(f"{name}:{group.chat}", kind, member.id, _impersonal(data), now, until, chat=group.chat)
                    )

        async def apply(unit: Unit) -> None:
            await Outbox(unit, self._machine()).put(letters)

        return apply if letters else Skipped("nothing")

    async def _data(self, told: "_Told") -> dict[str, Any] | None:
        """Everything the digest says; None where there is nothing to say."""
        kpi = await self._report("kpi", told, told.period)
        people = told.people()
        anything = any(_amount(kpi.totals.get(key)) for key in _TOTALS)
        if not people and not anything:
            return None
        rows = {str(row["person_id"]): row for row in kpi.rows}
        days = [PersonDay(told.name(who), _score(rows.get(str(who), {}))) for who in people]
        needs = in_need(days)[:_MOST_NAMED]
        ids = {told.name(who): who for who in people}
        data: dict[str, Any] = {
            "v": 1,
            "first": told.period.first.isoformat(),
            "last": told.period.last.isoformat(),
            "team": told.team or 0,
            "team_name": told.roster.path_of(told.team) or "",
            "conclusion": conclude(days, anything=anything).value,
            "worked": len(people),
            "judged": sum(one.score is not None for one in days),
            "kept": sum(one.score is not None and one.score >= 1 for one in days),
            "needs": [await self._need(told, ids[one.name], one, rows) for one in needs],
            "needs_more": max(0, len(in_need(days)) - _MOST_NAMED),
            "totals": FREEZER.freeze({key: kpi.totals.get(key) for key in _TOTALS}),
            "currency": told.company.currency,
            "board": FREEZER.freeze(await self._report("team", told, told.period)),
            "since": await self._since(told),
            "fresh": FREEZER.freeze(told.fresh_there()),
            "stale": told.is_stale(),
        }
        if told.kind is LetterKind.DIGEST_DAY:
            return data | {"unanswered": await self._unanswered(told, people, needs)}
        return data | await self._of_week(told)

    async def _report(self, name: str, told: "_Told", period: Period, **more: Any) -> Report:
        return await self._ask.answer(name, Asked(told.company, period, told.now, team=told.team, **more))

    async def _need(
        self, told: "_Told", person: PersonId, one: PersonDay, rows: Mapping[str, Mapping[str, Value]]
    ) -> dict[str, Any]:
        """Somebody who needs help: how far, in which norm most, and what they say themselves."""
        norms = rows[str(person)].get("norms")
        held = [norm for norm in norms if isinstance(norm, Mapping)] if isinstance(norms, list) else []
        worst = min(held, key=lambda norm: _fraction(norm.get("score"), Fraction(9)), default=None)
        async with self._database.reading(told.company.id) as read:
            notes = await DayNotes(read).of([person], told.period.last)
        return {
            "id": person,
            "name": one.name,
            "score": FREEZER.freeze(one.score),
            "norm": FREEZER.freeze(worst),
            "reason": notes.get(person, {}).get(REASON),
        }

    async def _unanswered(self, told: "_Told", people: Sequence[PersonId], needs: Sequence[PersonDay]) -> list[str]:
        """Of those who need help, who has not said a word about the day."""
        async with self._database.reading(told.company.id) as read:
            notes = await DayNotes(read).of(people, told.period.last)
        names = {one.name for one in needs}
        return [
            told.name(who)
            for who in people
            if told.name(who) in names and not notes.get(who, {}).keys() & {REASON, CONFIRMED}
        ]

    async def _of_week(self, told: "_Told") -> dict[str, Any]:
        """Plan and fact of the month, the funnel and the return by channel."""
        today = told.now.astimezone(told.company.zone).date()
        month = Period(today.replace(day=1), today)
        found: dict[str, Any] = {
            "plan": FREEZER.freeze(await self._report("plan", told, month)),
            "funnel": FREEZER.freeze(await self._report("funnel", told, told.period, by=("person",))),
        }
        if told.member.whole or told.team in told.member.top_teams:
            roi = await self._ask.answer("roi", Asked(told.company, told.period, told.now))
            found["roi"] = FREEZER.freeze(roi)
        return found

    async def _since(self, told: "_Told") -> dict[str, Any] | None:
        """What has changed in the past that the last digest of the kind told about."""
        async with self._database.reading(told.company.id) as read:
            letters = await Letters(read).of(told.member.id, told.now - _LOOKS_BACK, told.now)
        before = [
            one for one in letters
            if one.kind is told.kind and one.data.get("team") == (told.team or 0)
            and one.data["last"] < told.period.first.isoformat() and not one.chat.startswith("-")
        ]  # fmt: skip
        if not before:
            return None
        last = before[-1].data
        days = Period(_day(last["first"]), _day(last["last"]))
        now = (await self._report("kpi", told, days)).totals
        then = FREEZER.thaw(last["totals"])
        changed = {
            key: FREEZER.freeze({"then": then.get(key), "now": now.get(key)})
            for key in _TOTALS
            if then.get(key) != now.get(key)
        }
        return {"first": last["first"], "last": last["last"], "changed": changed} if changed else None


def _day(text: str) -> Any:
    return datetime.fromisoformat(text).date()


def _amount(value: Value) -> bool:
    """Whether there is any of it."""
    minor = getattr(value, "minor", None)
    return bool(minor if minor is not None else value)


def _score(row: Mapping[str, Value]) -> Fraction | None:
    score = row.get("score")
    return Fraction(score) if isinstance(score, int | Fraction) else None


def _fraction(value: Value, other: Fraction) -> Fraction:
    return Fraction(value) if isinstance(value, int | Fraction) else other


def _impersonal(data: Mapping[str, Any]) -> dict[str, Any]:
    """A digest for a group: nothing about a person."""
    return {**data, "needs": [], "needs_more": 0, "unanswered": [], "board": None, "group": True}


class _Told:
    """What one digest is about."""

    def __init__(
        self, company: Company, roster: Roster, worktime: Worktime, member: Member, team: TeamId | None,
        period: Period, kind: LetterKind, now: datetime, fresh: datetime | None,
    ) -> None:  # fmt: skip
        self.company = company
        self.roster = roster
        self.worktime = worktime
        self.member = member
        self.team = team
        self.period = period
        self.kind = kind
        self.now = now
        self._fresh = fresh

    def people(self) -> list[PersonId]:
        """The managers of the scope who were expected on any day of it."""
        below = self.roster.below(self.team) if self.team is not None else None
        found = []
        for person in sorted(self.roster.people, key=self.name):
            for day in self.period.days():
                if Role.MANAGER not in self.roster.roles_of(person, day):
                    continue
                if below is not None and self.roster.team_on(person, day) not in below:
                    continue
                if self.worktime.of(person, day).shift(day) is not None:
                    found.append(person)
                    break
        return found

    def name(self, person: PersonId) -> str:
        """What the person is called."""
        return self.roster.people[person].name

    def fresh_there(self) -> datetime | None:
        """The moment of the newest data on the head's wall."""
        day = self.period.last
        zone = self.roster.zone_of(self.member.id).on(day)
        return None if self._fresh is None else self._fresh.astimezone(zone)

    def is_stale(self) -> bool:
        """Whether the data are older than the company allows."""
        return self._fresh is None or self.now - self._fresh > timedelta(hours=self.company.stale_after_hours)
