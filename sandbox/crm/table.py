"""Rows of one kind by their ids, and sorted cuts of them that are made once and kept until something changes."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from typing import Generic, Protocol, TypeVar


class Numbered(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> int:
        """The id."""
        ...


Row = TypeVar("Row", bound=Numbered)
Made = TypeVar("Made")
_KEPT = 24


class Table(Generic[Row]):
    """Rows by id; `all` has them in the order of their ids."""

    def __init__(self, first_id: int) -> None:
        self._rows: dict[int, Row] = {}
        self._next = first_id
        self.version = 0
        """Grows with every change."""
        self._kept: OrderedDict[Hashable, object] = OrderedDict()
        self._kept_for = 0

    def new_id(self) -> int:
        """The id of the next row."""
        self._next += 1
        return self._next - 1

    def add(self, row: Row) -> Row:
        """Take a new row in."""
        self._rows[row.id] = row
        self.version += 1
        return row

    def changed(self) -> None:
        """Some row is different now: cuts made before are void."""
        self.version += 1

    def kept(self, name: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once for a name as long as no row changes."""
        if self._kept_for != self.version:
            self._kept.clear()
            self._kept_for = self.version
        if name not in self._kept:
            self._kept[name] = make()
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        found: Made = self._kept[name]  # type: ignore[assignment]
        return found

    @property
    def all(self) -> list[Row]:
        """Every row in the order of its id."""
        return self.kept("all", lambda: sorted(self._rows.values(), key=lambda row: row.id))

    def get(self, number: int | None) -> Row | None:
        """The row with this id."""
        return None if number is None else self._rows.get(number)

    def __getitem__(self, number: int) -> Row:
        return self._rows[number]

    def __contains__(self, number: object) -> bool:
        return number in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows.values())
