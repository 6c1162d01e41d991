"""What the admin has set for an account: which custom fields and stages mean what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from services.errors import Refused

MEETING = "2"
"""The vendor's own type of tasks for meetings, in every account."""

_FIELDS = ("cost_field", "paid_field", "product_field", "source_field")
_PROPOSAL_WORDS = ("кп", "коммерческ", "proposal", "quotation")
_APART = re.compile(r"[,;\s]+")
_STAGE = re.compile(r"(?:(\d{1,20}):)?(\d{1,20})")


@dataclass(frozen=True, slots=True)
class Wishes:
    """Ids of custom fields, of stages and of types of tasks by their meaning; all of them may be missing.

    `proposal_stages` are pairs of a pipeline (empty for any) and a status. `proposal_words` begin a word in the name
    of a file that is a proposal.
    """

    cost_field: str = ""
    paid_field: str = ""
    product_field: str = ""
    source_field: str = ""
    proposal_stages: frozenset[tuple[str, str]] = frozenset()
    tasks: Mapping[str, str] | None = None
    proposal_words: tuple[str, ...] = _PROPOSAL_WORDS

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Self:
        """Read from what the admin gave; Refused when an id is no number."""
        fields = {name: _ids(given, name, most=1) for name in _FIELDS}
        tasks = {MEETING: "meeting"}
        for kind in ("meeting", "presentation", "proposal"):
            tasks |= dict.fromkeys(_ids(given, f"{kind}_task"), kind)
        words = tuple(one.strip().lower() for one in given.get("proposal_file", "").split(",") if one.strip())
        return cls(
            **{name: ids[0] if ids else "" for name, ids in fields.items()},
            proposal_stages=frozenset(_stages(given)),
            tasks=tasks,
            proposal_words=words or _PROPOSAL_WORDS,
        )

    def task_kind(self, type_id: str) -> str | None:
        """What a finished task of this type is; None for a type that nobody has told us of."""
        return (self.tasks or {MEETING: "meeting"}).get(type_id)

    def is_proposal(self, pipeline_id: str, stage_id: str) -> bool:
        """Whether coming into this stage means that a proposal was sent."""
        return not self.proposal_stages.isdisjoint({("", stage_id), (pipeline_id, stage_id)})

    def names_proposal(self, file_name: str) -> bool:
        """Whether a file is a proposal by its name."""
        low = file_name.lower()
        return any(re.search(rf"(?<![^\W_]){re.escape(word)}", low) for word in self.proposal_words)


def _ids(given: Mapping[str, str], name: str, most: int = 20) -> list[str]:
    said = given.get(name, "").strip()
    found = [one for one in _APART.split(said) if one]
    if len(found) > most or not all(one.isascii() and one.isdecimal() and len(one) <= 20 for one in found):
        raise Refused("cell-number", column=name, cell=said[:40])
    return found


def _stages(given: Mapping[str, str]) -> list[tuple[str, str]]:
    found = []
    for one in filter(None, _APART.split(given.get("proposal_stage", "").strip())):
        pair = _STAGE.fullmatch(one)
        if pair is None:
            raise Refused("cell-number", column="proposal_stage", cell=one[:40])
        found.append((pair[1] or "", pair[2]))
    return found
