"""A development goal by its number or by a part of its text."""

from collections.abc import Sequence
from typing import Any

from services.domain.people import Roster
from services.domain.wording import shortened
from services.errors import Refused
from services.store.rules import Goal

_MOST_NAMED = 5


def goal_named(goals: Sequence[Goal], roster: Roster, typed: str) -> Goal:
    """The open goal meant; a closed one only by its number. Several are named and none is taken."""
    wanted = " ".join(typed.casefold().split())
    by_number = [goal for goal in goals if str(goal.id) == wanted]
    open_ones = [goal for goal in goals if goal.closed_on is None]
    same = [goal for goal in open_ones if goal.text.casefold() == wanted]
    found = by_number or same or [goal for goal in open_ones if wanted and wanted in goal.text.casefold()]
    if len(found) == 1:
        return found[0]
    if not found:
        raise Refused("goal-unknown", typed=shortened(typed))
    names = [f"{goal.id} «{shortened(goal.text)}» ({roster.people[goal.person].name})" for goal in found]
    more = "…" if len(names) > _MOST_NAMED else ""
    raise Refused("goal-several", typed=shortened(typed), names=", ".join(names[:_MOST_NAMED]) + more)


def row_of(goal: Goal, **changes: Any) -> dict[str, Any]:
    """The goal as the store keeps it, with some columns changed."""
    row = {
        "id": goal.id,
        "person_id": goal.person,
        "text": goal.text,
        "months": goal.months,
        "start_on": goal.start_on,
        "due_on": goal.due_on,
        "start": goal.start,
        "target": goal.target,
        "now": goal.now,
        "closed_on": goal.closed_on,
        "reached": goal.reached,
    }
    return row | changes
