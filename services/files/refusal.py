"""How a row is refused: by its line, with a phrase and the values that the phrase speaks of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.errors import PhraseValue
from services.files.clean import clean

_SHOWN = 40
"""As much of a strange cell as a person needs to find it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row left out. `line` is the physical line of the file (the heading is usually line 1).

    `phrase` and `values` are put into words in the reader's language, as those of an error are.
    """

    line: int
    phrase: str
    values: Mapping[str, PhraseValue] = field(default_factory=dict)


class StrangeCell(Exception):
    """One cell cannot be read; it refuses its own row and nothing else."""

    def __init__(self, phrase: str, /, **values: PhraseValue) -> None:
        super().__init__(phrase)
        self.phrase = phrase
        self.values = values


def shown(text: str) -> str:
    """The beginning of a text in one line, fit to stand inside a message."""
    line = " ".join(clean(text[: _SHOWN * 4]).split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
