"""Commands of a batch, written as PHP reads them: `crm.item.list?filter[%3Eid]=5&select[]=id`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Command:
    """One question to a method."""

    method: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """As it stands in a batch."""
        pairs = list(_pairs(self.params, ""))
        return f"{self.method}?{urlencode(pairs)}" if pairs else self.method


def _pairs(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _pairs(inner, f"{name}[{key}]" if name else str(key))
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from _pairs(inner, f"{name}[{at}]")
    else:
        yield name, str(value)
