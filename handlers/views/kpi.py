"""KPIs in the chat: of one person with norms first, of people one line each, or by day."""

from collections.abc import Iterable, Sequence
from datetime import date

from handlers.screen import Button, Rows, bold, fixed
from handlers.speech import DIMENSIONS
from handlers.views.frame import Body, Frame, Row, paired
from handlers.views.grid import grid, hours
from handlers.views.idle import idle_line, parted, tells
from handlers.views.leaves import Leaf, leaf
from handlers.views.norms_kept import Norm, norms_of
from services.domain.daywords import WEEKDAY_KEYS
from services.domain.ids import TeamId

GROUPS = {
    "calls": (
        "calls_total", "calls_out", "calls_in", "calls_connected", "calls_missed", "talk_time", "quality_talks",
        "missed_callback",
    ),
    "messages": (
        "emails", "messages", "proposals", "presentations", "meetings", "tasks_done", "tasks_overdue",
    ),
    "deals": (
        "leads_new", "first_response", "deals_won", "deals_lost", "win_rate", "revenue", "margin", "average_deal",
    ),
    "day": ("day_start", "first_call_at", "last_call_at", "day_end"),
}  # fmt: skip
"""KPIs as a reader looks for them."""

_MAIN = ("calls_total", "calls_connected", "talk_time", "meetings", "deals_won", "revenue")
_A_PAGE = 10
_TIMES = {"day": 1, "week": 7, "month": 31}
"""Cuts by time, with the days that a period has to be longer than."""


def kpi_body(frame: Frame) -> Body:
    """The numbers of whoever was asked about."""
    by = frame.question.by
    if frame.question.person is not None and by in (None, "person"):
        return _of_one(frame, frame.report.rows[0]) if frame.report.rows else Body()
    return _of_several(frame, by or "person")


def _of_one(frame: Frame, row: Row) -> Body:
    """Norms first, then everything else that is not nothing."""
    norms = norms_of(row)
    told = {norm.key for norm in norms}
    lines = [line for norm in norms for line in norm.lines(frame)]
    for name, keys in (*GROUPS.items(), ("own", tuple(frame.report.own_words))):
        shown = [key for key in keys if key not in told and tells(row.get(key))]
        if shown:
            lines += ["", bold(frame.speech.say(f"kpi-group-{name}")), *(frame.figure(key, row) for key in shown)]
    lines += ["", *_nothing_to_tell(frame, row, told)]
    return Body(_conclusion(frame, norms), tuple(_trimmed(lines)), rows=_cuts(frame, ("day", "week", "month")))


def _conclusion(frame: Frame, norms: Sequence[Norm]) -> tuple[str, ...]:
    """What is behind the pace, without blame; without norms nothing is."""
    judged = [norm for norm in norms if norm.kept is not None]
    behind = [norm for norm in judged if not norm.kept]
    if not norms:
        return (frame.say("kpi-no-norms"),)
    if not judged:
        return (frame.say("kpi-too-early"),)
    if not behind:
        return (bold(frame.speech.say("kpi-all-kept")),)
    names = ", ".join(frame.words.label(norm.key).lower() for norm in behind[:4])
    return (bold(frame.speech.say("kpi-behind", n=len(judged) - len(behind), all=len(judged), names=names)),)


def _nothing_to_tell(frame: Frame, row: Row, told: Iterable[str]) -> list[str]:
    """What is 0 and what is not known, one line each."""
    keys = [key for group in GROUPS.values() for key in group if key not in set(told) and key in row]
    zeros = [key for key in keys if row.get(key) is not None and not tells(row.get(key))]
    unknown = [key for key in keys if row.get(key) is None]
    lines = []
    for phrase, those in (("kpi-zeros", zeros), ("kpi-not-known", unknown)):
        if those:
            names = ", ".join(frame.words.label(key).lower() for key in those)
            lines.append(frame.say(phrase, names=names))
    return lines


