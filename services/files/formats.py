"""Notations that a mapping writes down: the codes of `strptime`, read by our own pattern and our own month names."""

import re

from services.errors import Refused
from services.files.calendar_words import MONTHS
from services.files.dates import Wall, serial, unix, wall_of
from services.files.refusal import shown

_NAME, _WEEKDAY = r"(?P<name>[^\W\d_]{3,9})\.?", r"[^\W\d_]{2,11}\.?"
_CODES = {
    "Y": r"(?P<Y>[0-9]{4})",
    "y": r"(?P<Y>[0-9]{2})",
    "m": r"(?P<m>[0-9]{1,2})",
    "b": _NAME,
    "B": _NAME,
    "d": r"(?P<d>[0-9]{1,2})",
    "e": r"(?P<d>[0-9]{1,2})",
    "a": _WEEKDAY,
    "A": _WEEKDAY,
    "H": r"(?P<H>[0-9]{1,2})",
    "I": r"(?P<H>[0-9]{1,2})",
    "M": r"(?P<M>[0-9]{1,2})",
    "S": r"(?P<S>[0-9]{1,2})",
    "f": r"(?P<f>[0-9]{1,9})",
    "p": r"(?P<p>[AaPp])\.?[Mm]\.?",
    "z": r"(?P<z>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)",
    "Z": r"(?P<z>[Zz]|UTC|GMT|MSK)",
    "%": "%",
}
_SHORT = {"T": "%H:%M:%S", "R": "%H:%M", "F": "%Y-%m-%d", "D": "%m/%d/%y"}
_NUMBER = re.compile(r"[0-9]{1,16}(?:\.[0-9]{1,12})?")
_CLOCK_BEHIND = r"(?:[T\s](?P<H>[0-9]{1,2}):(?P<M>[0-9]{2})(?::(?P<S>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?)?"


class Notation:
    """One notation of moments. Beside strptime codes it may be `unix`, `unix_ms` or `excel`.

    A notation that names the day alone also reads a usual clock behind it.
    """

    def __init__(self, field: str, text: str) -> None:
        self._text = text
        if text not in ("unix", "unix_ms", "excel"):
            self._pattern = _compiled(field, text)

    def read(self, cell: str) -> Wall | None:
        """The moment that a cell says in this notation; None when it says none."""
        if self._text in ("unix", "unix_ms", "excel"):
            return self._counted(cell)
        found = self._pattern.fullmatch(cell)
        if not found:
            return None
        said = found.groupdict()
        month = MONTHS.get(said["name"].casefold()) if said.get("name") else int(said["m"])
        return wall_of(found, month, int(said["d"])) if month else None

    def _counted(self, cell: str) -> Wall | None:
        if not _NUMBER.fullmatch(cell):
            return None
        number = float(cell)
        try:
            if self._text == "excel":
                return serial(number)
            return unix(number / 1000 if self._text == "unix_ms" else number)
        except OverflowError:
            return None


def _compiled(field: str, text: str) -> "re.Pattern[str]":
    for code, meaning in _SHORT.items():
        text = text.replace(f"%{code}", meaning)
    pieces = re.split(r"%(.)", text.strip())
    pattern = "".join(
        _CODES.get(piece, "(?P<unknown>)") if odd % 2 else re.sub(r"(?:\\ )+", r"\\s+", re.escape(piece))
        for odd, piece in enumerate(pieces)
    )
    codes = set(pieces[1::2])
    whole = "Y" in codes or "y" in codes, codes & {"m", "b", "B"}, codes & {"d", "e"}
    try:
        if not all(whole) or codes - _CODES.keys():
            raise re.error("a day needs its year, month and day")
        return re.compile(pattern + ("" if codes & {"H", "I"} else _CLOCK_BEHIND))
    except re.error as trouble:
        raise Refused("map-format", field=field, format=shown(text)) from trouble
