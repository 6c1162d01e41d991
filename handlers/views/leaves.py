"""A long list by pages: which part is shown, and the buttons to its neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from handlers.screen import Button
from handlers.views.frame import Frame

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One page of a list."""

    shown: Sequence[T]
    first: int
    page: int
    after: int

    def turns(self, frame: Frame) -> tuple[Button, ...]:
        """Buttons to the page before and the page after, the latter with how many are left."""
        question, say = frame.question, frame.speech.say
        row = []
        if self.page:
            row.append(frame.button(say("button-page-back"), question.turned(question.side, self.page - 1)))
        if self.after:
            row.append(frame.button(say("button-page-on", n=self.after), question.turned(question.side, self.page + 1)))
        return tuple(row)


def leaf(items: Sequence[T], page: int, size: int) -> Leaf[T]:
    """The page; one beyond the end is the last."""
    page = max(0, min(page, (len(items) - 1) // size))
    first = page * size
    return Leaf(items[first : first + size], first, page, max(0, len(items) - first - size))
