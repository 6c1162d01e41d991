"""What nudges are decided by: what people chose, what they asked to be silent about, earlier looks at their rules."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from services.domain.ids import PersonId
from services.domain.pace import RINGS, Look, Outcome
from services.store.tables import checks, hushes, preferences
from services.store.unit import Unit

QUIET_FROM, QUIET_TO = 20 * 60, 8 * 60
"""Usual quiet hours, in minutes since midnight."""

HOUR, TODAY, NOT_RELEVANT = "hour", "today", "never"


@dataclass(frozen=True, slots=True)
class Preference:
    """What a person chose: quiet hours in minutes since midnight of their zone, rings a day."""

    quiet_from: int = QUIET_FROM
    quiet_to: int = QUIET_TO
    rings: int = RINGS

    def is_quiet(self, minute: int) -> bool:
        """Whether the minute of the local day is a quiet one; equal ends mean that none is."""
        if self.quiet_from <= self.quiet_to:
            return self.quiet_from <= minute < self.quiet_to
        return minute >= self.quiet_from or minute < self.quiet_to


@dataclass(frozen=True, slots=True)
class Hush:
    """Until when a rule is not told, why, and how often the person said that it does not concern them."""

    until: datetime
    kind: str
    times: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A look at a rule of a person's day: what was done and due, in the unit of the KPI, and what it ended with."""

    person: PersonId
    day: date
    rule: str
    at: datetime
    outcome: Outcome
    fact: Fraction | None = None
    expected: Fraction | None = None


@dataclass(slots=True)
class DayLooks:
    """The looks at one person's day so far, by rule."""

    by_rule: dict[str, list[Look]] = field(default_factory=lambda: defaultdict(list))
    met: set[str] = field(default_factory=set)
    told: int = 0
    last_told: datetime | None = None


class Nudging:
    """One company's."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def preferences(self, people: Sequence[PersonId] = ()) -> dict[PersonId, Preference]:
        """What people chose; who chose nothing is absent. Without names, everybody's."""
        query = self._unit.select(preferences)
        c = preferences.c
        rows = await self._unit.by_ids(query, c.person_id, people) if people else await self._unit.rows(query)
        usual = Preference()
        return {
            PersonId(row.person_id): Preference(
                usual.quiet_from if row.quiet_from is None else row.quiet_from,
                usual.quiet_to if row.quiet_to is None else row.quiet_to,
                usual.rings if row.rings is None else row.rings,
            )
            for row in rows
        }

    async def prefer(self, person: PersonId, chosen: Preference) -> None:
        """Keep what a person chose."""
        row = {"person_id": person, "quiet_from": chosen.quiet_from, "quiet_to": chosen.quiet_to, "rings": chosen.rings}
        await self._unit.put(preferences, [row])

    async def hushes(self, people: Sequence[PersonId]) -> dict[tuple[PersonId, str], Hush]:
        """What people asked to be silent about, by person and rule."""
        rows = await self._unit.by_ids(self._unit.select(hushes), hushes.c.person_id, people)
        return {(PersonId(row.person_id), row.rule): Hush(row.until, row.kind, row.times) for row in rows}

    async def hush(self, person: PersonId, rule: str, hush: Hush) -> None:
        """Be silent about a rule."""
        row = {"person_id": person, "rule": rule, "until": hush.until, "kind": hush.kind, "times": hush.times}
        await self._unit.put(hushes, [row])

    async def speak_again(self, person: PersonId, rule: str | None = None) -> int:
        """Be silent no more, about a rule or everything; how many rules it was."""
        mine = [hushes.c.person_id == person, *([hushes.c.rule == rule] if rule is not None else [])]
        return await self._unit.run(self._unit.delete(hushes).where(*mine))

    async def note(self, found: Iterable[Checked]) -> None:
        """Write looks down; the same look again is the same."""
        rows = [
            {
                "person_id": one.person, "day": one.day, "rule": one.rule, "at": one.at, "outcome": one.outcome.value,
                "fact": _exact(one.fact), "expected": _exact(one.expected),
            }
            for one in found
        ]  # fmt: skip
        await self._unit.put(checks, rows, replace=False)

    async def looks(self, people: Sequence[PersonId], day: date) -> dict[PersonId, DayLooks]:
        """The looks at these people's day so far."""
        query = self._unit.select(checks).where(checks.c.day == day)
        found: dict[PersonId, DayLooks] = {person: DayLooks() for person in people}
        for row in await self._unit.by_ids(query, checks.c.person_id, people):
            one = found[PersonId(row.person_id)]
            known = row.fact is not None and row.expected is not None
            gap = max(Fraction(0), Fraction(row.expected) - Fraction(row.fact)) if known else None
            told = row.outcome == Outcome.TOLD.value
            one.by_rule[row.rule].append(Look(row.at, gap, told))
            one.told += told
            if told and (one.last_told is None or row.at > one.last_told):
                one.last_told = row.at
            if row.outcome == Outcome.MET.value:
                one.met.add(row.rule)
        return found

    async def outcomes(self, first: date, last: date) -> list[Checked]:
        """Every look of these days, in order."""
        c = checks.c
        query = self._unit.select(checks).where(c.day >= first, c.day <= last).order_by(c.person_id, c.rule, c.at)
        return [
            Checked(
                PersonId(row.person_id), row.day, row.rule, row.at, Outcome(row.outcome),
                None if row.fact is None else Fraction(row.fact),
                None if row.expected is None else Fraction(row.expected),
            )
            for row in await self._unit.rows(query)
        ]  # fmt: skip


def _exact(number: Fraction | None) -> Decimal | None:
    return None if number is None else round(Decimal(number.numerator) / Decimal(number.denominator), 6)
