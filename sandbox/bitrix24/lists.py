"""Lists of fifty rows a page: by `start` and `next` with a total, or by id with `start` -1 and no total."""

import json
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.bitrix24.columns import Column, Columns, new_wire, old_wire, original_name
from sandbox.bitrix24.filters import Test, ordered, tests_of
from sandbox.bitrix24.portal import Portal
from sandbox.crm.protocol import Broken, Wire
from sandbox.crm.requests import Entry
from sandbox.crm.table import Table

PAGE = 50
Params = Mapping[str, Any]


@dataclass(slots=True)
class Result:
    """What a method gives: the value, and what stands beside it; `counted` is how many rows had to be counted."""

    value: Any
    total: int | None = None
    next: int | None = None
    rows: int = 1
    counted: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its rows, its columns, its manners."""

    name: str
    table: Callable[[], Table[Any]]
    columns: Columns
    wrap: str = ""
    """The name under which rows stand inside the result; bare rows without one."""
    old: bool = False
    strict: bool = False
    keyset: bool = True
    """Whether `start` -1 is honoured; else it is the first page."""
    id_name: str = "id"
    live: Test = field(default=lambda row: True)
    renamed: Callable[[str], str] = field(default=lambda name: name)


def page(portal: Portal, listing: Listing, params: Params, entry: Entry) -> Result:
    """The page that was asked for."""
    start, meant = _start(params.get("start", 0), entry), params.get("filter") or {}
    if not isinstance(meant, dict):
        raise Broken(400, "INVALID_ARG_VALUE", "filter is no object")
    after, upto, others = _between(listing, meant, params.get("order"))
    table = listing.table()
    key = (listing.name, json.dumps([others, params.get("order")], sort_keys=True, default=str))
    rows, ids = table.kept(key, lambda: _rows(portal, listing, table, others, params.get("order"), entry))
    begin = bisect_right(ids, after) if after is not None and ids is not None else 0
    end = bisect_right(ids, upto) if upto is not None and ids is not None else len(rows)
    by_id = start == -1 and listing.keyset
    first = begin + (0 if by_id else max(start, 0))
    shown = rows[first : min(first + PAGE, end)]
    names, original = _selected(listing, params, entry), params.get("useOriginalUfNames") == "Y"
    wire = [_face(portal, listing, row, names, original=original) for row in shown]
    value: Any = {listing.wrap: wire} if listing.wrap else wire
    if by_id:
        return Result(value, 0, None, len(wire))
    more = first + PAGE < end
    total = max(end - begin, 0)
    return Result(value, total, first - begin + PAGE if more else None, len(wire), total)


def _rows(portal: Portal, listing: Listing, table: Table[Any], meant: Wire, order: object,
          entry: Entry) -> tuple[list[Any], list[int] | None]:  # fmt: skip
    tests = tests_of(portal, meant, listing.columns, entry, strict=listing.strict)
    kept = [row for row in table.all if listing.live(row) and all(test(row) for test in tests)]
    kept = ordered(kept, order, listing.columns, entry, strict=listing.strict)
    return kept, [row.id for row in kept] if _is_by_id(listing, order) else None


def _is_by_id(listing: Listing, order: object) -> bool:
    return not order or (isinstance(order, dict) and [*order] == [listing.id_name]
                         and str(order[listing.id_name]).upper() == "ASC")  # fmt: skip


def _between(listing: Listing, meant: Wire, order: object) -> tuple[int | None, int | None, Wire]:
    """The ids between which rows are wanted, so that pages by id are slices of one list; and all other filters."""
    if not _is_by_id(listing, order):
        return None, None, meant
    after, upto = (_bound(f"{sign}{listing.id_name}", meant) for sign in (">", "<="))
    ours = {f">{listing.id_name}", f"<={listing.id_name}"}
    return after, upto, {name: value for name, value in meant.items() if name not in ours}


def _bound(key: str, meant: Wire) -> int | None:
    try:
        return int(str(meant[key])) if key in meant else None
    except ValueError:
        raise Broken(400, "INVALID_ARG_VALUE", f"filter {key}: {meant[key]!r} is no id") from None


def _start(value: object, entry: Entry) -> int:
    try:
        start = int(str(value))
    except ValueError:
        raise Broken(400, "INVALID_ARG_VALUE", f"start {value!r} is no number") from None
    if start < -1 or (start > 0 and start % PAGE):
        entry.violates(f"start {start} is no beginning of a page")
    return start


def _selected(listing: Listing, params: Params, entry: Entry) -> list[str]:
    """The fields that are shown; custom ones only where they are named or everything is wanted."""
    wanted = params.get("select") or []
    several = list(wanted.values()) if isinstance(wanted, dict) else wanted if isinstance(wanted, list) else [wanted]
    usual = [name for name, one in listing.columns.items() if not one.only_whole and not _is_custom(name)]
    whole = [name for name in listing.columns if not listing.old or not _is_custom(name)]
    if not several:
        return usual
    chosen: dict[str, None] = {}
    for name in several:
        if name == "*":
            chosen |= dict.fromkeys(whole)
        elif name in ("UF_*", "ufCrm_*"):
            chosen |= dict.fromkeys(one for one in listing.columns if _is_custom(one))
        elif name in listing.columns:
            chosen[name] = None
        else:
            entry.violates(f"unknown select {name}")
    chosen.setdefault(listing.id_name)
    return [name for name in chosen if name in listing.columns]


def _is_custom(name: str) -> bool:
    return name.lower().startswith(("uf_crm_", "ufcrm_")) and name != "UF_CRM_TASK"


def _face(portal: Portal, listing: Listing, row: object, names: list[str], *, original: bool) -> Wire:
    wire: Callable[[Portal, Column, object], object] = old_wire if listing.old else new_wire
    named = original_name if original else listing.renamed
    return {named(name): wire(portal, listing.columns[name], row) for name in names}
