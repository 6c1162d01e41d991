"""The digests of heads: the evening's of the day, Monday's of the week; frozen as they were written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, cast

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
from services.domain.spans import DAY
from services.outbox.outbox import Outbox
from services.store.chats import TeamChats
from services.store.companies import Companies
from services.store.day_notes import CONFIRMED, REASON, DayNotes
from services.store.db import Database
from services.store.importing import Imports
from services.store.jobs import Job
from services.store.letters import FAILED, SKIPPED, Letters
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
_FEWEST_IN_A_GROUP = 2
"""The numbers of a team in which a single person worked are that person's, and no group's."""

_WEEK = timedelta(days=7)


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
            until = job.useful_until or now + timedelta(days=3)
            letters.append(Letter(name, kind, member.id, data, now, until, worth=_WORTH))
            chats = [one.chat for one in groups if one.set_by == member.id and one.team == (team or 0)]
            if chats and data["worked"] >= _FEWEST_IN_A_GROUP:
                of_all = await self._impersonal(told, data)
                letters += [Letter(f"{name}:{chat}", kind, member.id, of_all, now, until, chat=chat) for chat in chats]

        async def apply(unit: Unit) -> None:
            await Outbox(unit, self._machine()).put(letters)

        return apply if letters else Skipped("nothing")

    async def _data(self, told: "_Told") -> dict[str, Any] | None:
        """Everything the digest says; None where there is nothing to say."""
        kpi = await self._report("kpi", told, told.period)
        people = told.people()
        anything = any(_amount(kpi.totals.get(key)) for key in _TOTALS)
        if (not people or told.fresh is None) and not anything:
            return None
        rows = {str(row["person_id"]): row for row in kpi.rows}
        days = [PersonDay(who, told.name(who), _score(rows.get(str(who), {}))) for who in people]
        known = told.is_reached()
        behind = in_need(days) if anything or known else []
        needs = [one for one in behind if told.member.may_see(one.person)][:_MOST_NAMED]
        plan = await self._plan(told) if told.kind is LetterKind.DIGEST_WEEK else None
        pace = plan.rows[0].get("pace") if plan is not None else None
        said = conclude(days, known=known, anything=anything, plan=pace if isinstance(pace, Fraction) else None)
        data: dict[str, Any] = {
            "v": 1,
            "first": told.period.first.isoformat(),
            "last": told.period.last.isoformat(),
            "team": told.team or 0,
            "team_name": told.roster.path_of(told.team) or "",
            "conclusions": [one.value for one in said],
            "worked": len(people),
            "judged": sum(one.score is not None for one in days),
            "kept": sum(one.score is not None and one.score >= 1 for one in days),
            "needs": [await self._need(told, one, rows) for one in needs],
            "behind": len(behind),
            "totals": FREEZER.freeze({key: kpi.totals.get(key) for key in _TOTALS}),
            "currency": told.company.currency,
            "own_words": dict(kpi.own_words),
            "board": FREEZER.freeze(await self._board(told)),
            "since": await self._since(told),
            "fresh": FREEZER.freeze(told.fresh_there()),
            "stale": told.is_stale(),
        }
        if told.kind is LetterKind.DIGEST_DAY:
            return data | {"unanswered": await self._unanswered(told, needs)}
        return data | {"plan": FREEZER.freeze(plan), "roi": FREEZER.freeze(await self._roi(told))}

    async def _impersonal(self, told: "_Told", data: Mapping[str, Any]) -> dict[str, Any]:
        """A digest for a group: nothing about a person, and for a picture the team's last seven days."""
        days = Period(told.period.last - _WEEK + DAY, told.period.last)
        board = await self._report("kpi", told, days, by=("day",))
        nothing = {"needs": [], "unanswered": [], "behind": 0, "roi": None}
        return {**data, **nothing, "board": FREEZER.freeze(board), "group": True}

    async def _report(self, name: str, told: "_Told", period: Period, **more: Any) -> Report:
        return await self._ask.answer(name, Asked(told.company, period, told.now, team=told.team, **more))

    async def _board(self, told: "_Told") -> Report:
        """The team board without those who do not sell."""
        board = await self._report("team", told, told.period)
        sells = {str(person) for person in told.sellers()}
        return replace(board, rows=tuple(row for row in board.rows if row["person_id"] in sells))

    async def _need(self, told: "_Told", one: PersonDay, rows: Mapping[str, Mapping[str, Value]]) -> dict[str, Any]:
        """Somebody who needs help: how far, in which norm most, and what they say themselves."""
        norms = rows[str(one.person)].get("norms")
        held = [norm for norm in norms if isinstance(norm, Mapping)] if isinstance(norms, list) else []
        worst = min(held, key=lambda norm: _fraction(norm.get("score"), Fraction(9)), default=None)
        async with self._database.reading(told.company.id) as read:
            notes = await DayNotes(read).of([one.person] if told.holds(one.person) else [], told.period.last)
        return {
            "id": one.person,
            "name": one.name,
            "score": FREEZER.freeze(one.score),
            "norm": FREEZER.freeze(worst),
            "reason": notes.get(one.person, {}).get(REASON),
        }

    async def _unanswered(self, told: "_Told", needs: Sequence[PersonDay]) -> list[str]:
        """Of those who need help, who has not said a word about the day."""
        async with self._database.reading(told.company.id) as read:
            notes = await DayNotes(read).of([one.person for one in needs], told.period.last)
        return [one.name for one in needs if not notes.get(one.person, {}).keys() & {REASON, CONFIRMED}]

    async def _plan(self, told: "_Told") -> Report | None:
        """The plan of revenue that the scope itself has, for the month in which the period ends; None without one."""
        last = told.period.last
        report = await self._report("plan", told, Period(last.replace(day=1), last))
        scope = told.roster.path_of(told.team)
        own = [
            row for row in report.rows
            if row["kpi"] == "revenue" and row["person_id"] is None and row["team"] == scope
        ]  # fmt: skip
        if not own:
            return None
        nearest = min(own, key=lambda row: cast("date", row["to"]) - cast("date", row["from"]))
        return replace(report, rows=(nearest,))

    async def _roi(self, told: "_Told") -> Report | None:
        """What channels cost and bring: always of the whole company, for whoever answers for that."""
        if not told.member.knows_costs:
            return None
        return await self._ask.answer("roi", Asked(told.company, told.period, told.now))

    async def _since(self, told: "_Told") -> dict[str, Any] | None:
        """What has changed in the past that the last digest of the kind told about."""
        async with self._database.reading(told.company.id) as read:
            letters = await Letters(read).of(told.member.id, told.now - _LOOKS_BACK, told.now)
        before = [
            one for one in letters
            if one.kind is told.kind and one.data["team"] == (told.team or 0) and one.state not in (FAILED, SKIPPED)
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


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _amount(value: Value) -> bool:
    """Whether there is any of it."""
    minor = getattr(value, "minor", None)
    return bool(minor if minor is not None else value)


def _score(row: Mapping[str, Value]) -> Fraction | None:
    score = row.get("score")
    return Fraction(score) if isinstance(score, int | Fraction) else None


def _fraction(value: Value, other: Fraction) -> Fraction:
    return Fraction(value) if isinstance(value, int | Fraction) else other


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
        self.fresh = fresh

    def holds(self, person: PersonId) -> bool:
        """Whether the person was of the scope on the last of these days."""
        return self.team is None or self.roster.team_on(person, self.period.last) in self.roster.below(self.team)

    def sellers(self) -> list[PersonId]:
        """The managers of the scope on any day of it."""
        return self._managers(lambda _person, _day: True)

    def people(self) -> list[PersonId]:
        """Of these, who was expected on any day."""
        return self._managers(lambda person, day: self.worktime.of(person, day).shift(day) is not None)

    def _managers(self, counts: Callable[[PersonId, date], bool]) -> list[PersonId]:
        below = self.roster.below(self.team) if self.team is not None else None
        found = []
        for person in sorted(self.roster.people, key=self.name):
            for day in self.period.days():
                if Role.MANAGER not in self.roster.roles_of(person, day):
                    continue
                if below is not None and self.roster.team_on(person, day) not in below:
                    continue
                if counts(person, day):
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
        return None if self.fresh is None else self.fresh.astimezone(zone)

    def is_reached(self) -> bool:
        """Whether the data are newer than the beginning of these days."""
        there = self.fresh_there()
        return there is not None and there.date() >= self.period.first

    def is_stale(self) -> bool:
        """Whether the data are older than the company allows."""
        return self.fresh is None or self.now - self.fresh > timedelta(hours=self.company.stale_after_hours)
