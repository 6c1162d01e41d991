"""What a person answers to a nudge: in an hour, not today, not my matter; and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.domain.clock import Clock
from services.domain.rights import Member
from services.domain.zones import day_bounds
from services.errors import Refused
from services.store.db import Database
from services.store.jobs import Jobs, NewJob
from services.store.nudging import HOUR, NOT_RELEVANT, TODAY, Hush, Nudging
from services.store.people import People
from services.store.unit import Unit
from services.usecases.evaluate_rules import START_RULE
from services.usecases.organising.kpi_named import kpi_of_token

AGAIN = "again"
"""The kind of work that looks at a matter once more, when it was put off."""

_LATER = timedelta(hours=1)
_FORTNIGHT = timedelta(days=14)
_MOST_DOUBLED = 4


@dataclass(frozen=True, slots=True)
class Hushed:
    """What was understood: which rule, how, and until when on the person's wall."""

    rule: str
    kind: str
    until: datetime


class AnswerNudge:
    """Be silent about a rule as its person asked; the same answer twice is one.

    In an hour the matter is looked at anew, and told only if it still stands. What is not the person's matter is left
    for a fortnight, and twice as long each time they say so again.
    """

    def __init__(self, database: Database, clock: Clock, machine: Callable[[], datetime]) -> None:
        """`machine` tells the machine's time."""
        self._database = database
        self._clock = clock
        self._machine = machine

    async def __call__(self, member: Member, kind: str, token: str, day: date) -> Hushed:
        """Keep the answer; Refused as out of date when the day of the nudge is over."""
        if kind not in (HOUR, TODAY, NOT_RELEVANT):
            raise Refused("button-outdated")
        now = self._clock.now()
        async with self._database.writing(member.company.id, answers_change=False) as unit:
            rule = START_RULE if token == START_RULE else (await kpi_of_token(unit, token)).key
            roster = await People(unit).roster(member.company.zone)
            today, zone = roster.zone_of(member.id).day_of(now)
            if day != today:
                raise Refused("button-outdated")
            nudging = Nudging(unit)
            known = (await nudging.hushes([member.id])).get((member.id, rule))
            if known is not None and known.kind == kind and known.until > now:
                return Hushed(rule, kind, known.until.astimezone(zone))
            until, times = _until(kind, now, known, day_bounds(day, zone)[1])
            await nudging.hush(member.id, rule, Hush(until, kind, times))
            if kind == HOUR:
                await self._look_again(unit, member, rule, day, until)
        return Hushed(rule, kind, until.astimezone(zone))

    async def undo(self, member: Member, token: str | None = None) -> None:
        """Speak again about a rule, or about everything."""
        async with self._database.writing(member.company.id, answers_change=False) as unit:
            rule = None
            if token is not None:
                rule = START_RULE if token == START_RULE else (await kpi_of_token(unit, token)).key
            await Nudging(unit).speak_again(member.id, rule)

    async def hushed(self, member: Member) -> int:
        """About how many rules it is silent now."""
        now = self._clock.now()
        async with self._database.reading(member.company.id) as read:
            known = await Nudging(read).hushes([member.id])
        return sum(hush.until > now for hush in known.values())

    async def _look_again(self, unit: Unit, member: Member, rule: str, day: date, until: datetime) -> None:
        people = [{"id": member.id, "day": day.isoformat(), "slot": AGAIN, "rule": rule}]
        job = NewJob(AGAIN, member.id, day, f"{rule[:16]}@{until:%H:%M:%S}", until, {"v": 1, "people": people})
        await Jobs(unit.connection).add(unit.company, job, self._machine())


def _until(kind: str, now: datetime, known: Hush | None, midnight: datetime) -> tuple[datetime, int]:
    """Until when to be silent, and how often the person has said that it is not theirs."""
    times = known.times if known is not None else 0
    if kind == HOUR:
        return now.replace(microsecond=0) + _LATER, times
    if kind == TODAY:
        return midnight, times
    return now.replace(microsecond=0) + _FORTNIGHT * 2 ** min(times, _MOST_DOUBLED), times + 1
