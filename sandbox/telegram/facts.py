"""What the Bot API knows: methods, types, what each field may hold; read from the committed table."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("facts.json")
_NOTATION = re.compile(
    r"(?P<types>[^!=]*?)(?P<required>!)?(?: =(?P<constant>\w+))?"
    r"(?: (?P<least>\d+)\.\.(?P<most>\d+) (?P<unit>\w+)(?P<parsed> parsed)?)?"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a text, or how big a number, may be; `parsed` texts are counted without their markup."""

    least: int
    most: int
    unit: str
    parsed: bool


@dataclass(frozen=True, slots=True)
class Field:
    """What one field may hold."""

    types: tuple[str, ...]
    required: bool
    constant: str | None
    limit: Limit | None


Fields = Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Facts:
    """The whole reference: fields of methods and types, and which types are one of several."""

    version: str
    reactions: frozenset[str]
    entities: frozenset[str]
    yes: frozenset[str]
    """Methods that answer `true` and nothing else."""
    methods: Mapping[str, Fields]
    types: Mapping[str, Fields]
    unions: Mapping[str, tuple[str, ...]]

    def method_named(self, name: str) -> str | None:
        """A method's own spelling; Telegram does not mind the case."""
        return next((known for known in self.methods if known.lower() == name.lower()), None)


@cache
def the_facts() -> Facts:
    """The committed table, read once."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    types = table["types"]
    return Facts(
        version=table["version"],
        reactions=frozenset(table["reactions"]),
        entities=frozenset(table["entities"]),
        yes=frozenset(table["yes"]),
        methods={name: _fields(fields) for name, fields in table["methods"].items()},
        types={name: _fields(fields) for name, fields in types.items() if isinstance(fields, dict)},
        unions={name: tuple(names) for name, names in types.items() if isinstance(names, list)},
    )


def _fields(notations: Mapping[str, str]) -> Fields:
    return {name: _field(notation) for name, notation in notations.items()}


def _field(notation: str) -> Field:
    read = _NOTATION.fullmatch(notation)
    if read is None:
        raise ValueError(f"the table of facts holds what nobody can read: {notation}")
    limit = read["most"] and Limit(int(read["least"]), int(read["most"]), read["unit"], bool(read["parsed"]))
    return Field(tuple(read["types"].split("|")), bool(read["required"]), read["constant"], limit or None)
