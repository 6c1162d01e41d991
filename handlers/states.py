"""What the chat may wait for from a person; the answers so far are kept in our database."""

from aiogram.fsm.state import State, StatesGroup


class GoalSteps(StatesGroup):
    """A goal is set step by step; a check-in and a comment are typed."""

    text = State()
    months = State()
    aim = State()
    sure = State()
    check = State()
    comment = State()


class AwaySteps(StatesGroup):
    """Days of an absence are typed."""

    days = State()


class ZoneSteps(StatesGroup):
    """A city is typed."""

    city = State()


class DaySteps(StatesGroup):
    """A word about one's own day is typed."""

    note = State()


class NoticeSteps(StatesGroup):
    """Quiet hours are typed."""

    quiet = State()


class DigestSteps(StatesGroup):
    """The time of a digest is typed."""

    evening = State()


class Norms(StatesGroup):
    """A norm is being set."""

    target = State()


class Colleagues(StatesGroup):
    """Something about people is being typed."""

    name = State()
    extension = State()
    last_day = State()
    confirming = State()


STEPS = frozenset({"goal-months", "goal-no-aim", "goal-sure", "yes"})
"""Places of buttons that carry a conversation on; any other button leaves it."""
