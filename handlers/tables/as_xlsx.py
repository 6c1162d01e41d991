"""A report as a workbook: rows with totals, a sheet for each kind of rows inside rows, and how it is counted.

Text stays text whatever it starts with, numbers are numbers, times stand as the clock on the wall shows them.
"""

from collections.abc import Mapping, Sequence

from handlers.speech import ReportWords, Speech
from handlers.tables.inner import inner_tables, worth_showing
from handlers.tables.paper import HEADING, LEFT, TITLE, TOTAL, WRAPPED, Paper, Sheet
from services.domain.report import Column, Report, Value

_LINES = 1_000_000
"""A sheet holds 1,048,576 lines; what is more goes on to another sheet."""

_SAMPLE = 200
_NARROWEST, _WIDEST = 10, 46

Rows = Sequence[Mapping[str, Value]]


def as_xlsx(report: Report, speech: Speech) -> bytes:
    """The workbook as a file; equal for equal reports."""
    words = ReportWords(report, speech)
    paper = Paper(words)
    columns = worth_showing(words)
    _rows(paper, speech.say(f"report-{report.name}"), columns, report.rows, _totals(words, columns))
    for inner in inner_tables(words):
        _rows(paper, words.label(inner.key), inner.columns, inner.rows, {})
    _about(paper.sheet(speech.say("sheet-about")), words, {column.key for column in columns})
    return paper.finished()


def _totals(words: ReportWords, columns: Sequence[Column]) -> Mapping[str, Value]:
    """The totals that stand under columns of their own."""
    totals = words.report.totals
    return {column.key: totals[column.key] for column in columns if totals.get(column.key) is not None}


def _rows(paper: Paper, name: str, columns: Sequence[Column], rows: Rows, totals: Mapping[str, Value]) -> None:
    for start in range(0, max(len(rows), 1), _LINES):
        part = rows[start : start + _LINES]
        sheet = paper.sheet(name)
        _headings(sheet, columns, part)
        for line, row in enumerate(part, start=1):
            for place, column in enumerate(columns):
                sheet.value(line, place, column.key, row)
    if totals and rows:
        for place, column in enumerate(columns):
            if column.key in totals:
                sheet.value(len(part) + 1, place, column.key, totals, TOTAL)
        sheet.text(len(part) + 1, 0, paper.words.speech.say("table-total"), TOTAL)


def _headings(sheet: Sheet, columns: Sequence[Column], rows: Rows) -> None:
    words = sheet.paper.words
    for place, column in enumerate(columns):
        label = words.label(column.key)
        sheet.text(0, place, label, HEADING)
        seen = [words.cell(column.key, row) for row in rows[:_SAMPLE]]
        widest = max(map(len, [*label.split(), *seen]), default=0) + 2
        sheet.page.set_column(place, place, min(_WIDEST, max(_NARROWEST, widest)))
    sheet.page.freeze_panes(1, 1)
    if columns and rows:
        sheet.page.autofilter(0, 0, len(rows), len(columns) - 1)


def _about(sheet: Sheet, words: ReportWords, in_columns: set[str]) -> None:
    """What the report is, the totals without a column, what the numbers mean and what was left out."""
    report, speech = words.report, words.speech
    sheet.page.set_column(0, 0, 32)
    sheet.page.set_column(1, 1, 96)
    sheet.text(0, 0, words.title(), TITLE)
    facts = (
        ("sheet-company", report.company),
        ("sheet-period", words.span()),
        ("sheet-zone", report.timezone),
        ("sheet-fresh", speech.moment(words.fresh())),
    )
    for line, (phrase, fact) in enumerate(facts, start=1):
        sheet.text(line, 0, speech.say(phrase))
        sheet.text(line, 1, fact)
    line = len(facts) + 1
    for key in words.loose_totals(in_columns):
        sheet.text(line, 0, words.label(key))
        sheet.value(line, 1, key, report.totals, LEFT)
        line += 1
    line = _pairs(sheet, line + 1, ("table-metric", "sheet-meaning"), words.definitions())
    _pairs(sheet, line + 1, ("table-reason", "table-count"), words.exclusions())


def _pairs(sheet: Sheet, line: int, headings: tuple[str, str], pairs: Sequence[tuple[str, str | int]]) -> int:
    """Two columns under their headings, nothing at all without pairs; the next free line."""
    if not pairs:
        return line
    for place, heading in enumerate(headings):
        sheet.text(line, place, sheet.paper.words.speech.say(heading), HEADING)
    for offset, (name, told) in enumerate(pairs, start=1):
        sheet.text(line + offset, 0, name, WRAPPED)
        if isinstance(told, int):
            sheet.number(line + offset, 1, told, LEFT)
        else:
            sheet.text(line + offset, 1, told, WRAPPED)
    return line + len(pairs) + 1
