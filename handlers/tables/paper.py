"""A workbook being written: text that stays text, numbers with their formats. XlsxWriter is known only here."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from handlers.speech import DIMENSIONS, ReportWords, Speech
from handlers.speech.currencies import SIGNS
from handlers.tables.plain import speakable
from services.domain.kpi import CLOCK_PARTS
from services.domain.money import Money, exponent
from services.domain.report import Unit, Value

_LONGEST_TEXT = 32_767
_LARGEST_EXACT = 10**15
_BEGINNING = datetime(1899, 12, 30)
_A_DAY = timedelta(days=1)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")

PLAIN: Mapping[str, Any] = {}
TITLE: Mapping[str, Any] = {"bold": True, "font_size": 14}
HEADING: Mapping[str, Any] = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EEF2F6"}
TOTAL: Mapping[str, Any] = {"bold": True, "top": 1}
LEFT: Mapping[str, Any] = {"align": "left"}
WRAPPED: Mapping[str, Any] = {"text_wrap": True, "valign": "top"}


class Paper:
    """A workbook for one report; `created` is the only moment written into it, so equal reports give equal files."""

    def __init__(self, words: ReportWords) -> None:
        self.words = words
        self._target = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = Workbook(self._target, options)
        self._book.set_properties({"created": words.report.as_of.astimezone(UTC).replace(tzinfo=None)})
        self._formats: dict[str, Any] = {}

    def sheet(self, name: str) -> "Sheet":
        """A new sheet; a name that another sheet has is told apart by a number."""
        tidy = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:28]
        taken = {known.lower() for known in self._book.sheetnames}
        names = (tidy, *(f"{tidy} {number}" for number in range(2, 100)))
        return Sheet(self, self._book.add_worksheet(next(name for name in names if name.lower() not in taken)))

    def format(self, *styles: Mapping[str, Any]) -> Any:
        """The format of these properties, made once."""
        merged = {name: value for style in styles for name, value in style.items()}
        known = self._formats.get(repr(merged))
        if known is None:
            known = self._formats[repr(merged)] = self._book.add_format(merged)
        return known

    def finished(self) -> bytes:
        """The workbook as a file."""
        self._book.close()
        return self._target.getvalue()


@dataclass(slots=True)
class Sheet:
    """One sheet of the paper; lines and places are counted from 0."""

    paper: Paper
    page: Any = field(repr=False)

    def text(self, line: int, place: int, text: str, style: Mapping[str, Any] = PLAIN) -> None:
        """Text as it is, cut at the length a cell can hold."""
        clean = _UNPRINTABLE.sub("\ufffd", speakable(text))
        cut = clean if len(clean) <= _LONGEST_TEXT else f"{clean[: _LONGEST_TEXT - 1]}…"
        self.page.write_string(line, place, cut, self.paper.format(style))

    def number(self, line: int, place: int, number: int, style: Mapping[str, Any] = PLAIN) -> None:
        """A whole number."""
        self.page.write_number(line, place, number, self.paper.format(style, {"num_format": "#,##0"}))

    def value(
        self, line: int, place: int, key: str, row: Mapping[str, Value], style: Mapping[str, Any] = PLAIN
    ) -> None:
        """A value of a report in the form of its kind; what does not exist leaves the cell empty."""
        value, words = row.get(key), self.paper.words
        number = _number(value)
        if number is not None:
            pattern = "hh:mm" if key in CLOCK_PARTS else _pattern(value, words.unit(key, row), words.speech)
            self.page.write_number(line, place, number, self.paper.format(style, {"num_format": pattern}))
        elif value is not None or key in DIMENSIONS:
            self.text(line, place, words.cell(key, row), style)


def _number(value: Value) -> float | None:
    """The value as a spreadsheet keeps it: moments are days since its beginning; None for what must be text."""
    match value:
        case int() if not isinstance(value, bool) and abs(value) < _LARGEST_EXACT:
            return value
        case Money() if abs(value.minor) < _LARGEST_EXACT:
            return float(value.decimal())
        case Fraction():
            return float(value)
        case timedelta() if value >= timedelta(0):
            return value / _A_DAY
        case time():
            return (value.hour * 60 + value.minute) / (24 * 60)
        case datetime() if value.year > _BEGINNING.year + 1:
            return (value.replace(tzinfo=None) - _BEGINNING) / _A_DAY
        case date() if value.year > _BEGINNING.year + 1:
            return (value - _BEGINNING.date()).days
        case _:
            return None


def _pattern(value: Value, unit: Unit, speech: Speech) -> str:
    match value:
        case Money():
            figures = "#,##0" + ("." + "0" * exponent(value.currency) if exponent(value.currency) else "")
            sign = f'"{SIGNS.get(value.currency, value.currency)}"'
            return speech.say("figure-money", amount=figures, sign=sign).replace("\u00a0", " ")
        case timedelta():
            return "[h]:mm:ss"
        case datetime():
            return speech.say("sheet-moment-format")
        case date():
            return speech.say("sheet-day-format")
        case time():
            return "hh:mm"
        case _:
            return {Unit.RATE: "0.0%", Unit.COUNT: "#,##0"}.get(unit, "General")
