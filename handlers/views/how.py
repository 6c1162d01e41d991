"""«Как посчитано?»: what each number means, of which days and clock, from how many rows, and what was left out."""

from handlers.screen import Button, Screen, bold, plain
from handlers.speech import harmless
from handlers.views.frame import Frame
from handlers.views.refusals import menu_row
from services.domain.question import Side

_ON_A_PAGE = 8
_BEHIND = {"kpi": ("calls", "deals"), "team": ("calls",), "funnel": ("deals",), "roi": ("deals",)}
_COUNTS = ("calls_total", "leads_new", "created", "leads", "open", "rules", "goals", "plans")


def how_screen(frame: Frame) -> Screen:
    """Page by page, with the way to the rows."""
    meanings = frame.words.definitions()
    pages = max(1, -(-len(meanings) // _ON_A_PAGE))
    at = min(frame.question.page, pages - 1)
    shown = meanings[at * _ON_A_PAGE : (at + 1) * _ON_A_PAGE]
    lines = [*frame.head(), ""]
    if not at:
        lines += [*_ground(frame), ""]
    lines += [f"{bold(name)} — {plain(meaning)}" for name, meaning in shown]
    rows = (frame.pager(len(meanings), _ON_A_PAGE), _rows_behind(frame), _back(frame))
    return Screen("\n".join(lines)).with_rows(*rows, menu_row(frame.speech, frame.me.company.id))


def _ground(frame: Frame) -> list[str]:
    report, say = frame.answer.report, frame.speech.say
    lines = [
        say("how-clock", moment=frame.speech.moment(frame.words.fresh()), zone=harmless(report.timezone)),
        say("how-rows", n=len(report.rows)),
    ]
    lines += [
        f"{frame.words.label(key)}: {frame.cell(key, report.totals)}" for key in _COUNTS if report.totals.get(key)
    ]
    if frame.answer.fresh is not None:
        lines.append(say("how-import", moment=frame.speech.moment(frame.answer.fresh)))
    left = frame.words.exclusions()
    lines += [say("how-left-out")] if left else [say("how-nothing-left-out")]
    lines += [f"• {count} — {why}" for why, count in left]
    return [plain(line) for line in lines]


def _rows_behind(frame: Frame) -> tuple[Button, ...]:
    names = _BEHIND.get(frame.question.report, ())
    return tuple(frame.to(frame.speech.say(f"rows-{name}"), frame.question.of(name)) for name in names)


def _back(frame: Frame) -> tuple[Button, ...]:
    return (frame.to(frame.speech.say("button-back"), frame.question.turned(Side.MAIN)),)
