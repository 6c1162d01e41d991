"""Which handler takes a button of a place that several share: by what the button says."""

from collections.abc import Callable

from aiogram.types import CallbackQuery

from handlers.buttons import Press


def saying(place: int, *words: str) -> Callable[..., bool]:
    """A filter for buttons whose value at this place is one of the words."""

    def says(_: CallbackQuery, press: Press) -> bool:
        return len(press.values) > place and press.values[place] in words

    return says
