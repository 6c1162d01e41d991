"""Days that somebody will be away, as people type them: what comes round again is the next one, not the last."""

import re
from datetime import date, timedelta

from services.domain.period import NotAPeriod, Period, parse_period
from services.domain.spans import months_later, months_span, week_span

_BACK = re.compile(r"прошл|вчера|назад|last|previous|yesterday|ago", re.IGNORECASE)
_UNTIL = re.compile(r"(?:до|по|until|till|to)\s+(.+)", re.IGNORECASE)
_END = re.compile(r"(?:конца|(?:the )?end of(?: the)?) (?:(недели|week)|(?:месяца|month))", re.IGNORECASE)
_WEEK = timedelta(days=7)
_LONGEST = 120


def read_ahead(text: str, today: date) -> Period:
    """The days meant: `с 1 по 15 июля` is the next July, `до пятницы` begins today; NotAPeriod for anything else.

    What names its year, and what looks back on purpose (`вчера`), is taken as it is.
    """
    bare = " ".join(text.split())
    if len(bare) > _LONGEST:
        raise NotAPeriod("no days in this text")
    until = _UNTIL.fullmatch(bare)
    if until is not None:
        last = _last_day(until[1], today)
        if last < today:
            raise NotAPeriod("that day is over")
        return Period(today, last)
    return _next(bare, today)


def _last_day(text: str, today: date) -> date:
    end = _END.fullmatch(text)
    if end is None:
        return _next(text, today).last
    return week_span(today)[1] if end[1] else months_span(today.year, today.month)[1]


def _next(text: str, today: date) -> Period:
    found = parse_period(text, today)
    if found.last >= today or _BACK.search(text):
        return found
    later = parse_period(text, today + _WEEK)
    if len(found) == 1 and later.first - found.first == _WEEK:
        return later
    for months in range(1, 13):
        later = parse_period(text, months_later(today, months))
        if later.last >= today and _same_days(found, later):
            return later
    return found


def _same_days(one: Period, other: Period) -> bool:
    """Both begin and end on the same days of a month; the ends of months are alike."""
    return one.first.day == other.first.day and (one.last.day == other.last.day or (_ends(one) and _ends(other)))


def _ends(period: Period) -> bool:
    return (period.last + timedelta(days=1)).day == 1
