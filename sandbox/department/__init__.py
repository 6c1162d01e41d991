"""The invented life of a sales department: six managers, 90 days behind the anchor and 45 ahead.

    department = Department(date(2026, 11, 24))
    department.files(now)                # everything that has happened by now, kind by kind
    department.files_since(now, later)   # what a later moment adds and changes

What happens has its fixed moment, whatever the present one is: the same anchor and seed give the same life.
"""

from collections.abc import Callable
from datetime import date, datetime

from sandbox.department import files
from sandbox.department.calendar import is_working
from sandbox.department.setup import COMPANY_CALL, Words, setup_calls
from sandbox.department.world import AHEAD_DAYS, HISTORY_DAYS, world_around

__all__ = ["AHEAD_DAYS", "COMPANY_CALL", "HISTORY_DAYS", "MAPS", "ORDER", "Department", "is_working"]

ORDER = ("people", "payments", "deals", "stages", "calls", "activities", "costs", "plans")
"""The order in which the files are imported: payments first, so that they are what the company calls revenue."""

MAPS = {"deals": files.STAGES_MAP}
"""Map files that go with a kind."""


class Department:
    """A department whose stories happen on the anchor's day, a working one."""

    def __init__(self, anchor: date, seed: int = 7) -> None:
        self.anchor = anchor
        self._world = world_around(anchor, seed)

    def setup(self) -> tuple[Words, ...]:
        """What files do not tell, as calls of `takt`: made once, after the people have been imported."""
        return setup_calls(self.anchor, self._world.begin)

    def files(self, until: datetime) -> dict[str, bytes]:
        """Everything known at the moment, by kind, in the order of import."""
        return self._cut(None, until)

    def files_since(self, after: datetime, until: datetime) -> dict[str, bytes]:
        """What became known or changed later than the one moment and not later than the other.

        Kinds without news are absent. A deal that has changed comes again, whole.
        """
        return self._cut(after, until)

    def _cut(self, after: datetime | None, until: datetime) -> dict[str, bytes]:
        def fresh(at: datetime) -> bool:
            return at <= until and (after is None or at > after)

        made = self._sales(fresh, until) | self._spending(fresh)
        if after is None:
            made["people"] = files.people_file(self.anchor)
        return {kind: made[kind] for kind in ORDER if made.get(kind, b"").count(b"\n") > 1}

    def _sales(self, fresh: Callable[[datetime], bool], until: datetime) -> dict[str, bytes]:
        world = self._world
        moved = [(deal, move.at, move.stage) for deal in world.deals for move in deal.moves if fresh(move.at)]
        changed = dict.fromkeys(deal for deal, _, _ in moved)
        return {
            "deals": files.table(files.DEALS_HEADING, (files.deal_row(deal, until) for deal in changed)),
            "stages": files.stages_file(moved),
            "calls": files.calls_file((n, call) for n, call in enumerate(world.calls) if fresh(call.ended_at)),
            "activities": files.activities_file((n, done) for n, done in enumerate(world.activities) if fresh(done.at)),
        }

    def _spending(self, fresh: Callable[[datetime], bool]) -> dict[str, bytes]:
        world = self._world
        return {
            "payments": files.payments_file(paid for paid in world.payments if fresh(paid.at)),
            "costs": files.costs_file(cost for cost in world.costs if fresh(cost.known_at)),
            "plans": files.plans_file(plan for plan in world.plans if fresh(plan.known_at)),
        }
