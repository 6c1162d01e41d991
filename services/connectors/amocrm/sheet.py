"""What became of some rows: records, rows that were set aside, and values that we have no word for."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from services.connectors.amocrm.values import Row, Senseless, number_in
from services.connectors.kit.contract import Odd, Page
from services.connectors.kit.records import Kind, Record

_LONGEST_ID = 64
_LONGEST_VALUE = 40


class Sheet:
    """Collects what is mapped until it is a page."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.odd: list[Odd] = []
        self.unknown: Counter[str] = Counter()

    def add(self, kind: Kind, rows: Iterable[object], mapped: Callable[[Row], Iterable[Record]]) -> None:
        """Map rows one by one; a row that makes no sense is set aside with the reason."""
        for row in rows:
            if not isinstance(row, Mapping):
                self.odd.append(Odd(kind, "", "no-object"))
                continue
            try:
                self.records += mapped(row)
            except Senseless as senseless:
                self.odd.append(Odd(kind, name_of(row), senseless.why))

    def meets(self, field: str, value: object) -> None:
        """Count a value that the mapping has no word for. Only codes and numbers are told, never what people wrote."""
        self.unknown[f"{field}={str(value)[:_LONGEST_VALUE]}"] += 1

    def page(self, cursor: Mapping[str, Any]) -> Page:
        """All of it, with the place from which reading goes on."""
        return Page(tuple(self.records), cursor, tuple(self.odd), dict(self.unknown))


def name_of(row: Row) -> str:
    """The id of a row for people to look it up; empty where it has none."""
    given = row.get("id")
    told = given if isinstance(given, str) else number_in(given)
    return "" if told is None else str(told)[:_LONGEST_ID]
