"""A report for a terminal: a table that fits its width, totals, what was left out and how the numbers are counted."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from fractions import Fraction

from handlers.speech import DIMENSIONS, ReportWords, Speech, harmless
from handlers.tables.inner import inner_tables, worth_showing
from handlers.tables.layout import Shown, parts
from handlers.tables.page import Page
from services.domain.money import Money
from services.domain.report import Column, Report, Unit, Value

_LEADING = frozenset({*DIMENSIONS, "place", "external_id", "kpi", "text", "started_at"})
_SAYABLE_ONCE = frozenset({"team", "pipeline", "stage", "source", "product", "weekday", "set_by", "from", "to"})
_FEW = 3
"""So many rows stand side by side as columns when the table would not fit otherwise."""

_TELLING_WHEN_EMPTY = frozenset({"weekday"})
"""No weekday means every working day."""

_NUMBERS = (int, Fraction, Money, timedelta, time, datetime)

Rows = Sequence[Mapping[str, Value]]


def as_text(report: Report, speech: Speech, width: int = 80, *, colour: bool = False, definitions: bool = True) -> str:
    """The report in lines of at most `width` cells; `colour` only for a terminal, or ESC codes end in files.

    Columns without any value are named instead of shown, in a KPI sheet also those that are all zero. A table too
    wide is shown in parts, each with the leading columns, and one of few rows is turned on its side.
    """
    page = Page(width, colour)
    words = ReportWords(report, speech)
    page.say(words.title(), "bold")
    page.say(f"{harmless(report.company)} · {words.span()}")
    page.say(speech.say("table-fresh", moment=speech.moment(words.fresh()), zone=harmless(report.timezone)))
    shown = _main_table(page, words)
    for inner in inner_tables(words):
        page.gap()
        page.say(words.label(inner.key), "bold")
        page.table(_columns(words, _said_once(page, words, inner.columns, inner.rows), inner.rows, {}))
        shown |= {column.key for column in inner.columns}
    _footnotes(page, words, shown if definitions else set())
    return page.text()


def _main_table(page: Page, words: ReportWords) -> set[str]:
    """Prints the rows with their totals; the keys that a reader has seen."""
    report, speech = words.report, words.speech
    page.gap()
    if not report.rows:
        return _totals_alone(page, words)
    columns = worth_showing(words)
    silent = [column for column in columns if _is_silent(column, report) and column is not columns[0]]
    zeros = [column for column in columns if _is_zero(column, report)]
    unraised = [column for column in columns if column.unit is Unit.FLAG and not _is_raised(column.key, report.rows)]
    told = _said_once(page, words, columns, report.rows)
    told = [column for column in told if column not in (*silent, *zeros, *unraised)]
    totals = {key: value for key, value in report.totals.items() if key in {column.key for column in told}}
    shown = _columns(words, told, report.rows, totals)
    turned = _on_its_side(words, told, report.rows, totals) if len(report.rows) <= _FEW else []
    if turned and len(parts(turned, page.width)) < len(parts(shown, page.width)):
        page.table(turned)
    else:
        page.table(shown, total=bool(totals))
    loose = words.loose_totals({column.key for column in columns})
    if loose:
        page.gap()
    _say_totals(page, words, loose)
    for phrase, unseen in (("table-zeros-in", zeros), ("table-no-data-in", silent)):
        if unseen:
            page.gap()
            labels = "; ".join(words.label(column.key) for column in unseen)
            page.say(speech.say(phrase, columns=labels), "dim")
    return {*(column.key for column in told), *loose}


def _totals_alone(page: Page, words: ReportWords) -> set[str]:
    """Without rows there may be something to tell still: deals that have no stages have a win rate."""
    if not any(isinstance(value, int) and value for value in words.report.totals.values()):
        page.say(words.speech.say("table-no-rows"))
        return set()
    keys = words.loose_totals(set())
    _say_totals(page, words, keys)
    return set(keys)


def _say_totals(page: Page, words: ReportWords, keys: Sequence[str]) -> None:
    for key in keys:
        page.say(f"{words.label(key)}: {words.cell(key, words.report.totals)}")


def _is_silent(column: Column, report: Report) -> bool:
    if column.key in _TELLING_WHEN_EMPTY:
        return False
    return all(row.get(column.key) in (None, "") for row in (*report.rows, report.totals))


def _is_raised(key: str, rows: Rows) -> bool:
    """Nobody away is nothing to tell; other flags say something either way."""
    return key != "away" or any(row.get(key) for row in rows)


def _said_once(page: Page, words: ReportWords, columns: Sequence[Column], rows: Rows) -> list[Column]:
    """Says above the table what all its lines share; the other columns, of which one at least names the lines."""
    same = [column for column in columns if column.key in _SAYABLE_ONCE and _is_same(column.key, rows)]
    named = [column for column in columns if column.key in _LEADING]
    if named and set(named) <= set(same):
        same = [column for column in same if column is not named[-1]]
    for column in same:
        page.say(f"{words.label(column.key)}: {words.cell(column.key, rows[0])}")
    if same:
        page.gap()
    return [column for column in columns if column not in same]


def _is_same(key: str, rows: Rows) -> bool:
    first = rows[0].get(key)
    return (first is not None or key in _TELLING_WHEN_EMPTY) and all(row.get(key) == first for row in rows)


def _is_zero(column: Column, report: Report) -> bool:
    """A KPI that nobody has anything of; elsewhere a zero is worth its column."""
    if report.name != "kpi" or column.unit not in (Unit.COUNT, Unit.SECONDS, Unit.MONEY, Unit.NUMBER):
        return False
    values = [row.get(column.key) for row in (*report.rows, report.totals)]
    known = [value for value in values if value is not None]
    return bool(known) and all(_nothing(value) for value in known)


def _nothing(value: Value) -> bool:
    return value.minor == 0 if isinstance(value, Money) else not isinstance(value, str) and not value


def _columns(words: ReportWords, columns: Sequence[Column], rows: Rows, totals: Mapping[str, Value]) -> list[Shown]:
    """The columns in words; the line of totals, where there are any, says so under the first column of text."""
    shown = []
    named = not totals
    leads = True
    for place, column in enumerate(columns):
        values = [row.get(column.key) for row in rows]
        right = any(isinstance(value, _NUMBERS) and not isinstance(value, bool) for value in values)
        cells = [words.cell(column.key, row) for row in rows]
        if totals:
            total = words.cell(column.key, totals) if column.key in totals else ""
            cells.append(total if named or right else words.speech.say("table-total"))
            named = named or not right
        leads = leads and column.key in _LEADING and (column.key != "team" or not place)
        shown.append(Shown(words.label(column.key), cells, right, leads, column.key == "external_id"))
    return shown


def _on_its_side(words: ReportWords, columns: Sequence[Column], rows: Rows, totals: Mapping[str, Value]) -> list[Shown]:
    """A line for each number and a column for each row, headed by what the row is about; several rows are totalled."""
    about = [column for column in columns if column.key in _LEADING]
    rest = [column for column in columns if column not in about]
    turned = [Shown("", [words.label(column.key) for column in rest], right=False, leads=True)]
    for row in rows:
        cells = [words.cell(column.key, row) for column in rest]
        turned.append(Shown(words.name_of(row, [column.key for column in about]), cells, right=True))
    if totals and len(rows) > 1:
        cells = [words.cell(column.key, totals) if column.key in totals else "" for column in rest]
        turned.append(Shown(words.speech.say("table-total"), cells, right=True))
    return turned


def _footnotes(page: Page, words: ReportWords, shown: set[str]) -> None:
    """What was left out and why, and how the shown numbers are counted."""
    left_out = words.exclusions()
    if left_out:
        page.gap()
        page.say(words.speech.say("table-excluded"))
        for reason, count in left_out:
            page.say(f"{words.speech.number(count)} — {reason}", indent=2)
    views = {key for key in words.report.definitions if key.startswith(("view", "roi_", "roi-"))}
    meanings = words.definitions(shown | views) if shown else []
    if meanings:
        page.gap()
        page.say(words.speech.say("table-definitions"))
        for name, meaning in meanings:
            page.say(f"{name}: {meaning}", "dim", indent=2)
