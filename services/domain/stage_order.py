"""The order and meaning of stages where nobody has told them: read from names, outcomes and histories.

The answer depends on what is stored and never on the order of rows in a file.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from services.domain.deals import Status

_WON_NAMES = frozenset(
    {
        "won", "closed won", "closed-won", "win", "success", "paid", "sold", "выиграна", "выиграно", "выиграли",
        "успешно", "успешно реализовано", "продажа", "оплачено", "оплата получена", "сделка выиграна",
        "сделка успешна", "успех",
    }
)  # fmt: skip
_LOST_NAMES = frozenset(
    {
        "lost", "closed lost", "closed-lost", "lose", "failed", "rejected", "проиграна", "проиграно", "проиграли",
        "отказ", "закрыто и не реализовано", "не реализовано", "сделка проиграна", "сделка провалена", "потеряна",
        "провал", "слив",
    }
)  # fmt: skip


@dataclass(slots=True)
class StageEvidence:
    """What the stored deals say of one stage.

    `final_of` counts deals whose last known stage it is, by status; `passed` says whether any deal went on from it;
    `ranks` are its places in histories, each from 0 (first) to 1 (last); `ended_with` counts the deals that came into
    it in the moment they were closed.
    """

    final_of: dict[Status, int] = field(default_factory=lambda: defaultdict(int))
    passed: bool = False
    ended_with: int = 0
    ranks: list[Fraction] = field(default_factory=list)


def meaning_by_name(name: str) -> Status:
    """Won or lost, if the name says so in Russian or English; otherwise open."""
    plain = " ".join(name.casefold().replace("ё", "е").split())
    if plain in _WON_NAMES:
        return Status.WON
    return Status.LOST if plain in _LOST_NAMES else Status.OPEN


def meaning_of(name: str, evidence: StageEvidence) -> Status:
    """Won or lost by its name; otherwise by its deals, if every one of them ended on coming there."""
    named = meaning_by_name(name)
    if named is not Status.OPEN:
        return named
    statuses = {status for status, count in evidence.final_of.items() if count}
    finals = sum(evidence.final_of.values())
    enough = finals if Status.LOST in statuses else (finals + 1) // 2
    if evidence.passed or len(statuses) != 1 or not finals or evidence.ended_with < enough:
        return Status.OPEN
    return statuses.pop()


def order_of(told: Sequence[str], evidence: Mapping[str, StageEvidence], meanings: Mapping[str, Status]) -> list[str]:
    """Stage names in the order of the pipeline: as told, then as histories run, won last and lost after it."""
    known = {name: place for place, name in enumerate(told)}

    def place(name: str) -> tuple[int, int, Fraction, str]:
        group = {Status.OPEN: 0, Status.WON: 1, Status.LOST: 2}[meanings[name]]
        ranks = evidence[name].ranks if name in evidence else []
        mean = sum(ranks, Fraction(0)) / len(ranks) if ranks else Fraction(1, 2)
        return group, known.get(name, len(known)), mean, name

    return sorted(meanings, key=place)


def ranks_in(history: Iterable[Collection[str]]) -> dict[str, Fraction]:
    """The place of each stage's first entry in one deal's history, from 0 to 1; those of one moment share it."""
    places: dict[str, int] = {}
    for stages in history:
        fresh = [name for name in stages if name not in places]
        places.update(dict.fromkeys(fresh, max(places.values(), default=-1) + 1))
    last = max(max(places.values(), default=0), 1)
    return {name: Fraction(place, last) for name, place in places.items()}
