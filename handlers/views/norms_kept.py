"""A person's norms as lines: fact out of norm, the pace, a small bar."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from handlers.charts.picture import size
from handlers.screen import plain
from handlers.views.frame import Frame, Row
from handlers.views.grid import bar
from services.domain.kpi import BY_KEY, Better
from services.usecases.show_today import BEHIND, GRACE

_CLOCK = re.compile(r"(\d{2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm of a person; `kept` is None where it is too early to say."""

    key: str
    row: Row
    kept: bool | None
    share: float | None

    def lines(self, frame: Frame) -> list[str]:
        """The bar with the name and the figures below; what has no length is one line."""
        say, words = frame.speech.say, frame.words
        told = {"fact": words.cell("fact", self.row), "norm": words.cell("norm", self.row)}
        if self.share is None:
            phrase = "kpi-at-most" if _less(self.key) and _late(self.row) is None else "kpi-by-clock"
            return [frame.say(phrase, name=words.label(self.key), **told)]
        figures = say("chart-of-norm", **told)
        if isinstance(self.row.get("pace"), int | Fraction):
            figures = say("kpi-pace", figures=figures, pace=words.cell("pace", self.row))
        return [f"{bar(self.share)} {frame.label(self.key)}", plain(figures)]


def norms_of(frame: Frame, row: Row) -> list[Norm]:
    """The norms of a row, in the order of the report."""
    held = row.get("norms")
    if isinstance(held, str) or not isinstance(held, Sequence):
        return []
    return [_norm(item) for item in held if isinstance(item, Mapping) and isinstance(item.get("kpi"), str)]


def _norm(item: Row) -> Norm:
    key = str(item["kpi"])
    pace = item.get("pace")
    less = _less(key)
    kept: bool | None = None
    if isinstance(pace, int | Fraction):
        kept = pace <= 1 if less else pace >= BEHIND
    elif less and (late := _late(item)) is not None:
        kept = late <= GRACE
    return Norm(key, item, kept, None if less else _share(item))


def _late(item: Row) -> timedelta | None:
    """How much later than its norm a time of day is; None for what is no time of day."""
    found = [_CLOCK.fullmatch(str(item.get(key))) for key in ("fact", "norm")]
    if found[0] is None or found[1] is None:
        return None
    fact, norm = (int(one[1]) * 60 + int(one[2]) for one in found if one is not None)
    return timedelta(minutes=fact - norm)


def _less(key: str) -> bool:
    return key in BY_KEY and BY_KEY[key].better is Better.LESS


def _share(item: Row) -> float | None:
    """Fact out of norm, where both are lengths."""
    fact, norm = size(item.get("fact")), size(item.get("norm"))
    return None if fact is None or not norm else max(0.0, fact / norm)
