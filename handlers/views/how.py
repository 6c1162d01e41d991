"""How the numbers are counted: what each means, of which days and moment, what went in and what was left out."""

from collections.abc import Iterable

from handlers.screen import Screen, bold, plain
from handlers.views.frame import Frame, text_of
from handlers.views.idle import tells
from handlers.views.leaves import leaf
from handlers.views.rows import has_lists
from services.domain.question import Side
from services.domain.report import Unit

_A_PAGE = 6
_COUNTED = (
    "calls_total", "emails", "messages", "meetings", "leads_new", "deals_won", "deals_lost", "created", "leads", "won",
    "lost", "open", "stalled", "plans", "rules", "goals",
)  # fmt: skip


def how_screen(frame: Frame) -> Screen:
    """The ground first, then the definitions of the numbers that are shown, by pages."""
    meanings = _meanings(frame)
    part = leaf(meanings, frame.question.page, _A_PAGE)
    ground = [] if part.page else [bold(frame.speech.say("how-title")), *_ground(frame), *_left_out(frame)]
    told = [line for name, meaning in part.shown for line in (bold(name), plain(meaning))]
    to_rows = frame.button(frame.speech.say("button-rows"), frame.question.turned(Side.ROWS))
    rows = (part.turns(frame), (to_rows,) if has_lists(frame) else (), frame.back())
    return Screen(text_of(frame.head(), ground, told), tuple(row for row in rows if row))


def _ground(frame: Frame) -> Iterable[str]:
    """Days, zone, clock, rows, the last import."""
    report, say, speech = frame.report, frame.say, frame.speech
    yield say("how-period", days=frame.words.span())
    yield say("how-zone", zone=report.timezone)
    yield say("how-clock", moment=speech.moment(frame.words.fresh()))
    fresh = frame.answer.fresh
    yield say("how-import", moment=speech.moment(fresh)) if fresh is not None else say("fresh-never")
    yield say("how-shown", rows=speech.say("table-rows", n=len(report.rows)))
    counted = [key for key in _COUNTED if _is_count(report.totals.get(key))]
    if counted:
        told = [speech.say("how-count", name=_name(frame, key), value=_value(frame, key)) for key in counted]
        yield say("how-counted", counted=", ".join(told))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _name(frame: Frame, key: str) -> str:
    return frame.words.label(key).lower()


def _value(frame: Frame, key: str) -> str:
    value = frame.report.totals.get(key)
    return frame.speech.value(value if isinstance(value, int) else None, Unit.COUNT)


def _left_out(frame: Frame) -> Iterable[str]:
    left_out = frame.words.exclusions()
    if not left_out:
        yield frame.say("how-nothing-left-out")
        return
    yield frame.say("table-excluded")
    for reason, count in left_out:
        yield frame.say("how-left-out", reason=reason, n=frame.speech.value(count, Unit.COUNT))


def _meanings(frame: Frame) -> list[tuple[str, str]]:
    """Definitions of numbers that anybody has; views and words about the report are always explained."""
    report = frame.report
    columns = {column.key for column in report.columns}
    empty = {
        key
        for key in columns
        if not any(tells(row.get(key)) for row in report.rows) and not tells(report.totals.get(key))
    }
    return frame.words.definitions(key for key in report.definitions if key not in empty)
