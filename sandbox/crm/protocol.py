"""The words of the wire: what is asked, what is answered, and refusals that a vendor puts into its own shape."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Wire: TypeAlias = dict[str, Any]
"""An object as it travels."""

_DEEPEST = 8


class Refused(Exception):
    """No: a status, the vendor's code and a sentence. `seconds` says how long to stay away, `html` how it looks."""

    def __init__(self, status: int, code: str, text: str = "", *, seconds: float = 0.0, html: bool = False) -> None:
        super().__init__(f"{status} {code} {text}")
        self.status, self.code, self.text, self.seconds, self.html = status, code, text, seconds, html


class Broken(Refused):
    """A request that breaks the contract: refused, and remembered as a violation."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its method as the ledger of requests names it, its values, the pieces of its path, its headers."""

    method: str
    values: Wire
    path: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: object = None
    base: str = ""
    """The address that was asked, without a path."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back; a body of None is no body at all."""

    status: int
    body: Wire | list[Any] | str | bytes | None = None
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    count: int = 0
    """How many rows it holds."""


def nested(pairs: Iterable[tuple[str, str]]) -> Wire:
    """`a[b][]=1` as PHP reads it: objects, and lists where the keys are 0, 1, 2, …; raises ValueError."""
    top: Wire = {}
    for name, value in pairs:
        head, *inner = name.replace("]", "").split("[")
        if len(inner) > _DEEPEST:
            raise ValueError(f"{head} is nested too deeply")
        place, keys = top, [head, *inner]
        for key in keys[:-1]:
            place = place.setdefault(key or str(len(place)), {})
            if not isinstance(place, dict):
                raise ValueError(f"{head} is a value and an object at once")
        place[keys[-1] or str(len(place))] = value
    return {name: _listed(value) for name, value in top.items()}


def _listed(value: object) -> object:
    if not isinstance(value, dict):
        return value
    inner = {name: _listed(one) for name, one in value.items()}
    return list(inner.values()) if list(inner) == [str(at) for at in range(len(inner))] else inner


def pairs_of(value: object, name: str = "") -> list[tuple[str, str]]:
    """The opposite: an object as the pairs of a form."""
    if isinstance(value, Mapping):
        inner: Iterable[tuple[object, object]] = value.items()
    elif isinstance(value, list | tuple):
        inner = enumerate(value)
    else:
        return [(name, "" if value is None else str(value))]
    return [pair for key, one in inner for pair in pairs_of(one, f"{name}[{key}]" if name else str(key))]
