"""What the chat may wait for from a person; the answers so far are kept in our database."""

from aiogram.fsm.state import State, StatesGroup


class Norms(StatesGroup):
    """A norm is being set."""

    target = State()


class Colleagues(StatesGroup):
    """Something about people is being typed."""

    name = State()
    extension = State()
    last_day = State()
    confirming = State()


STEPS = frozenset({"yes"})
"""Places of buttons that carry a conversation on; any other button leaves it."""
