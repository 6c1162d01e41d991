"""Plan and fact: how far it is, how it ends at this pace, what each day left has to bring."""

from datetime import date
from fractions import Fraction

from handlers.charts.picture import size
from handlers.screen import bold, label, plain
from handlers.views.frame import Body, Frame, Row
from handlers.views.grid import bar
from handlers.views.leaves import leaf
from services.domain.period import Period

_A_PAGE = 6
_LONGEST = 30


def plan_body(frame: Frame) -> Body:
    """Plan by plan."""
    part = leaf(frame.report.rows, frame.question.page, _A_PAGE)
    lines = [line for row in part.shown for line in (*_plan(frame, row), "")]
    return Body(_conclusion(frame), tuple(lines[:-1]), rows=(part.turns(frame),))


def _conclusion(frame: Frame) -> tuple[str, ...]:
    paces = [pace for row in frame.report.rows if isinstance(pace := row.get("pace"), int | Fraction)]
    if not paces:
        return ()
    on_pace = sum(pace >= 1 for pace in paces)
    return (bold(frame.speech.say("chart-plan-title", n=on_pace, all=len(paces))),)


def _plan(frame: Frame, row: Row) -> list[str]:
    say, words = frame.speech.say, frame.words
    name = words.name_of(row, ("person", "team"))
    title = bold(words.cell("kpi", row)) + plain(f" · {label(name, _LONGEST)}")
    done = say("chart-plan-of", fact=words.cell("fact", row), plan=words.cell("plan", row))
    lines = [title, plain(f"{_bar(row)} {done}".strip())]
    first, last = row.get("from"), row.get("to")
    if isinstance(first, date) and isinstance(last, date):
        lines.insert(1, plain(frame.speech.period(Period(first, last))))
    for key, phrase in (("pace", "plan-pace"), ("run_rate", "plan-ends"), ("needed_per_day", "plan-needed")):
        if row.get(key) is not None:
            reached = key == "needed_per_day" and size(row.get(key)) == 0.0
            lines.append(frame.say("plan-done" if reached else phrase, value=words.cell(key, row)))
    return lines


def _bar(row: Row) -> str:
    plan, fact = size(row.get("plan")), size(row.get("fact"))
    return bar(fact / plan) if plan and fact is not None else ""
