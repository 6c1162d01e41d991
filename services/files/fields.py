"""What can be imported: the kinds, their fields in the order of the contract, and how each is read."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.files import words
from services.files.headings import HEADINGS
from services.files.reads import Reads


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind: its name in the contract, how its cells are read, its known headings.

    `choice` maps the words of a choice to what they mean.
    """

    name: str
    reads: Reads
    needed: bool
    headings: tuple[str, ...]
    choice: Mapping[str, str] | None = None


_NEEDED: Mapping[str, frozenset[str]] = {
    "people": frozenset({"name"}),
    "deals": frozenset({"external_id"}),
    "stages": frozenset({"deal_id", "stage", "entered_at"}),
    "calls": frozenset({"started_at"}),
    "activities": frozenset({"at", "kind"}),
    "costs": frozenset({"date", "amount"}),
    "plans": frozenset({"period", "kpi", "target"}),
    "rates": frozenset({"date", "currency", "rate"}),
    "payments": frozenset({"deal_id", "paid_at", "amount"}),
}

_READS: Mapping[str, Mapping[Reads, str]] = {
    "people": {
        Reads.CHOICE: "role",
        Reads.PHONE: "phone",
        Reads.IDENTIFIER: "extension crm_id",
        Reads.DAY: "hired_at left_at",
    },
    "deals": {
        Reads.IDENTIFIER: "external_id contact_id",
        Reads.CHOICE: "status",
        Reads.MOMENT: "created_at closed_at",
        Reads.AMOUNT: "amount paid cost",
        Reads.PERCENT: "vat",
        Reads.CURRENCY: "currency",
    },
    "stages": {Reads.IDENTIFIER: "deal_id", Reads.MOMENT: "entered_at"},
    "calls": {
        Reads.MOMENT: "started_at",
        Reads.IDENTIFIER: "external_id contact_id",
        Reads.CHOICE: "direction",
        Reads.FLAG: "answered",
        Reads.SECONDS: "talk_seconds wait_seconds",
        Reads.PHONE: "phone",
    },
    "activities": {
        Reads.MOMENT: "at",
        Reads.CHOICE: "kind direction",
        Reads.IDENTIFIER: "external_id deal_id contact_id",
    },
    "costs": {
        Reads.DAYS: "date",
        Reads.AMOUNT: "amount revenue",
        Reads.CHOICE: "category",
        Reads.CURRENCY: "currency",
        Reads.PERCENT: "vat",
        Reads.COUNT: "clicks impressions leads orders",
    },
    "plans": {Reads.TARGET: "target"},
    "rates": {Reads.DAY: "date", Reads.CURRENCY: "currency", Reads.RATE: "rate"},
    "payments": {
        Reads.IDENTIFIER: "deal_id",
        Reads.MOMENT: "paid_at",
        Reads.AMOUNT: "amount",
        Reads.PERCENT: "vat",
        Reads.CURRENCY: "currency",
        Reads.CHOICE: "kind",
    },
}
"""How fields are read; those not named here are text."""

_CHOICES: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("people", "role"): words.ROLE,
    ("deals", "status"): words.STATUS,
    ("calls", "direction"): words.DIRECTION,
    ("activities", "kind"): words.ACTIVITY,
    ("activities", "direction"): words.DIRECTION,
    ("costs", "category"): words.COST,
    ("payments", "kind"): words.PAYMENT,
}


def _fields(kind: str) -> tuple[Field, ...]:
    reads = {name: how for how, names in _READS[kind].items() for name in names.split()}
    return tuple(
        Field(
            name=name,
            reads=reads.get(name, Reads.TEXT),
            needed=name in _NEEDED[kind],
            headings=_names(name, known),
            choice=_CHOICES.get((kind, name)),
        )
        for name, known in HEADINGS[kind].items()
    )


def _names(field: str, known: str) -> tuple[str, ...]:
    headings = (" ".join(heading.split()) for heading in known.split("|"))
    return tuple(dict.fromkeys([field.replace("_", " "), *filter(None, headings)]))


KINDS: Mapping[str, tuple[Field, ...]] = {kind: _fields(kind) for kind in HEADINGS}
"""Every kind that can be imported, with its fields."""
