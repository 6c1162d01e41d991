"""Reports that are lists rather than lengths: a name, its value, and the rest in small print."""

from collections.abc import Iterable, Mapping

from handlers.charts.picture import JOINT, Picture, Row, names, picture, without_tail
from handlers.speech import DIMENSIONS, ReportWords
from services.domain.report import Unit, Value

_ORIGIN = ("set_by", "because")


def remark(words: ReportWords, keys: Iterable[str], row: Mapping[str, Value]) -> str:
    """The values of a row that exist, one after another."""
    return JOINT.join(words.cell(key, row) for key in keys if row.get(key) not in (None, ""))


def _since(words: ReportWords, row: Mapping[str, Value]) -> str:
    return "" if row.get("from") is None else words.speech.say("chart-rule-from", day=words.cell("from", row))


def rules_picture(words: ReportWords) -> Picture:
    """Each rule: whose it is, what it asks, on which days and where it comes from."""
    rows = words.report.rows
    one = len({row.get("person") for row in rows}) == 1
    drawn = [
        Row(
            label=words.cell("kpi" if one else "person", row),
            value=words.cell("target", row) if one else remark(words, ("kpi", "target"), row),
            note=JOINT.join(
                filter(None, (remark(words, ("weekday",), row), _since(words, row), remark(words, _ORIGIN, row)))
            ),
        )
        for row in rows
    ]
    count = words.speech.say("chart-rules-title", n=len(rows))
    title = f"{words.cell('person', rows[0])}: {count}" if one else count
    return picture(words, title, without_tail(drawn, words))


def listing_picture(words: ReportWords) -> Picture:
    """Any other report: the first number of each row, the others beside it in small print."""
    columns = [column for column in words.shown() if column.key not in (*DIMENSIONS, "view")]
    numbers = [column.key for column in columns if column.unit is not Unit.TEXT] or [column.key for column in columns]
    drawn = [
        Row(name, remark(words, numbers[:1], row), note=remark(words, numbers[1:4], row))
        for name, row in zip(names(words), words.report.rows, strict=True)
    ]
    return picture(words, words.title(), without_tail(drawn, words))


def values_picture(words: ReportWords) -> Picture:
    """One row: each of its numbers by name, without those that do not exist."""
    row = words.report.rows[0]
    drawn = [
        Row(words.label(column.key), words.cell(column.key, row))
        for column in words.shown()
        if column.key not in (*DIMENSIONS, "view") and row.get(column.key) is not None
    ]
    return picture(words, names(words)[0], drawn)
