"""Calls as a list: when, which way, how long, with whom; the newest first, by pages."""

from collections.abc import Sequence
from datetime import datetime

from handlers.screen import Button, bold, label, plain
from handlers.views.frame import Body, Frame, Row
from handlers.views.kpi import totals_of
from handlers.views.leaves import leaf

A_PAGE = 15
_LONGEST = 14
_FILTERS = (("calls-all", None), ("calls-missed", "calls_missed"), ("calls-long", "quality_talks"))
_TOTALS = ("calls_total", "calls_connected", "calls_missed", "talk_time")


def calls_body(frame: Frame) -> Body:
    """One line a call, with the day where there are several."""
    part = leaf(frame.report.rows[::-1], frame.question.page, A_PAGE)
    rows = (filters(frame, None), part.turns(frame))
    signs = ("", frame.say("calls-signs"), *other_clock(frame, part.shown)) if frame.report.rows else ()
    return Body((), (*call_lines(frame, part.shown), *signs), totals_of(frame, _TOTALS), rows)


def filters(frame: Frame, chosen: str | None) -> tuple[Button, ...]:
    """All calls, the missed ones, the long ones; the last two are the lists behind their numbers."""
    row = []
    for phrase, key in _FILTERS:
        text = frame.speech.say(f"button-{phrase}")
        question = frame.question.of("calls") if key is None else frame.question.of("rows").cut(view=key)
        row.append(frame.button(frame.speech.say("button-chosen", text=text) if key == chosen else text, question))
    return tuple(row)


def call_lines(frame: Frame, rows: Sequence[Row]) -> list[str]:
    """The calls of a page, under their days."""
    lines: list[str] = []
    day = None
    for row in rows:
        at = row.get("started_at")
        if isinstance(at, datetime) and len(frame.report.period) > 1 and at.date() != day:
            day = at.date()
            lines.append(bold(frame.speech.day(day)))
        lines.append(plain(_call(frame, row)))
    return lines


def other_clock(frame: Frame, rows: Sequence[Row]) -> tuple[str, ...]:
    """Whose clock it is, where somebody's differs from the company's: 14:53 would stand in a list as of 13:10."""
    begun = [at for row in rows if isinstance(at := row.get("started_at"), datetime)]
    differ = any(at.utcoffset() != at.astimezone(frame.me.company.zone).utcoffset() for at in begun)
    return (frame.say("calls-local"),) if differ else ()


def _call(frame: Frame, row: Row) -> str:
    say, words = frame.speech.say, frame.words
    at = row.get("started_at")
    direction = row.get("direction")
    missed = direction == "in" and not row.get("connected") and not row.get("talk_time")
    sign = say("sign-missed") if missed else say(f"sign-{direction}") if direction in ("in", "out", "internal") else "·"
    told = [say("no-answer") if not row.get("talk_time") else words.cell("talk_time", row)]
    if row.get("phone") is not None:
        told.append(words.cell("phone", row))
    if frame.question.person is None:
        told.append(label(words.cell("person", row), _LONGEST))
    clock = frame.speech.clock(at) if isinstance(at, datetime) else say("value-missing")
    return f"{clock} {sign} {' · '.join(told)}" + _called_back(frame, row, missed=missed)


def _called_back(frame: Frame, row: Row, *, missed: bool) -> str:
    """Whether a missed caller was called back; only the list of missed calls knows."""
    if not missed or "callback_at" not in row:
        return ""
    at = row["callback_at"]
    if not isinstance(at, datetime):
        return frame.speech.say("call-not-returned")
    return frame.speech.say("call-returned", clock=frame.speech.clock(at))
