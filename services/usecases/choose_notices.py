"""How much and when a person wants to be told: quiet hours, and rings a day."""

import re
from dataclasses import dataclass, replace

from services.domain.clock import Clock
from services.domain.rights import Member
from services.domain.wallclock import read_clock
from services.errors import Refused
from services.store.db import Database
from services.store.nudging import Nudging, Preference
from services.usecases.organising.typed import understood

RINGS = (3, 1, 0)
"""As usual; only what matters most; none at all, the card and the report stay."""

QUIET = ((20 * 60, 8 * 60), (19 * 60, 9 * 60), (21 * 60, 9 * 60), (22 * 60, 7 * 60))
"""Quiet hours a button offers, in minutes since midnight. Their places are their numbers: new ones go to the end."""


@dataclass(frozen=True, slots=True)
class Notices:
    """What a person chose, and about how many rules it is silent at their word."""

    chosen: Preference
    hushed: int


class ChooseNotices:
    """A member's own choice about notices."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def now(self, me: Member) -> Notices:
        """What holds now."""
        at = self._clock.now()
        async with self._database.reading(me.company.id) as read:
            nudging = Nudging(read)
            chosen = (await nudging.preferences([me.id])).get(me.id, Preference())
            hushes = await nudging.hushes([me.id])
        return Notices(chosen, sum(hush.until > at for hush in hushes.values()))

    async def rings(self, me: Member, rings: int) -> None:
        """So many rings a day."""
        if rings not in RINGS:
            raise Refused("button-outdated")
        await self._keep(me, rings=rings)

    async def quiet(self, me: Member, first: int, last: int) -> None:
        """Quiet from one minute of the day until another."""
        await self._keep(me, quiet_from=first, quiet_to=last)

    async def quiet_typed(self, me: Member, text: str) -> None:
        """Quiet hours in words: `21:00-09:00`, «с 22 до 7»; Refused for anything else."""
        first, last = understood(_minutes, text, "quiet-unreadable")
        await self.quiet(me, first, last)

    async def _keep(self, me: Member, **chosen: int) -> None:
        async with self._database.writing(me.company.id, answers_change=False) as unit:
            nudging = Nudging(unit)
            known = (await nudging.preferences([me.id])).get(me.id, Preference())
            await nudging.prefer(me.id, replace(known, **chosen))


_ENDS = re.compile(r"(?:с |from )?(\d{1,2})(?:[:.](\d\d))? ?(?:[-–—]|до|to|till|until) ?(\d{1,2})(?:[:.](\d\d))?")


def _minutes(text: str) -> tuple[int, int]:
    """`21:00-09:00`, `22-7`, «с 22 до 7», over midnight or within the day; ValueError for anything else."""
    found = _ENDS.fullmatch(" ".join(text.casefold().split()))
    if found is None:
        raise ValueError("not two times of day")
    first, last = (read_clock(f"{found[n]}:{found[n + 1] or '00'}") for n in (1, 3))
    return first.hour * 60 + first.minute, last.hour * 60 + last.minute
