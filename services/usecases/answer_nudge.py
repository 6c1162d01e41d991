"""What a person answers to a nudge: in an hour, not today, not my matter; and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.domain.clock import Clock
from services.domain.people import Roster
from services.domain.rights import Member
from services.domain.zones import day_bounds
from services.errors import Refused
from services.store.db import Database
from services.store.jobs import Jobs, NewJob
from services.store.nudging import HOUR, NOT_RELEVANT, TODAY, Hush, Nudging, Preference
from services.store.people import People
from services.store.unit import Unit
from services.usecases.nudges.ground import START_RULE
from services.usecases.organising.kpi_named import kpi_of_token, kpi_token
from services.usecases.worktime import load_worktime

AGAIN = "again"
"""The kind of work that looks at a matter once more, when it was put off."""

_LATER = timedelta(hours=1)
_FORTNIGHT = timedelta(days=14)
_MOST_DOUBLED = 4


@dataclass(frozen=True, slots=True)
class Hushed:
    """What was understood: which rule, how, and until when on the person's wall.

    `name` is the company's own word for its own KPI; `over`: an hour on the day is over, so it is silent today.
    """

    rule: str
    name: str | None
    kind: str
    until: datetime
    over: bool = False


class AnswerNudge:
    """Be silent about a rule as its person asked; the same answer twice is one.

    In an hour, or after the lunch that it falls into, the matter is looked at anew, and told only if it still stands;
    when the day is over by then, it is left for today. What is not the person's matter is left for a fortnight, and
    twice as long each time they say so again.
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
            rule, name = await _rule_of(unit, token)
            roster = await People(unit).roster(member.company.zone)
            today, zone = roster.zone_of(member.id).day_of(now)
            if day != today:
                raise Refused("button-outdated")
            nudging = Nudging(unit)
            known = (await nudging.hushes([member.id])).get((member.id, rule))
            if known is not None and known.until > now and known.kind == kind:
                return Hushed(rule, name, kind, known.until.astimezone(zone))
            midnight = day_bounds(day, zone)[1]
            later = await _in_an_hour(unit, member, roster, day, now) if kind == HOUR else None
            over = kind == HOUR and later is None
            until, times = _until(TODAY if over else kind, now, known, later or midnight)
            await nudging.hush(member.id, rule, Hush(until, TODAY if over else kind, times))
            if later is not None:
                await self._look_again(unit, member, rule, day, until)
        return Hushed(rule, name, kind, until.astimezone(zone), over)

    async def undo(self, member: Member, token: str) -> Hushed:
        """Speak about a rule again."""
        now = self._clock.now()
        async with self._database.writing(member.company.id, answers_change=False) as unit:
            rule, name = await _rule_of(unit, token)
            await Nudging(unit).speak_again(member.id, rule)
        return Hushed(rule, name, "", now)

    async def undo_all(self, member: Member) -> None:
        """Speak about everything again."""
        async with self._database.writing(member.company.id, answers_change=False) as unit:
            await Nudging(unit).speak_again(member.id)

    async def _look_again(self, unit: Unit, member: Member, rule: str, day: date, until: datetime) -> None:
        people = [{"id": member.id, "day": day.isoformat(), "slot": AGAIN, "rule": rule}]
        job = NewJob(AGAIN, member.id, day, f"{kpi_token(rule)}@{until:%H:%M:%S}", until, {"v": 1, "people": people})
        await Jobs(unit.connection).add(unit.company, job, self._machine())


async def _rule_of(unit: Unit, token: str) -> tuple[str, str | None]:
    """The rule that a button speaks of, and the company's own word for it; Refused when it is none of theirs."""
    if token == START_RULE:
        return START_RULE, None
    kpi = await kpi_of_token(unit, token)
    return kpi.key, kpi.name


async def _in_an_hour(unit: Unit, member: Member, roster: Roster, day: date, now: datetime) -> datetime | None:
    """The first moment from an hour on at which the person may be told; None when the day is over by then."""
    worktime = await load_worktime(unit, member.company, roster)
    calendar = worktime.of(member.id, day)
    shift = calendar.shift(day)
    at = now.replace(microsecond=0) + _LATER
    at = next((max(at, start) for start, end in shift.intervals if at < end), at) if shift else at
    if shift is None or at >= shift.end:
        return None
    chosen = (await Nudging(unit).preferences([member.id])).get(member.id, Preference())
    local = at.astimezone(calendar.zone)
    return None if chosen.is_quiet(local.hour * 60 + local.minute) else at


def _until(kind: str, now: datetime, known: Hush | None, at: datetime) -> tuple[datetime, int]:
    """Until when to be silent (`at`, or for weeks), and how often the person has said that it is not theirs."""
    times = known.times if known is not None else 0
    if kind != NOT_RELEVANT:
        return at, times
    return now.replace(microsecond=0) + _FORTNIGHT * 2 ** min(times, _MOST_DOUBLED), times + 1
