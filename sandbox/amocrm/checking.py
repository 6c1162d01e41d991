"""What a list may be asked for: filters, order, `with`, pages. What is unknown is ignored and noted."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from sandbox.crm.protocol import Asked, Broken, Wire
from sandbox.crm.requests import Entry

Getter = Callable[[Any], object]
Test = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: `ints`, `words`, `range` or `flag` over something of a row; `stages` are pairs of two ids."""

    kind: str
    get: Getter
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """A list: what it takes. `orders` gives what each key of order means."""

    filters: Mapping[str, Filter] = field(default_factory=dict)
    orders: Mapping[str, Getter] = field(default_factory=dict)
    withs: frozenset[str] = frozenset()
    most: int = 250
    text: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A list's request, understood. `name` is the same for requests that mean the same rows in the same order."""

    page: int
    limit: int
    name: str
    tests: tuple[Test, ...]
    order: tuple[tuple[Getter, bool], ...]
    withs: frozenset[str]

    def rows(self, rows: Iterable[Any]) -> list[Any]:
        """The rows that are meant, in order; by id where nothing else is asked."""
        kept = [row for row in rows if all(test(row) for test in self.tests)]
        for get, reverse in reversed(self.order):
            kept.sort(key=get, reverse=reverse)  # type: ignore[arg-type]
        return kept


def by(name: str) -> Getter:
    """An attribute of a row."""
    return attrgetter(name)


def read(asked: Asked, entry: Entry, spec: Spec) -> Read:
    """What is asked for; raises Broken where a value has the wrong type."""
    values = asked.values
    for name in set(values) - {"page", "limit", "with", "filter", "order", *(["query"] if spec.text else [])}:
        entry.violates(f"unknown parameter {name}")
    page, limit = _number(values.get("page", "1"), "page"), _number(values.get("limit", "50"), "limit")
    if page < 1 or not 1 <= limit <= spec.most:
        raise Broken(400, "Bad Request", f"page {page}, limit {limit}: 1 to {spec.most} are allowed")
    meant = values.get("filter", {})
    if not isinstance(meant, dict):
        raise Broken(400, "Bad Request", "filter has no keys")
    order = values.get("order", {})
    name = json.dumps([meant, order], sort_keys=True, ensure_ascii=False)
    withs = _known(_words(values.get("with", "")), spec.withs, "with", entry)
    tests = tuple(_tests(meant, spec, entry))
    return Read(page, limit, name, tests, tuple(_order(order, spec, entry)), frozenset(withs))


def _tests(meant: Wire, spec: Spec, entry: Entry) -> Iterable[Test]:
    for name in _known(meant, spec.filters, "filter", entry):
        filter_ = spec.filters[name]
        values = meant[name]
        if filter_.kind == "stages":
            yield _in(filter_.get, {_stage(one) for one in _listed(values)})
        elif filter_.kind == "range":
            yield _range(filter_.get, values, name)
        elif filter_.kind == "words":
            yield _in(filter_.get, set(_words(values)))
        else:
            numbers = {_number(one, name) for one in _words(values)}
            if filter_.most is not None and len(numbers) > filter_.most:
                raise Broken(400, "Bad Request", f"filter {name}: at most {filter_.most} values")
            yield _in(filter_.get, numbers if filter_.kind == "ints" else {bool(one) for one in numbers})


def _in(get: Getter, wanted: set[Any]) -> Test:
    return lambda row: get(row) in wanted


def _range(get: Getter, values: object, name: str) -> Test:
    if isinstance(values, dict):
        if unknown := set(values) - {"from", "to"}:
            raise Broken(400, "Bad Request", f"filter {name}: {', '.join(sorted(unknown))}")
        low = _number(values.get("from", "-1"), name)
        high = _number(values.get("to", str(2**62)), name)
    else:
        numbers = [_number(one, name) for one in _words(values)]
        low, high = (numbers[0], numbers[-1]) if numbers else (0, -1)

    def within(row: object) -> bool:
        value = get(row)
        return isinstance(value, int) and low <= value <= high

    return within


def _order(order: object, spec: Spec, entry: Entry) -> Iterable[tuple[Getter, bool]]:
    if not isinstance(order, dict):
        raise Broken(400, "Bad Request", "order has no key")
    for name in _known(order, spec.orders, "order", entry):
        if order[name] not in ("asc", "desc"):
            raise Broken(400, "Bad Request", f"order {name} is asc or desc")
        yield spec.orders[name], order[name] == "desc"


def _known(names: Iterable[str], known: Iterable[str], what: str, entry: Entry) -> list[str]:
    fitting = set(known)
    for name in names:
        if name not in fitting:
            entry.violates(f"unknown {what} {name}")
    return [name for name in names if name in fitting]


def _stage(value: object) -> tuple[int, int]:
    if not isinstance(value, dict):
        raise Broken(400, "Bad Request", "filter statuses: pipeline_id and status_id are expected")
    return _number(value.get("pipeline_id"), "pipeline_id"), _number(value.get("status_id"), "status_id")


def _listed(value: object) -> list[object]:
    return list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else [value]


def _words(value: object) -> list[str]:
    """`a,b` or a list."""
    return [word for one in _listed(value) for word in str(one).split(",") if word]


def _number(value: object, name: str) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise Broken(400, "Bad Request", f"{name}: {value!r} is no number") from None
