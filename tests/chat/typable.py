"""The bad input of the world as far as a phone can type it: Telegram takes no empty text and no half of a character."""

from handlers.screen import LONGEST_TEXT, units
from sandbox.telegram.protocol import Refused
from sandbox.telegram.world import plain
from tests.corpus import CELLS


def typed(text):
    """The text as it leaves a phone; None where it would not."""
    try:
        return plain(text).text or None
    except Refused:
        return None


def can_be_typed(text):
    """Whether a phone lets it go."""
    return typed(text) is not None and units(text) <= LONGEST_TEXT


TYPED = tuple(text for text in dict.fromkeys(CELLS) if can_be_typed(text))
