"""What of a report a reader's table shows: columns that say something, and rows that stand inside rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.speech import DIMENSIONS, ReportWords
from services.domain.report import Column, Unit, Value


@dataclass(frozen=True, slots=True)
class Inner:
    """The rows inside the rows of one column, each led by what its outer row is about."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...]


def worth_showing(words: ReportWords) -> list[Column]:
    """The columns without the dimensions nobody asked for, and without the view, which stands in the title."""
    columns = [column for column in words.shown() if column.key != "view"]
    told = [column for column in columns if column.key not in DIMENSIONS or _told(words, column.key)]
    return told if told and told[0].key in (columns[0].key, *DIMENSIONS) else columns[:1] + told


def _told(words: ReportWords, key: str) -> bool:
    return any(row.get(key) is not None for row in words.report.rows)


def inner_tables(words: ReportWords) -> list[Inner]:
    """Each column that holds rows, as a table of its own; what no row has is left out."""
    outer = [column for column in worth_showing(words) if column.key in DIMENSIONS]
    outer = [column for column in outer if column.key != "team" or column is outer[0]]
    found = []
    for column in words.report.columns:
        if column.unit is not Unit.NESTED:
            continue
        rows = tuple(
            {**{about.key: row.get(about.key) for about in outer}, **item}
            for row in words.report.rows
            for item in _items(row.get(column.key))
        )
        if rows:
            seen = dict.fromkeys(key for row in rows for key in row)
            keys = [key for key in seen if key != "view" and any(row.get(key) is not None for row in rows)]
            found.append(Inner(column.key, tuple(Column(key, words.unit(key)) for key in keys), rows))
    return found


def _items(value: Value) -> Sequence[Mapping[str, Value]]:
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()