def _of_several(frame: Frame, by: str) -> Body:
    """One line per person, team or day; a press on a name opens it."""
    active, idle = parted(frame.report.rows) if by == "person" else (frame.report.rows, ())
    part = leaf(active, frame.question.page, _A_PAGE)
    lines = [fixed(_table(frame, part.shown, by)), *idle_line(frame, idle)]
    cuts = ("person", "team", "day", "month") if frame.question.person is None else ("person", *_TIMES)
    rows = (*paired(_names(frame, part, by)), part.turns(frame), *_cuts(frame, cuts))
    return Body(lines=tuple(lines), totals=totals_of(frame, _MAIN), rows=rows)


def _table(frame: Frame, rows: Sequence[Row], by: str) -> list[str]:
    say = frame.speech.say
    normed = any(row.get("score") is not None for row in rows)
    keys = ("calls_total", "talk_time", "score") if normed else ("calls_total", "calls_connected", "talk_time")
    headings = [say(f"column-{by}"), *(say(f"short-{key.replace('_', '-')}") for key in keys)]
    return grid(headings, [[name_of(frame, row, by), *(_short(frame, key, row) for key in keys)] for row in rows])


def _short(frame: Frame, key: str, row: Row) -> str:
    return hours(row.get(key)) if key == "talk_time" else frame.words.cell(key, row)


def name_of(frame: Frame, row: Row, by: str) -> str:
    """What a row is about; the days of one year need no year."""
    day = row.get(by)
    if by == "day" and isinstance(day, date):
        return frame.speech.say("short-day", day=frame.speech.short_day(day), weekday=_weekday(frame, day))
    if by == "week" and isinstance(day, date):
        return frame.speech.say("short-week", day=frame.speech.short_day(day))
    name = frame.words.cell(by, row) if by in DIMENSIONS else ""
    return _apart(name, [frame.words.cell(by, other) for other in frame.report.rows]) if by == "team" else name


def _apart(path: str, paths: Sequence[str]) -> str:
    """The end of a team's path, as long as it takes to tell it from the others: two offices have a «Север» each."""
    parts = path.split("/")
    for start in range(len(parts) - 1, 0, -1):
        end = "/".join(parts[start:])
        if not any(other != path and f"/{other}".endswith(f"/{end}") for other in paths):
            return end
    return path


def _weekday(frame: Frame, day: date) -> str:
    return frame.speech.say(f"weekday-{WEEKDAY_KEYS[day.weekday()]}")


def _names(frame: Frame, part: Leaf[Row], by: str) -> Iterable[Button]:
    for row in part.shown:
        if by == "person" and (button := frame.named(frame.words.cell("person", row), row)) is not None:
            yield button
        if by == "team" and (team := team_of(frame, row)) is not None:
            yield frame.button(name_of(frame, row, by), frame.question.about(team=team).of(frame.report.name))


def team_of(frame: Frame, row: Row) -> TeamId | None:
    """The team of a row, where its figures may be opened."""
    return next((team for team, path in frame.me.teams.items() if path == row.get("team")), None)


def totals_of(frame: Frame, keys: Iterable[str]) -> tuple[str, ...]:
    """The totals of the keys that have any."""
    totals = frame.report.totals
    lines = [frame.figure(key, totals) for key in keys if tells(totals.get(key))]
    return (bold(frame.speech.say("table-total")), *lines) if lines else ()


def _cuts(frame: Frame, cuts: Iterable[str]) -> Rows:
    """Buttons that cut the same numbers in another way; a short period is not cut by what is longer."""
    now, period = frame.question.by or "person", frame.report.period
    whole = "whole" if frame.question.person is not None else "person"
    wanted = [by for by in cuts if by != now and (by not in _TIMES or len(period) > _TIMES[by])]
    buttons = [
        frame.button(
            frame.speech.say(f"button-by-{whole if by == 'person' else by}"),
            frame.question.cut(None if by == "person" else by),
        )
        for by in wanted
    ]
    return paired(buttons, 3)


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines
