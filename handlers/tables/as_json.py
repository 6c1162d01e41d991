"""A report as JSON: the shape that other programs rely on (docs/reports.md)."""

import json
import re
from zoneinfo import ZoneInfo

from handlers.speech import ReportWords, Speech
from handlers.tables.plain import plain, plain_row, speakable
from services.domain.report import Report

_CONTROLS = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""What JSON lets stand as it is and a terminal may obey: written as escapes, the text stays the same."""


def as_json(report: Report, speech: Speech) -> str:
    """The whole report, its keys in the order of the columns, ending with a line break; equal for equal reports.

    Days of the period both belong to it; a value that does not exist is null. Only the definitions depend on the
    language.
    """
    words = ReportWords(report, speech)
    keys = [column.key for column in report.columns]
    shape = {
        "report": report.name,
        "company": speakable(report.company),
        "period": {
            "from": report.period.first.isoformat(),
            "to": report.period.last.isoformat(),
            "timezone": report.timezone,
        },
        "as_of": report.as_of.astimezone(ZoneInfo(report.timezone)).isoformat(),
        "rows": [plain_row(row, dict.fromkeys((*keys, *row))) for row in report.rows],
        "totals": {key: plain(value) for key, value in report.totals.items()},
        "excluded": dict(report.excluded),
        "definitions": {key: words.meaning(key) for key in report.definitions},
    }
    text = json.dumps(shape, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
