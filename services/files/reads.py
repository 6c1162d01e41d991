"""What every reader of a column shares: the kinds of value, the circumstances of reading, cells that say "nothing"."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias
from zoneinfo import ZoneInfo

from services.domain.period import Period
from services.files.refusal import StrangeCell, shown

Typed: TypeAlias = str | bool | int | Decimal | date | datetime | Period
"""A value that was read; a moment is aware and in UTC; a Period stands only where a row is spread over days."""

Reader: TypeAlias = Callable[[str], "Typed | None"]
"""Reads one cell that is not empty; None when the cell says "nothing"; raises StrangeCell."""


class Reads(StrEnum):
    """How the cells of a field are read, and what comes of them."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    PHONE = "phone"
    MOMENT = "moment"
    DAY = "day"
    DAYS = "days"
    """A day, or the first and last day of a span over which the row is spread."""
    AMOUNT = "amount"
    RATE = "rate"
    TARGET = "target"
    """A number; times and durations count as seconds."""
    PERCENT = "percent"
    COUNT = "count"
    SECONDS = "seconds"
    FLAG = "flag"
    CHOICE = "choice"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that the reading of one column depends on beside its cells.

    `column` is the heading, for messages; `format` what the mapping says of the notation; `points` that the
    numbers come from a workbook; `words` the words of a choice and what each means, `others` what an unknown one
    means (None refuses it).
    """

    field: str
    column: str
    zone: ZoneInfo
    currency: str
    format: str | None = None
    points: bool = False
    words: Mapping[str, str] | None = None
    others: str | None = None

    def strange(self, phrase: str, cell: str, **more: str) -> StrangeCell:
        """The refusal of a row for one of its cells."""
        return StrangeCell(phrase, column=shown(self.column), cell=shown(cell), **more)


ReaderOf: TypeAlias = Callable[[Collection[str], Circumstances], Reader]
"""Looks at all distinct cells of a column, decides on their notation and gives the reader of one cell."""

_NOTHING = frozenset({"-", "--", "---", "—", "–", "null", "\\n", "none", "n/a", "nil", "нет данных"})


def says_nothing(text: str) -> bool:
    """Whether a cell of a typed column means "no value" in the words of exports and reports."""
    return len(text) <= 10 and text.casefold() in _NOTHING
