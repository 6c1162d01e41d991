"""Reports that are lists of lines: rules, plan and fact, development goals."""

from collections.abc import Callable

from handlers.screen import Screen, bold, plain
from handlers.speech import harmless
from handlers.views.frame import Frame, Row

_ON_A_PAGE = 8


def rules_screen(frame: Frame) -> Screen:
    """What is asked of whom, since when, and who it was asked of: where each number comes from."""
    return _list(frame, "rules-none", _rule)


def plan_screen(frame: Frame) -> Screen:
    """Plan, fact, what is due by now, what is needed a day."""
    return _list(frame, "plan-none", _plan)


def goals_screen(frame: Frame) -> Screen:
    """Development goals with their state."""
    return _list(frame, "goals-list-none", _goal)


def _list(frame: Frame, nothing: str, said: Callable[[Frame, Row], list[str]]) -> Screen:
    if not frame.rows:
        return frame.screen([plain(frame.speech.say(nothing))])
    shown = frame.page(frame.rows, _ON_A_PAGE)
    lines = [line for row in shown for line in said(frame, row)]
    return frame.screen(lines, total=len(frame.rows), size=_ON_A_PAGE)


def _whose(frame: Frame, row: Row) -> str:
    return harmless(frame.words.name_of(row, ["person", "team"]))


def _rule(frame: Frame, row: Row) -> list[str]:
    head = f"{frame.cell('kpi', row)}: {frame.cell('target', row)}"
    said = frame.speech.say(
        "rules-line",
        weekday=frame.cell("weekday", row),
        since=frame.cell("from", row),
        because=frame.cell("because", row),
    )
    whose = [plain(_whose(frame, row))] if frame.answer.person is None else []
    return [bold(head), *whose, plain(said), ""]


def _plan(frame: Frame, row: Row) -> list[str]:
    head = f"{frame.cell('kpi', row)} · {_whose(frame, row)}"
    said = [
        frame.speech.say("plan-line", fact=frame.cell("fact", row), plan=frame.cell("plan", row)),
        frame.speech.say("plan-pace", pace=frame.cell("pace", row), run_rate=frame.cell("run_rate", row)),
        frame.speech.say("plan-needed", needed=frame.cell("needed_per_day", row)),
    ]
    return [bold(head), *map(plain, said), ""]


def _goal(frame: Frame, row: Row) -> list[str]:
    head = harmless(str(row.get("text") or ""))
    whose = [plain(_whose(frame, row))] if frame.answer.person is None else []
    told = f"{frame.cell('status', row)} · {frame.speech.say('goals-due', day=frame.cell('due_on', row))}"
    return [bold(head), *whose, plain(told), ""]
