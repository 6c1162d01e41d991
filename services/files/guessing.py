"""Which column is which field, and what a file is at all, told by its headings."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.files.clean import plain
from services.files.fields import KINDS, Field

_CAMEL = re.compile(r"(?<=[a-zа-я])(?=[A-ZА-Я])|(?<=[A-Z])(?=[A-Z][a-z])")
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]{0,40}[)\]]")
_UNIT = re.compile(r"\s*,\s*(?:₽|руб\.?|rub|р\.|€|eur|\$|usd|сек\.?|sec|s|мин\.?|шт\.?|%)$", re.IGNORECASE)
_MARKS = re.compile(r"[/\\:;,.|#№*+₽€$]+")
_ALL_KNOWN = frozenset(heading for fields in KINDS.values() for field in fields for heading in field.headings)
_ENTITY = re.compile(r"^(?:deal|call|activity|contact|lead|сделка|звонок) - ", re.IGNORECASE)


def heading_key(heading: str) -> str:
    """A heading in the form in which headings are compared: `UTMSource`, `utm_source` and `UTM Source` are one."""
    bare = _ENTITY.sub("", heading[:200].strip())
    bare = _UNIT.sub("", _ASIDE.sub("", bare)) or heading
    return plain(_MARKS.sub(" ", _CAMEL.sub(" ", bare)))


def guess_columns(kind: str, headings: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Field → the heading it is found under; two headings when a date and its time stand apart.

    A heading serves one field. A field that no heading is known for is left out.
    """
    places: dict[str, str] = {}
    for heading in headings:
        if key := heading_key(heading):
            places.setdefault(key, heading)
    found: dict[str, tuple[str, ...]] = {}
    fields = KINDS[kind]
    for group in ([field for field in fields if field.needed], [field for field in fields if not field.needed]):
        _find(group, places, found)
    return {field.name: found[field.name] for field in fields if field.name in found}


def _find(fields: Sequence[Field], places: dict[str, str], found: dict[str, tuple[str, ...]]) -> None:
    """Find fields by rank: what one is called exactly goes before what another might also be called."""
    for rank in range(max((len(field.headings) for field in fields), default=0)):
        for field in fields:
            if field.name not in found and rank < len(field.headings):
                keys = field.headings[rank].split(" + ")
                if all(key in places for key in keys):
                    found[field.name] = tuple(places.pop(key) for key in keys)


def is_known_heading(text: str) -> bool:
    """Whether a cell is the heading of some field of some kind."""
    return bool(key := heading_key(text)) and key in _ALL_KNOWN


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kind that a file may be of; `sureness` is the share of its headings that the kind explains."""

    kind: str
    sureness: float
    complete: bool
    """Whether everything the kind needs is there."""


def candidates(headings: Sequence[str]) -> tuple[Candidate, ...]:
    """Every kind, those with all they need first, then by how much of the headings they explain."""
    named = max(1, sum(1 for heading in headings if heading))
    found = []
    for place, (kind, fields) in enumerate(KINDS.items()):
        columns = guess_columns(kind, headings)
        complete = all(field.name in columns for field in fields if field.needed)
        sureness = _sureness(fields, columns)
        share = min(1.0, sum(map(len, columns.values())) / named)
        found.append(((not complete, -sureness, -len(columns), place), Candidate(kind, share, complete)))
    return tuple(candidate for _, candidate in sorted(found, key=lambda item: item[0]))


def _sureness(fields: Sequence[Field], found: Mapping[str, tuple[str, ...]]) -> float:
    """How many fields were found, those under one of their exact names for more than the rest."""
    total = 0.0
    for field in fields:
        if field.name in found:
            keys = " + ".join(heading_key(heading) for heading in found[field.name])
            rank = field.headings.index(keys)
            total += 1.0 if rank < 6 else 0.5
    return total
