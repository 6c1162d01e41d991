"""What stands in a row of Bitrix24, read with patience: old methods write numbers as text, new ones as numbers."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from services.connectors.kit.contract import Cursor, Odd, Page
from services.connectors.kit.records import Employee, Kind, Record

Row: TypeAlias = Mapping[str, Any]

_LARGEST_ID = 2**63 - 1
_LONGEST_TEXT = 500
_YEARS = range(1990, 2101)
_LARGEST_AMOUNT = Decimal(10) ** 15


class Senseless(Exception):
    """A row that makes no sense; `why` is one word."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class Tray:
    """What became of rows: records, rows set aside, and counted values that have no word."""

    records: list[Record] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)

    def take(self, kind: Kind, rows: Iterable[Any], make: Callable[[Row, "Tray"], Record | None], id_name: str) -> None:
        """Map rows one by one; what makes no sense is set aside under its id."""
        for row in rows:
            if not isinstance(row, Mapping):
                self.odd.append(Odd(kind, "", "no-object"))
                continue
            try:
                record = make(row, self)
            except Senseless as senseless:
                self.odd.append(Odd(kind, str(row.get(id_name) or "")[:64], senseless.why))
                continue
            if record is not None:
                self.records.append(record)

    def strange(self, name: str, value: object) -> None:
        """Count a value that has no word."""
        self.unknown[f"{name}={str(value)[:64]}"] += 1

    def page(self, cursor: Cursor) -> Page:
        """All of it as a page."""
        return Page(tuple(self.records), cursor, tuple(self.odd), dict(self.unknown))


def text(value: object) -> str | None:
    """A text without what no database takes; None for an empty one and for what is no text."""
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        return None
    clean = str(value).encode("utf-8", "replace").decode().replace("\0", "").strip()
    return clean[:_LONGEST_TEXT] or None


def number(value: object) -> int | None:
    """A whole number; None for what is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return int(value) if value.is_finite() and abs(value) <= _LARGEST_ID and value == int(value) else None
    bare = value.strip() if isinstance(value, str) else ""
    return int(bare) if bare.isascii() and bare.lstrip("-").isdigit() and len(bare) < 20 else None


def ident(value: object) -> str | None:
    """An id as text; None for 0, which is how the vendor says "nobody"."""
    found = number(value)
    return str(found) if found is not None and 0 < found <= _LARGEST_ID else None


def own_id(row: Row, name: str) -> str:
    """The id of a row; Senseless without one."""
    found = ident(row.get(name))
    if found is None:
        raise Senseless("id")
    return found


def moment(value: object) -> datetime | None:
    """A moment in UTC; None for an empty one, Senseless for one without a zone or out of all years."""
    if value in (None, "", 0, [], {}) or isinstance(value, Mapping):
        return None
    try:
        read = datetime.fromisoformat(str(value))
        if read.tzinfo is None or read.year not in _YEARS:
            raise Senseless("moment")
        return read.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Senseless("moment") from None


def needed_moment(row: Row, name: str) -> datetime:
    """A moment that has to be there."""
    found = moment(row.get(name))
    if found is None:
        raise Senseless("moment")
    return found


def seconds(value: object) -> int:
    """A moment in whole seconds of Unix, 0 where it cannot be read: for paging, never for a record."""
    try:
        found = moment(value)
    except Senseless:
        return 0
    return int(found.timestamp()) if found else 0


def planned(value: object) -> datetime | None:
    """The noon of a day that is written as a midnight of whatever offset; None where there is none."""
    if moment(value) is None:
        return None
    read = datetime.fromisoformat(str(value))
    return datetime.combine(read.date(), time(12), read.tzinfo).astimezone(UTC)


def money(value: object) -> tuple[Decimal | None, str | None]:
    """An amount with its currency where one is named: `480000.00`, `310000|RUB`; Senseless when it is neither."""
    if value in (None, "", "|") or isinstance(value, list | bool):
        return None, None
    bare, _, currency = str(value).partition("|")
    if not bare.strip():
        return None, None
    try:
        amount = Decimal(bare.strip())
    except InvalidOperation:
        raise Senseless("amount") from None
    if not amount.is_finite() or abs(amount) > _LARGEST_AMOUNT:
        raise Senseless("amount")
    return amount, currency.strip() or None


def yes(value: object) -> bool:
    """A flag of either dialect."""
    return value is True or str(value).upper() in ("Y", "1", "TRUE")


def employee(value: object) -> Employee | None:
    """Somebody of the portal; None for nobody."""
    found = ident(value)
    return Employee(found) if found else None


def stamp(at: int) -> str:
    """A moment of Unix as filters take it, with its offset."""
    return datetime.fromtimestamp(at, UTC).isoformat()
