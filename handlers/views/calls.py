"""Calls one by one: when, which way, with whom, how long."""

from datetime import datetime

from handlers.screen import Screen, bold, plain
from handlers.speech import harmless
from handlers.views.frame import Frame, Row

_ON_A_PAGE = 12
_SIGNS = {("out", True): "↗", ("out", False): "↗✕", ("in", True): "↙", ("in", False): "↙✕"}


def calls_screen(frame: Frame) -> Screen:
    """The newest first; a missed call is marked."""
    if not frame.rows:
        return frame.screen([plain(frame.speech.say("calls-none"))])
    newest = list(reversed(frame.rows))
    shown = frame.page(newest, _ON_A_PAGE)
    totals = frame.answer.report.totals
    title = frame.speech.say(
        "calls-title",
        calls=frame.cell("calls_total", totals),
        talks=frame.cell("calls_connected", totals),
        talk=frame.cell("talk_time", totals),
    )
    lines = [bold(title), "", *(plain(_call(frame, row)) for row in shown), "", plain(frame.speech.say("calls-signs"))]
    return frame.screen(lines, total=len(newest), size=_ON_A_PAGE)


def _call(frame: Frame, row: Row) -> str:
    at = row.get("started_at")
    one_day = len(frame.answer.report.period) == 1
    when = (frame.speech.clock(at) if one_day else frame.speech.moment(at)) if isinstance(at, datetime) else "—"
    sign = _SIGNS.get((str(row.get("direction")), bool(row.get("connected"))), "↔")
    talk = frame.cell("talk_time", row) if row.get("connected") else ""
    who = harmless(frame.cell("person", row)) if frame.answer.person is None else ""
    phone = frame.cell("phone", row) if row.get("phone") else ""
    return " · ".join(filter(None, (f"{when} {sign}", talk, phone, who)))
