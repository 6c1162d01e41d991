"""What stands in a picture, before anything is drawn: words already chosen, lengths as shares of the width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from fractions import Fraction

from handlers.speech import DIMENSIONS, ReportWords
from services.domain.money import Money
from services.domain.report import Value

MOST_ROWS = 15
"""As many rows as a phone shows without tiring the eye; the tail becomes one line."""

JOINT = "\u00a0· "
"""Joins things of one kind; a line never begins with it."""


class Tone(Enum):
    """What a colour says; the painter knows the colours."""

    MAIN = "main"
    BEHIND = "behind"
    QUIET = "quiet"
    TRACK = "track"
    MARK = "mark"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from one share of the width to another; bars of one lane lie over each other in order."""

    start: float
    end: float
    tone: Tone = Tone.MAIN
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the picture: a name at the left, a value at the right, bars below, a remark under them.

    `bridge` stands over the row, between it and the one before; `marks` are upright ticks on the first lane.
    """

    label: str
    value: str = ""
    bars: tuple[Bar, ...] = ()
    marks: tuple[float, ...] = ()
    note: str = ""
    bridge: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A whole picture: the conclusion first, then what it is about, then the rows."""

    title: str
    subtitle: tuple[str, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[Tone, str], ...] = ()
    footnote: str = ""


def picture(words: ReportWords, title: str, rows: Sequence[Row], legend: Iterable[tuple[Tone, str]] = ()) -> Picture:
    """The rows under their title, with the name, view and period of the report, its freshness and what was left out."""
    report, speech = words.report, words.speech
    foot = [speech.say("chart-fresh", moment=speech.moment(words.fresh()))]
    left_out = sum(count for _, count in words.exclusions())
    if left_out:
        foot.append(speech.say("chart-excluded", n=left_out))
    name = [] if title == words.title() else [words.title()]
    about = (JOINT.join([*name, words.span()]), report.company)
    return Picture(title, about, tuple(rows), tuple(legend), JOINT.join(foot))


def told_dimensions(words: ReportWords) -> list[str]:
    """What the rows are about; a person's team is not named beside the person."""
    told = [key for key in DIMENSIONS if any(row.get(key) is not None for row in words.report.rows)]
    return [key for key in told if key != "team" or "person" not in told]


def names(words: ReportWords) -> list[str]:
    """A name for each row; nobody's and unknown ones have words of their own."""
    told = told_dimensions(words)
    first = words.report.columns[0].key
    return [JOINT.join(words.cell(key, row) for key in told) or words.missing(first) for row in words.report.rows]


def runs_in_time(words: ReportWords) -> bool:
    """Whether the rows are days, weeks or months, whose order must stay."""
    return bool({"day", "week", "month"} & set(told_dimensions(words)))


def without_tail(rows: Sequence[Row], words: ReportWords, *, of_time: bool = False) -> list[Row]:
    """At most fifteen rows; the others are counted in one line, of a run of days the earlier ones."""
    spare = len(rows) - MOST_ROWS
    if spare <= 0:
        return list(rows)
    if of_time:
        return [Row(words.speech.say("chart-earlier", n=spare)), *rows[spare:]]
    return [*rows[:MOST_ROWS], Row(words.speech.say("chart-more", n=spare))]


def size(value: Value) -> float | None:
    """How long the value is, whatever its unit; None for what cannot be a length."""
    match value:
        case bool():
            return None
        case int() | Fraction():
            return float(value)
        case Money():
            return float(value.minor)
        case timedelta():
            return value.total_seconds()
        case _:
            return None


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns sizes into shares of the width; zero stands at the left unless something is below it."""

    low: float
    high: float

    @classmethod
    def over(cls, sizes: Iterable[float | None]) -> "Scale":
        """A scale on which all the sizes and zero find room."""
        known = [0.0, *(one for one in sizes if one is not None)]
        return cls(min(known), max(known))

    def at(self, one: float) -> float:
        """The place of a size, from 0 to 1."""
        return (one - self.low) / (self.high - self.low) if self.high > self.low else 0.0

    def bar(self, one: float | None, tone: Tone = Tone.MAIN, lane: int = 0) -> tuple[Bar, ...]:
        """The bar from zero to the size; none for what has no size."""
        if one is None:
            return ()
        ends = sorted((self.at(0.0), self.at(one)))
        return (Bar(ends[0], ends[1], tone, lane),)
