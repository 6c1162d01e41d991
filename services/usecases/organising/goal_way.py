"""How far a goal has come: the same for the report, the chat and whoever else asks."""

from datetime import date, datetime

from services.domain.goals import Way, elapsed_share, progress, status
from services.store.rules import Goal
from services.usecases.worktime import Worktime


def way_of(goal: Goal, worktime: Worktime, at: datetime, today: date) -> Way:
    """Progress beside the share of the goal's working time gone by at the moment, which falls on the day `today`."""
    done = None if goal.target is None else progress(goal.start, goal.now, goal.target)
    expected = elapsed_share(worktime.of(goal.person, today), goal.start_on, goal.due_on, at)
    closed = goal.closed_on is not None and goal.closed_on <= today
    return Way(done, expected, status(done, expected, closed=closed))
