"""What a digest says first (docs/numbers.md, "The digest"): one conclusion, chosen by rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from services.domain.pace import BEHIND


class Conclusion(StrEnum):
    """How a team's day or week went, in one word."""

    QUIET = "quiet"
    NO_NORMS = "no_norms"
    ALL_KEPT = "all_kept"
    MOST_KEPT = "most_kept"
    SOME_BEHIND = "some_behind"
    MOST_BEHIND = "most_behind"


@dataclass(frozen=True, slots=True)
class PersonDay:
    """A person's score against the norms: 1 is everything as asked; None where nothing was asked of them."""

    name: str
    score: Fraction | None


def conclude(people: Sequence[PersonDay], *, anything: bool) -> Conclusion:
    """The conclusion over the people who worked; `anything` says whether anything was done at all."""
    judged = [one.score for one in people if one.score is not None]
    if not anything and not any(judged):
        return Conclusion.QUIET
    if not judged:
        return Conclusion.NO_NORMS
    behind = sum(score < BEHIND for score in judged)
    if behind * 2 > len(judged):
        return Conclusion.MOST_BEHIND
    if behind:
        return Conclusion.SOME_BEHIND
    return Conclusion.ALL_KEPT if all(score >= 1 for score in judged) else Conclusion.MOST_KEPT


def in_need(people: Sequence[PersonDay]) -> list[PersonDay]:
    """Who needs help: below 80 % of what was asked, the furthest first."""
    behind = [one for one in people if one.score is not None and one.score < BEHIND]
    return sorted(behind, key=lambda one: (one.score, one.name))
