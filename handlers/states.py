"""What the chat waits for: the questions whose answers are typed."""

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
