"""The grammar of a typed period: the marks of `period_words` → first and last day.

A phrase is one part (`октябрь`), a range of two (`с 1 по 15 октября`), or a beginning up to today
(`с понедельника`). What comes round again is the latest that has begun: `15 декабря` said in November
was last year, and a range begins the latest it can before its end.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from services.domain import period_parts as parts
from services.domain.period_parts import Fixed, Numbers, Part, Recurring
from services.domain.period_words import Mark, read_marks
from services.domain.spans import Span

_Builder: TypeAlias = Callable[[Numbers, date], Part]
_Sentence: TypeAlias = tuple[re.Pattern[str], _Builder]

_YEARS = range(1900, 2200)


def _sentences(*table: tuple[str, _Builder]) -> tuple[_Sentence, ...]:
    return tuple((re.compile(pattern), builder) for pattern, builder in table)


_NAMED = _sentences(
    ("d", parts.a_date),
    ("[no]my?|m[no]y?|ey?", parts.a_day_and_month),
    ("my?|ym|f", parts.a_month),
    ("qy?|yq|[noi][QR]y?|y[noi][QR]|Qny?|Q[oi]y?", parts.a_quarter),
    ("hy?|yh|[noi]Hy?|y[noi]H|H[noi]y?", parts.a_half_year),
    ("vy?|yv|[UWV][no]y?|o[UWV]y?|nWy?", parts.a_week),
    ("y", parts.a_year),
    ("t", parts.a_day_word),
    ("[rl]?w", parts.a_weekday),
    ("r[DUWVMQRHY]|[DUWVMQRHY]|n[DUVMPR]a", parts.a_relative_unit),
    ("rm", parts.a_relative_month),
)
"""What may stand alone and at both ends of a range."""

_COUNTED = _sentences(
    ("z?[rl]?n(?:[DUVMPY])|[zl]nR|z?l[DUWVMQRHY]|znH|z[UMQY]", parts.rolling_days),
    ("[UMQY]x", parts.a_unit_to_date),
)
"""What stands alone and ends today."""

_DAY_NUMBER = _sentences(("[no]", parts.a_day_of_the_month))
"""What says something only beside another end that has a day."""

_HAS_A_DAY = re.compile("[no]|[no]my?|m[no]y?|ey?|d|t|w")
_HAS_A_YEAR = re.compile("[ydft]")
_NUMBERED = re.compile("([no])([QRHW]|(?<=o)[UV])y?")
_RANGE = re.compile("z?s?b?([^szbcS~&]+)~c?([^szbcS~&]+)|S([^szbcS~&]+)[&~]([^szbcS~&]+)")
_SINCE = re.compile("z?sb?([^szbcS~&]+)")


def read_span(text: str, today: date) -> Span | None:
    """First and last day of what the text names, or None; never raises, linear in the text."""
    marks = read_marks(text)
    if not marks:
        return None
    try:
        span = _phrase(marks, today)
    except (ValueError, OverflowError):
        return None
    return span if span and span[0].year in _YEARS and span[1].year in _YEARS else None


def _phrase(marks: list[Mark], today: date) -> Span | None:
    marks = _with_named_weeks(marks)
    letters = _letters(marks)
    if match := _RANGE.fullmatch(letters):
        first, second = (1, 2) if match.group(1) else (3, 4)
        return _range(*_shared(marks[slice(*match.span(first))], marks[slice(*match.span(second))]), today)
    if match := _SINCE.fullmatch(letters):
        start = _part(marks[match.start(1) :], today, _NAMED)
        return _ordered(_latest(start, today), (today, today)) if start else None
    if counted := _part(marks, today, _COUNTED):
        return _latest(counted, today)
    named = _part(marks[1:] if letters[0] == "z" else marks, today, _NAMED)
    return _latest(named, today) if named else None


def _letters(marks: list[Mark]) -> str:
    return "".join(letter for letter, _ in marks)


def _with_named_weeks(marks: list[Mark]) -> list[Mark]:
    """`за 21 неделю` is an amount, `за 47 неделю` can only be a week's number."""
    at = _letters(marks).find("nU")
    number = marks[at][1][0] if at >= 0 else 1
    if number % 10 == 1 and number % 100 != 11:
        return marks
    return [*marks[: at + 1], ("W", ()), *marks[at + 2 :]]


def _shared(start: list[Mark], end: list[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Lend one end the word that stands only at the other: `1-2 квартал`, `weeks 45-47`."""
    starts, ends = _letters(start), _letters(end)
    if starts in ("n", "o") and (match := _NUMBERED.fullmatch(ends)):
        return [*start, end[match.start(2)]], end
    if ends in ("n", "o") and re.fullmatch("[QUVWH]n", starts):
        return start, [start[0], *end]
    return start, end


def _part(marks: list[Mark], today: date, sentences: tuple[_Sentence, ...]) -> Part | None:
    """The part that the marks spell; a relative year (`октябрь прошлого года`) is an ordinary year."""
    letters = _letters(marks)
    if len(letters) > 2 and letters.endswith("rY"):
        marks = [*marks[:-2], ("y", (today.year + marks[-2][1][0],))]
    elif letters.endswith("yY") or letters.startswith("yY"):
        marks = [mark for mark in marks if mark[0] != "Y"]
    letters = _letters(marks)
    for pattern, builder in sentences:
        if pattern.fullmatch(letters):
            return builder(dict(marks), today)
    return None


def _latest(part: Part, anchor: date) -> Span | None:
    """The latest of the part that has begun by the day; what happens once is taken as it is."""
    if isinstance(part, Fixed):
        return part.span
    return next((span for span in part.later_first(anchor) if span[0] <= anchor), None)


def _range(start_marks: list[Mark], end_marks: list[Mark], today: date) -> Span | None:
    starts, ends = _letters(start_marks), _letters(end_marks)
    if starts in ("y", "yY") and not _HAS_A_YEAR.search(ends):
        return None
    start = _part(start_marks, today, _NAMED + (_DAY_NUMBER if _HAS_A_DAY.fullmatch(ends) else ()))
    end = _part(end_marks, today, _NAMED + (_DAY_NUMBER if _HAS_A_DAY.fullmatch(starts) else ()))
    if start is None or end is None:
        return None
    if isinstance(start, Recurring) and (isinstance(end, Fixed) or start.reach < end.reach):
        return _ending_with(end, start, today)
    first = _latest(start, today)
    if first is None:
        return None
    return _ordered(first, next((span for span in end.earlier_first(first[0]) if span[1] >= first[1]), None))


def _ending_with(end: Part, start: Recurring, today: date) -> Span | None:
    """A start that comes round more often than the end is the latest before it: `с 28 по 5 ноября`."""
    pairs = ((_latest(start, span[1]), span) for span in end.later_first(today))
    begun = ((first, last) for first, last in pairs if first and (isinstance(end, Fixed) or first[0] <= today))
    return _ordered(*next(begun, (None, None)))


def _ordered(start: Span | None, end: Span | None) -> Span | None:
    """From the first day of the start to the last day of the end, unless they are turned round."""
    if start is None or end is None or start[0] > end[1]:
        return None
    return start[0], end[1]
