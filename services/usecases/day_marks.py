"""How each norm of a day stands, in one word: kept, behind, or neither yet."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from services.domain.kpi import BY_KEY, Better
from services.domain.occurrences import GRACE
from services.domain.pace import number_of
from services.domain.report import Value
from services.domain.wallclock import read_clock
from services.usecases.evaluate_rules import standing_of


def mark_of(norm: Mapping[str, Value], *, over: bool = False) -> bool | None:
    """True where it is kept, False where it is behind or broken, None where neither can be said yet.

    `over`: the day is over, so what is not reached by now is not kept.
    """
    standing = standing_of(norm)
    if standing is not None:
        return True if standing.met else False if over or standing.behind else None
    key = str(norm["kpi"])
    if key not in BY_KEY or BY_KEY[key].better is not Better.LESS:
        return None
    fact, asked = norm.get("fact"), norm.get("norm")
    if isinstance(fact, str) and isinstance(asked, str):
        return _minutes(fact) - _minutes(asked) <= GRACE
    done, allowed = number_of(fact), number_of(asked)
    if done is None or allowed is None:
        return None
    return False if done > allowed else True if over else None


def _minutes(text: str) -> timedelta:
    at = read_clock(text)
    return timedelta(hours=at.hour, minutes=at.minute)


def marked(norms: Sequence[Mapping[str, Value]], *, over: bool = False) -> list[dict[str, Value]]:
    """Norms as letters hold them: what was asked and done, with the mark."""
    return [
        {"kpi": norm["kpi"], "norm": norm.get("norm"), "fact": norm.get("fact"), "mark": mark_of(norm, over=over)}
        for norm in norms
    ]
