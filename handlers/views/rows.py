"""The rows behind numbers: which lists there are, and each list by pages."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from handlers.screen import Screen, bold, label, plain
from handlers.views.calls import A_PAGE, call_lines, filters, other_clock
from handlers.views.cuts import view_of
from handlers.views.deals import deal_name
from handlers.views.frame import Body, Frame, Row, snug, text_of
from handlers.views.idle import tells
from handlers.views.leaves import leaf
from services.domain.lists import CREATED, LISTS, list_of
from services.domain.measures import Rows as Kind
from services.domain.question import Question

_A_PAGE = 10
_LONGEST = 30
_WAITING = "calls_missed"
"""The one list of calls in which whoever waits longest stands first."""

_OF_FUNNEL = {"cohort": (CREATED,), "entry_cohort": (CREATED,), "flow": ("deals_won", "deals_lost"), "snapshot": ()}
_OF_ROI = {"cash": ("leads_new", "deals_won", "revenue"), "cohort": ("leads_new",)}
_OF_KPIS = frozenset({"kpi", "team", "plan"})


def has_lists(frame: Frame) -> bool:
    """Whether the numbers have lists of their own to open; a list shows its rows itself."""
    return bool(_keys(frame)) or frame.report.totals.get("view") == "snapshot"


def lists_screen(frame: Frame) -> Screen:
    """A button per number that has a list."""
    lines = [frame.say("rows-which" if has_lists(frame) else "rows-none")]
    buttons = [frame.button(_title(frame, key), _opened(frame, key)) for key in _keys(frame)]
    if frame.report.totals.get("view") == "snapshot":
        buttons.append(frame.button(frame.speech.say("button-deals"), frame.question.of("deals")))
    return Screen(text_of(frame.head(), lines), (*snug(buttons), frame.back()))


def _opened(frame: Frame, key: str) -> Question:
    return frame.question.of("rows").cut(view=key)


def _title(frame: Frame, key: str) -> str:
    name = frame.words.label(key)
    value = frame.report.totals.get(key)
    if value is None or isinstance(value, str):
        return name
    return frame.speech.say("report-figure", name=name, value=frame.words.cell(key, frame.report.totals))


def _keys(frame: Frame) -> tuple[str, ...]:
    """The lists that the report's numbers are made of; those of 0 are not worth opening."""
    name = frame.report.name
    if name == "funnel":
        return _OF_FUNNEL.get(view_of(frame), ())
    if name == "roi" and not frame.me.whole and frame.question.team is None:
        return ()
    if name == "roi":
        return _OF_ROI.get(view_of(frame), ())
    if name not in _OF_KPIS:
        return ()
    totals = frame.report.totals
    told = [key for key in LISTS if tells(totals.get(key))]
    asked = [str(row["kpi"]) for row in frame.report.rows if name == "plan" and row.get("kpi")]
    return tuple(dict.fromkeys([*told, *(found for key in asked if (found := list_of(key)) is not None)]))


def rows_body(frame: Frame) -> Body:
    """One list: its number, then its rows."""
    key = frame.question.view or ""
    measure = LISTS[key]
    rows = frame.report.rows
    conclusion = (bold(_title(frame, key)),)
    if measure.rows is Kind.CALLS:
        part = leaf(rows if key == _WAITING else rows[::-1], frame.question.page, A_PAGE)
        chips = filters(frame, key)
        clock = other_clock(frame, part.shown)
        return Body(
            conclusion,
            (*call_lines(frame, part.shown), *(("", *clock) if clock else ())),
            rows=(chips, part.turns(frame)),
        )
    part = leaf(rows, frame.question.page, _A_PAGE)
    return Body(conclusion, tuple(_lines(frame, part.shown, measure.rows)), rows=(part.turns(frame),))


def _lines(frame: Frame, rows: Sequence[Row], kind: Kind) -> Iterable[str]:
    for row in rows:
        yield from (_activity(frame, row),) if kind is Kind.ACTIVITIES else _deal(frame, row)


def _activity(frame: Frame, row: Row) -> str:
    at = row.get("at")
    clock = frame.speech.moment(at) if isinstance(at, datetime) else frame.cell("at", row)
    if isinstance(at, datetime) and len(frame.report.period) == 1:
        clock = frame.speech.clock(at)
    told = [clock, *(_about(frame, row) or [frame.words.cell("kind", row)])]
    return plain(" · ".join(told))


def _about(frame: Frame, row: Row) -> list[str]:
    """The client and the person, those that are known and not said above."""
    told = [label(frame.words.cell("client", row), _LONGEST)] if row.get("client") else []
    if frame.question.person is None:
        told.append(label(frame.words.cell("person", row), _LONGEST))
    return told


def _deal(frame: Frame, row: Row) -> Iterable[str]:
    """A deal or a payment: the client and the money, then the day, the stage and how it ended."""
    words = frame.words
    money = next((words.cell(key, row) for key in ("revenue", "amount") if row.get(key) is not None), None)
    yield bold(deal_name(frame, row)) + (plain(f" · {money}") if money else "")
    day = row.get("day")
    told = [frame.speech.day(day)] if isinstance(day, date) else []
    told += [words.cell(key, row) for key in ("status", "lost_reason") if row.get(key)]
    if row.get("status") == "open" and row.get("stage"):
        told.append(label(words.cell("stage", row), _LONGEST))
    if frame.question.person is None:
        told.append(label(words.cell("person", row), _LONGEST))
    yield plain(" · ".join(label(one, _LONGEST) for one in told))
