"""A person's norms as lines: fact out of norm, the pace, a small bar."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from fractions import Fraction

from handlers.charts.picture import size
from handlers.screen import plain
from handlers.views.frame import Frame, Row
from handlers.views.grid import bar
from services.domain.kpi import BY_KEY, Better
from services.domain.occurrences import GRACE
from services.domain.pace import BEHIND, is_behind, number_of
from services.domain.report import Unit, Value

_CLOCK = re.compile(r"(\d{2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm of a person; `kept` is None where it is too early to say."""

    key: str
    row: Row
    kept: bool | None
    share: float | None

    @property
    def phrase(self) -> str:
        """How a norm without a length is said: by a time of day, or so many at most."""
        return "kpi-at-most" if _less(self.key) and _minutes(self.row.get("norm")) is None else "kpi-by-clock"

    def lines(self, frame: Frame) -> list[str]:
        """The bar with the name and the figures below; what has no length is one line."""
        say, words = frame.speech.say, frame.words
        told = {"fact": words.cell("fact", self.row), "norm": words.cell("norm", self.row)}
        if self.share is None:
            return [frame.say(self.phrase, name=words.label(self.key), **told)]
        figures = say("chart-of-norm", **told)
        if isinstance(self.row.get("pace"), int | Fraction):
            figures = say("kpi-pace", figures=figures, pace=words.cell("pace", self.row))
        return [f"{bar(self.share)} {frame.label(self.key)}", plain(figures)]


def norms_of(row: Row) -> list[Norm]:
    """The norms of a row, in the order of the report."""
    held = row.get("norms")
    if isinstance(held, str) or not isinstance(held, Sequence):
        return []
    return [norm_of(item) for item in held if isinstance(item, Mapping) and isinstance(item.get("kpi"), str)]


def norm_of(item: Row) -> Norm:
    """A norm with its KPI, fact and pace, as it was kept so far."""
    key = str(item["kpi"])
    pace = item.get("pace")
    less = _less(key)
    kept: bool | None = None
    if isinstance(pace, int | Fraction):
        kept = pace <= 1 if less else not _behind(item, key)
    elif less and (late := _late(item)) is not None:
        kept = late <= GRACE
    return Norm(key, item, kept, None if less else _share(item))


def _behind(item: Row, key: str) -> bool:
    fact, due = number_of(item.get("fact")), number_of(item.get("expected_to_date"))
    unit = BY_KEY[key].unit if key in BY_KEY else Unit.NUMBER
    if fact is None or due is None:
        return isinstance(pace := item.get("pace"), int | Fraction) and pace < BEHIND
    return is_behind(fact, due, unit)


def _late(item: Row) -> timedelta | None:
    """How much later than its norm a time of day is; None for what is no time of day."""
    fact, norm = (_minutes(item.get(key)) for key in ("fact", "norm"))
    return None if fact is None or norm is None else timedelta(minutes=fact - norm)


def _minutes(value: Value) -> int | None:
    """Minutes since midnight; None for what is no time of day."""
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    found = _CLOCK.fullmatch(str(value))
    return None if found is None else int(found[1]) * 60 + int(found[2])


def _less(key: str) -> bool:
    return key in BY_KEY and BY_KEY[key].better is Better.LESS


def _share(item: Row) -> float | None:
    """Fact out of norm, where both are lengths."""
    fact, norm = size(item.get("fact")), size(item.get("norm"))
    return None if fact is None or not norm else max(0.0, fact / norm)
