"""A person's norms as lines: fact out of norm, the pace, a small bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from handlers.charts.picture import size
from handlers.screen import plain
from handlers.views.frame import Frame, Row
from handlers.views.grid import bar
from services.domain.kpi import BY_KEY, Better


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm of a person; `kept` is None where it is too early to say."""

    key: str
    row: Row
    kept: bool | None
    share: float | None

    def lines(self, frame: Frame) -> list[str]:
        """Two lines: the bar with the name, and the figures."""
        say, words = frame.speech.say, frame.words
        told = {"fact": words.cell("fact", self.row), "norm": words.cell("norm", self.row)}
        figures = say("kpi-at-most", **told) if _less(self.key) else say("chart-of-norm", **told)
        if isinstance(self.row.get("pace"), int | Fraction) and not _less(self.key):
            figures = say("kpi-pace", figures=figures, pace=words.cell("pace", self.row))
        name = frame.label(self.key)
        if self.share is None:
            return [name, plain(figures)]
        return [f"{bar(self.share)} {name}", plain(figures)]


def norms_of(frame: Frame, row: Row) -> list[Norm]:
    """The norms of a row, in the order of the report."""
    held = row.get("norms")
    if isinstance(held, str) or not isinstance(held, Sequence):
        return []
    return [_norm(item) for item in held if isinstance(item, Mapping) and isinstance(item.get("kpi"), str)]


def _norm(item: Row) -> Norm:
    key = str(item["kpi"])
    pace, score = item.get("pace"), item.get("score")
    less = _less(key)
    kept: bool | None = None
    if isinstance(pace, int | Fraction):
        kept = pace <= 1 if less else pace >= 1
    elif isinstance(score, int | Fraction):
        kept = score >= 1
    return Norm(key, item, kept, None if less else _share(item))


def _less(key: str) -> bool:
    return key in BY_KEY and BY_KEY[key].better is Better.LESS


def _share(item: Row) -> float | None:
    """Fact out of norm, where both are lengths."""
    fact, norm = size(item.get("fact")), size(item.get("norm"))
    return None if fact is None or not norm else max(0.0, fact / norm)
