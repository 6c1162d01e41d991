"""Which buttons a handler takes: those of its place."""

from collections.abc import Callable

from aiogram.types import CallbackQuery

from handlers.buttons import Press


def at(*places: str) -> Callable[..., bool]:
    """A filter for buttons of these places."""

    def leads_here(_: CallbackQuery, press: Press | None = None) -> bool:
        return press is not None and press.place in places

    return leads_here


def saying(place: int, *words: str) -> Callable[..., bool]:
    """A filter for buttons whose value at this place is one of the words."""

    def says(_: CallbackQuery, press: Press) -> bool:
        return len(press.values) > place and press.values[place] in words

    return says
