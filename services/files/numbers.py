"""Numbers as people and programs write them; which mark is the decimal one is decided for the whole column.

A number that can be read in one way only decides for itself: `1 200,50`, `1,000.50`, `12.5`. One mark with
three digits behind it (`1.234`) follows the others of its column. Where none of them tells, an amount is asked
about; a count is whole, so the mark groups; a rate, a percentage, a target is seldom grouped, so it is decimal.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from services.domain.money import exponent
from services.errors import Refused
from services.files.bounds import LONGEST_WORD
from services.files.reads import Circumstances
from services.files.refusal import StrangeCell, shown

Unmarked: TypeAlias = Literal["ask", "group", "decimal"]
"""What one mark with three digits behind it is where nothing in the column tells."""

Mark: TypeAlias = Literal[".", ",", "group", "decimal"]
"""The decimal mark of a column; or that the one mark of any of its numbers is the grouping, or the decimal one."""

_SPACES = re.compile(r"[\s'’`´ʼ]+")
_PARTS = re.compile(r"([^0-9]*?)([0-9](?:[0-9., ]*[0-9])?|[.,][0-9]+)([^0-9]*)")
_SHORTENED = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?[eE][-+]?[0-9]+")
_GROUPS = {mark: re.compile(rf"[0-9]{{1,3}}(?:{re.escape(mark)}[0-9]{{3}})+") for mark in ".,  "}
_MINUS = ("-", "−", "–", "—")
_SIGNS = "".join(_MINUS) + "+"
_ONE_SIDED = 10
"""How many times more often one reading has to stand than the other to count as the column's."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number before its marks are understood: sign, digits with marks, and the words around them."""

    negative: bool
    digits: str
    beside: str


def written(cell: str) -> Written | None:
    """Take a cell apart; None when it is not one number with at most a sign and a word beside it."""
    if len(cell) > LONGEST_WORD:
        return None
    found = _PARTS.fullmatch(_SPACES.sub(" ", cell).strip())
    if not found:
        return None
    before, digits, after = found[1].strip(), found[2], found[3].strip()
    if digits[0] in ".," and before[-1:].isalpha():
        digits = digits[1:]
    negative = before.startswith("(") and after.endswith(")")
    if negative:
        before, after = before[1:].strip(), after[:-1].strip()
    signs = [sign for sign in before if sign in _SIGNS]
    if len(signs) > 1 or (signs and negative):
        return None
    if signs:
        before, negative = before.replace(signs[0], "").strip(), signs[0] != "+"
    elif after.startswith(_MINUS) and not negative:
        after, negative = after[1:].strip(), True
    if before and after:
        return None
    return Written(negative, digits, before or after)


def why_not_a_number(cell: str, given: Circumstances) -> StrangeCell:
    """The refusal of a cell that is no number, by the name of what it is."""
    bare = cell.strip()
    if bare.startswith("#"):
        return given.strange("cell-spreadsheet-error", cell)
    if _SHORTENED.fullmatch(bare[:LONGEST_WORD]):
        return given.strange("cell-shortened", cell)
    return given.strange("cell-number", cell)


def decimal_mark(numbers: Iterable[str], given: Circumstances, unmarked: Unmarked) -> Mark:
    """How the doubtful digits of a column are read: the decimal mark, or what one mark is in each of them.

    With `unmarked` "ask" a column that does not tell is Refused, naming the way out.
    """
    if given.format:
        return _mark_of(given)
    if given.points:
        return "."
    seen = {".": 0, ",": 0}
    doubtful: list[str] = []
    whole: list[str] = []
    for digits in numbers:
        mark = _own_mark(digits)
        if mark:
            seen[mark] += 1
        elif "." in digits or "," in digits:
            doubtful.append(digits)
        else:
            whole.append(digits)
    often: Mark = "." if seen["."] >= seen[","] else ","
    if max(seen.values()) > min(seen.values()) * _ONE_SIDED:
        return often
    if unmarked != "ask" or not doubtful:
        return "decimal" if unmarked == "ask" else unmarked
    if not any(seen.values()) and _surely_grouped(doubtful, whole, given.currency):
        return "group"
    raise Refused(
        "column-ambiguous",
        column=shown(given.column),
        cell=shown(doubtful[0]),
        field=given.field,
        one="1,234.56",
        other="1.234,56",
    )


def _surely_grouped(doubtful: list[str], whole: list[str], currency: str) -> bool:
    """Every thousand has the mark and no smaller number has it: `500`, `1,200`, `15,000` are whole sums."""
    sizes = [int(digits.replace(" ", "")) for digits in whole]
    return (
        exponent(currency) < 3
        and len(set(doubtful)) > 1
        and len({"," in digits for digits in doubtful}) == 1
        and any(size >= 100 for size in sizes)
        and all(size < 1000 for size in sizes)
    )


def _own_mark(digits: str) -> Literal[".", ","] | None:
    """The decimal mark that these digits prove by themselves."""
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    last = max(point, comma)
    if last < 0:
        return None
    if digits.count(digits[last]) > 1:
        return "," if point >= 0 else "."
    head, tail = digits[:last], digits[last + 1 :]
    sure = len(tail) != 3 or not 1 <= len(head) <= 3 or head.startswith("0") or " " in head
    return ("." if point >= 0 else ",") if sure else None


def value_of(number: Written, mark: Mark) -> Decimal | None:
    """The value, the column's mark deciding what does not tell by itself; None when the marks make no sense."""
    digits = number.digits
    if not digits.isdecimal():
        own = _own_mark(digits) or _of_column(digits, mark)
        head, _, part = digits.rpartition(own) if own in digits else (digits, "", "")
        whole = _ungrouped(head)
        if whole is None or (part and not part.isdecimal()):
            return None
        digits = f"{whole}.{part}" if part else whole
    value = Decimal(digits)
    return -value if number.negative and value else value


def _of_column(digits: str, mark: Mark) -> str:
    if mark in (".", ","):
        return mark
    return "." if ("." in digits) == (mark == "decimal") else ","


def _ungrouped(whole: str) -> str | None:
    if whole.isdecimal() or not whole:
        return whole or "0"
    return next(
        (whole.replace(mark, "") for mark, groups in _GROUPS.items() if mark in whole and groups.fullmatch(whole)), None
    )


def _mark_of(given: Circumstances) -> Mark:
    """The decimal mark that the mapping shows by an example: `1.234,56`, or the mark alone."""
    sample = (given.format or "").strip()
    if sample in ("", ".", ","):
        return "," if sample == "," else "."
    mark = _own_mark(sample) if _PARTS.fullmatch(sample) else None
    if mark is None:
        raise Refused("map-format", field=given.field, format=shown(sample))
    return mark
