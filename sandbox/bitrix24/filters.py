"""Filters and orders of the portal: `>=updatedTime`, `@stageId`, `!id`, `%title`."""

from collections.abc import Callable
from typing import Any

from sandbox.bitrix24.columns import Column, Columns
from sandbox.bitrix24.portal import Portal
from sandbox.crm.protocol import Broken, Refused
from sandbox.crm.requests import Entry

Test = Callable[[Any], bool]
_SIGNS = (">=", "<=", "!@", "!=", "!%", "=%", "><", ">", "<", "@", "!", "=", "%")
_TRUE = {"Y", "1", "TRUE"}


def parted(key: str) -> tuple[str, str]:
    """A key's sign and its field."""
    sign = next((sign for sign in _SIGNS if key.startswith(sign)), "")
    return sign, key[len(sign) :]


def tests_of(portal: Portal, meant: object, columns: Columns, entry: Entry, *, strict: bool) -> list[Test]:
    """What a row must hold against; an unknown field is refused where the method is strict, else ignored."""
    if not isinstance(meant, dict):
        if meant:
            raise Broken(400, "INVALID_ARG_VALUE", "filter is no object")
        return []
    made = []
    for key, value in meant.items():
        sign, name = parted(key)
        column = columns.get(name)
        if column is None:
            if strict:
                raise Broken(400, "INVALID_ARG_VALUE", f"Invalid filter: field '{name}' is not allowed in filter")
            entry.violates(f"unknown filter {key}")
            continue
        made.append(_test(portal, sign, column, value, key))
    return made


def _test(portal: Portal, sign: str, column: Column, value: object, key: str) -> Test:
    get = column.get
    if "%" in sign:
        word = str(value).strip("%").lower()
        return lambda row: (word in str(get(row) or "").lower()) is not sign.startswith("!")
    if isinstance(value, list | dict) or "@" in sign:
        several = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else [value]
        wanted = {_read(portal, column, one, key) for one in several}
        return lambda row: (_bare(get(row)) in wanted) is not sign.startswith("!")
    wish = _read(portal, column, value, key)
    if sign in ("", "=", "!", "!="):
        return lambda row: (_bare(get(row)) == wish) is not sign.startswith("!")
    return _compared(get, sign, wish)


def _compared(get: Callable[[Any], Any], sign: str, wish: Any) -> Test:
    tests: dict[str, Test] = {
        ">": lambda row: _bare(get(row)) > wish, ">=": lambda row: _bare(get(row)) >= wish,
        "<": lambda row: _bare(get(row)) < wish, "<=": lambda row: _bare(get(row)) <= wish,
    }  # fmt: skip
    if sign not in tests:
        raise Broken(400, "INVALID_ARG_VALUE", f"the sign {sign} is not played")
    return lambda row: get(row) is not None and tests[sign](row)


def _bare(value: object) -> Any:
    """Money of a custom field compares by its number."""
    if isinstance(value, str) and value.count("|") == 1 and value.split("|")[0].isdigit():
        return int(value.split("|")[0])
    return value


def _read(portal: Portal, column: Column, value: object, key: str) -> Any:
    try:
        if value is None or (value == "" and column.kind != "text"):
            return None
        if column.kind in ("int", "money"):
            return int(float(str(value)))
        if column.kind in ("moment", "day"):
            return portal.unix(value)
        if column.kind == "flag":
            return str(value).upper() in _TRUE
        return _bare(value) if isinstance(value, int | bool) else _bare(str(value))
    except ValueError:
        raise Broken(400, "INVALID_ARG_VALUE", f"filter {key}: {value!r} cannot be read") from None


def ordered(rows: list[Any], order: object, columns: Columns, entry: Entry, *, strict: bool) -> list[Any]:
    """The rows in the order that was asked for; by id where none was."""
    if isinstance(order, dict):
        for name, way in reversed(list(order.items())):
            if name not in columns or str(way).upper() not in ("ASC", "DESC"):
                if strict:
                    raise Refused(400, "INVALID_ARG_VALUE", f"Invalid order: {name} {way}")
                entry.violates(f"unknown order {name} {way}")
                continue
            get = columns[name].get
            rows = sorted(rows, key=lambda row: _sortable(get(row)), reverse=str(way).upper() == "DESC")
    return rows


def _sortable(value: object) -> tuple[bool, Any]:
    return value is not None, value
