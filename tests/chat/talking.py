"""Short words for talking with the bot: say and wait, press and wait; what was seen stays as it was then."""

import itertools
from dataclasses import dataclass
from typing import Any

NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Seen:
    """A message as it stood when it was read: a later edit does not change it."""

    message: Any
    text: str
    labels: tuple[str, ...]
    buttons: tuple[Any, ...]

    def data_of(self, label):
        """What stands behind a button."""
        return next(button.data for button in self.buttons if button.label == label)


async def reads(who, words):
    """Wait for words of the bot; spaces that do not break are spaces."""
    message = await who.waits_for(lambda message: words in message.text.replace(NO_BREAK, " "))
    buttons = tuple(itertools.chain.from_iterable(message.buttons))
    return Seen(message, message.text.replace(NO_BREAK, " "), tuple(button.label for button in buttons), buttons)


async def says(who, words, answer):
    """Write to the bot and wait for what it says."""
    await who.says(words)
    return await reads(who, answer)


async def presses(who, button, answer):
    """Press a button of the newest message that has it and wait for what it brings."""
    await who.presses(button)
    return await reads(who, answer)
