"""What a loader needs besides the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from services.domain.company import Company
from services.domain.ids import digest_ids
from services.domain.money import to_minor
from services.domain.people import Roster
from services.files.reading import Reading
from services.store.vault import Vault
from services.usecases.importing.owners import Owners
from services.usecases.worktime import Worktime


@dataclass(slots=True)
class Context:
    """One import: the company, its people and calendars, the vault, and what the file left unsaid."""

    company: Company
    roster: Roster
    owners: Owners
    worktime: Worktime
    vault: Vault
    currency: str | None
    owns: bool = True
    stages: Mapping[str, Sequence[str]] = field(default_factory=dict)
    refused: list[tuple[int, str, dict[str, str | int]]] = field(default_factory=list)
    unknown: dict[str, set[str]] = field(default_factory=dict)
    revenue: str | None = None


class Columns:
    """The columns of a reading, row by row: a column the file lacks gives nothing."""

    def __init__(self, reading: Reading) -> None:
        self._columns = reading.columns
        self.count = len(reading.lines)

    def has(self, name: str) -> bool:
        """Whether the file has the field."""
        return name in self._columns

    def get(self, name: str) -> Sequence[Any]:
        """The field's values; of nothing where the file lacks it."""
        return self._columns.get(name) or [None] * self.count

    def present(self, names: Mapping[str, str]) -> dict[str, Sequence[Any]]:
        """Our columns, by name, of the fields that the file has."""
        return {ours: self._columns[theirs] for theirs, ours in names.items() if theirs in self._columns}


def row_ids(reading: Reading, company: int, kind: str) -> list[int]:
    """Ids by the file's own identifiers; where a row has none, by its content and its turn among equal rows."""
    names: Sequence[Any] = reading.columns.get("external_id") or ()
    if names and all(names):
        return digest_ids(company, kind, names)
    by_content = digest_ids(company, f"{kind} by content", reading.keys)
    if not names:
        return by_content
    named = digest_ids(company, kind, (name or "" for name in names))
    return [own if name else other for name, own, other in zip(names, named, by_content, strict=True)]


def records(columns: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """Columns turned into rows."""
    names = list(columns)
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def minor_of(amounts: Sequence[Decimal | None], currencies: Sequence[str | None], usual: str) -> list[int | None]:
    """Amounts in minor units of each row's currency."""
    return [
        None if amount is None else to_minor(amount, currency or usual)
        for amount, currency in zip(amounts, currencies, strict=True)
    ]
