"""An answer as a screen: which view shows which report, and which side of it."""

from collections.abc import Callable, Mapping

from handlers.screen import File, Screen, plain
from handlers.speech import Speech
from handlers.tables.as_xlsx import as_xlsx
from handlers.views.calls import calls_screen
from handlers.views.deals import deals_screen
from handlers.views.frame import Frame
from handlers.views.funnel import funnel_screen
from handlers.views.how import how_screen
from handlers.views.kpi import kpi_screen
from handlers.views.listing import goals_screen, plan_screen, rules_screen
from handlers.views.periods import periods_screen, whom_screen
from handlers.views.roi import roi_screen
from handlers.views.team import team_screen
from services.domain.question import Side
from services.domain.rights import Member
from services.usecases.ask_as_member import Answer

_VIEWS: Mapping[str, Callable[[Frame], Screen]] = {
    "kpi": kpi_screen,
    "team": team_screen,
    "funnel": funnel_screen,
    "roi": roi_screen,
    "deals": deals_screen,
    "calls": calls_screen,
    "rules": rules_screen,
    "plan": plan_screen,
    "goals": goals_screen,
}
_SIDES: Mapping[Side, Callable[[Frame], Screen]] = {
    Side.HOW: how_screen,
    Side.PERIODS: periods_screen,
    Side.WHOM: whom_screen,
}


def report_screen(answer: Answer, me: Member, speech: Speech) -> Screen:
    """The side of the answer that was asked for."""
    frame = Frame(answer, me, speech)
    if answer.question.side is Side.FILE:
        return _file(frame)
    return _SIDES.get(answer.question.side, _VIEWS[answer.question.report])(frame)


def _file(frame: Frame) -> Screen:
    """The same report as a workbook."""
    period = frame.answer.report.period
    name = f"takt-{frame.answer.report.name}-{period.first}-{period.last}.xlsx"
    said = plain(f"{frame.words.title()} · {frame.about()} · {frame.words.span()}")
    return Screen(said, file=File(name, as_xlsx(frame.answer.report, frame.speech)))
