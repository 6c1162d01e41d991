"""What stands behind a button: a place and a few ids in at most 64 bytes, so that it works after any restart.

`1kpi.<company>.<values…>`: a version, the place, the company the button was made for, and values that have no dot. A
`+` before the place leaves the message in which the button stands as it is.
Rights are looked up anew at every press; a button that cannot be read is one of another age.
"""

import re
from dataclasses import dataclass
from datetime import date

from services.domain.ids import CompanyId, PersonId, TeamId
from services.domain.lists import LISTS
from services.domain.period import Period
from services.domain.question import WORDS, Question, Side, Span
from services.errors import Refused

_VERSION = "1"
_LONGEST = 64
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHAPE = re.compile(r"1(\+?)([a-z-]{1,12})\.([0-9a-z]{1,13})((?:\.[^.\s]{0,30}){0,8})")
_NUMBER = re.compile(r"[0-9a-z]{1,13}")
_MOST = 2**63

REPORTS = ("kpi", "team", "funnel", "deals", "calls", "roi", "goals", "plan", "rules", "rows")
_SIDES = tuple(Side)
_BY = (
    None, "person", "team", "day", "week", "month", "stage", "pipeline", "source", "channel", "campaign", "product",
)  # fmt: skip
_VIEWS = (None, "cohort", "entry_cohort", "flow", "snapshot", "cash", *LISTS)
_SPANS = tuple(WORDS)
"""Their places are their numbers in a button: new ones go to the end, or old buttons would change their meaning."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button's meaning: where to go, in which company, with which values.

    `anew`: what it leads to is a message of its own, for the one with the button is to stay.
    """

    place: str
    company: CompanyId
    values: tuple[str, ...] = ()
    anew: bool = False


def pack(press: Press) -> str:
    """The text behind a button; ValueError when it would not fit or could not be read back."""
    data = ".".join((f"{_VERSION}{'+' if press.anew else ''}{press.place}", number36(press.company), *press.values))
    if len(data.encode()) > _LONGEST or unpack(data) != press:
        raise ValueError(f"a button cannot hold this: {press.place}")
    return data


def unpack(data: str) -> Press | None:
    """The meaning of a button's text; None when it is not one of ours, or of another age."""
    found = _SHAPE.fullmatch(data) if len(data) <= _LONGEST else None
    if found is None:
        return None
    company = from_number36(found[3])
    values = tuple(found[4].split(".")[1:])
    return None if company is None else Press(found[2], CompanyId(company), values, anew=bool(found[1]))


def number36(number: int) -> str:
    """A number of up to 63 bits in 13 characters at most."""
    if number < 0:
        raise ValueError("ids are not negative")
    text = ""
    while True:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
        if not number:
            return text


def from_number36(text: str) -> int | None:
    """The number; None when it is none, or is written in another way than we write it."""
    if not _NUMBER.fullmatch(text):
        return None
    number = int(text, 36)
    return number if number < _MOST and number36(number) == text else None


def day_in(text: str) -> date | None:
    """The day that stands in a button by its ordinal; None when it is none."""
    number = from_number36(text)
    return date.fromordinal(number) if number is not None and 0 < number <= date.max.toordinal() else None


def numbers_of(press: Press, most: int) -> tuple[int, ...]:
    """The ids and numbers a button carries, up to so many; Refused as out of date where it carries anything else."""
    found = [from_number36(value) for value in press.values]
    if len(found) > most or None in found:
        raise Refused("button-outdated")
    return tuple(number for number in found if number is not None)


def ask(company: CompanyId, question: Question) -> Press:
    """The button that asks this question."""
    marks = "".join(
        _DIGITS[places.index(value)]
        for places, value in ((_SIDES, question.side), (_BY, question.by), (_VIEWS, question.view))
    )
    whom = f"p{number36(question.person)}" if question.person is not None else ""
    whom = f"t{number36(question.team)}" if question.team is not None else whom
    return Press(question.report, company, (marks, whom, _span(question.span), number36(question.page)))


def question_of(press: Press) -> Question | None:
    """The question a button asks; None when it asks none."""
    if press.place not in REPORTS or len(press.values) != 4 or len(press.values[0]) != 3:
        return None
    marks, whom, days, page = press.values
    span, number = _span_of(days), from_number36(page)
    places = [_DIGITS.find(mark) for mark in marks]
    if span is None or number is None or number > 10_000:
        return None
    if any(not 0 <= at < len(known) for at, known in zip(places, (_SIDES, _BY, _VIEWS), strict=True)):
        return None
    who = from_number36(whom[1:]) if whom else None
    if whom and (who is None or whom[0] not in "pt"):
        return None
    return Question(
        report=press.place,
        span=span,
        person=PersonId(who) if who is not None and whom[0] == "p" else None,
        team=TeamId(who) if who is not None and whom[0] == "t" else None,
        by=_BY[places[1]],
        view=_VIEWS[places[2]],
        side=_SIDES[places[0]],
        page=number,
    )


def _span(span: Span) -> str:
    if span.days is None:
        return _DIGITS[_SPANS.index(span.word)]
    return number36(span.days.first.toordinal()).zfill(5) + number36(span.days.last.toordinal()).zfill(5)


def _span_of(text: str) -> Span | None:
    if len(text) == 1 and _DIGITS.find(text) in range(len(_SPANS)):
        return Span(_SPANS[_DIGITS.index(text)])
    if len(text) != 10 or not text.isascii() or not text.isalnum() or (not text.islower() and not text.isdigit()):
        return None
    try:
        return Span(days=Period(date.fromordinal(int(text[:5], 36)), date.fromordinal(int(text[5:], 36))))
    except (ValueError, OverflowError):
        return None
