"""A report as CSV: one line per row, headed by the keys of the columns, safe to open in a spreadsheet.

Values read as in JSON. Text that a spreadsheet would take for a formula is led by an apostrophe; rows inside a row
are JSON text.
"""

import csv
import io
import json
import re

from handlers.speech import Speech
from handlers.tables.plain import plain
from services.domain.money import Money
from services.domain.report import Report, Value

_FORMULA = re.compile("[\t\r\n]|[\\s\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def as_csv(report: Report, _speech: Speech | None = None) -> str:
    """The rows without totals, so that sums of a column are right; commas, line feeds, no byte order mark.

    Equal in every language: the speech is taken because every form of a report is called alike.
    """
    keys = [column.key for column in report.columns]
    target = io.StringIO()
    lines = csv.writer(target, lineterminator="\n")
    lines.writerow(keys)
    lines.writerows([_cell(row.get(key)) for key in keys] for row in report.rows)
    return target.getvalue()


def _cell(value: Value) -> str:
    known = plain(value)
    match known:
        case None:
            return ""
        case bool():
            return "true" if known else "false"
        case str() if not isinstance(value, Money):
            return without_formula(known)
        case list() | dict():
            return json.dumps(known, ensure_ascii=False)
        case _:
            return str(known)


def without_formula(text: str) -> str:
    """The text as a spreadsheet must take it: as text, whatever sign it starts with."""
    text = _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{text}" if _FORMULA.match(text) else text
