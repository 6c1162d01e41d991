"""Marks for person-days, which every kind of row leaves behind when it changes."""

from collections.abc import Iterable
from datetime import date

from services.domain.ids import PersonId
from services.store.pending import Kind, Mark


def day_marks(cells: Iterable[tuple[PersonId | int, date | None]]) -> list[Mark]:
    """Marks to count these (person, day) cells again; rows without a day stand in no cell."""
    return [Mark(Kind.DAY, str(person), day) for person, day in dict.fromkeys(cells) if day is not None]
