"""Which picture suits which report."""

from collections.abc import Callable, Mapping

from handlers.charts.calls import calls_picture
from handlers.charts.deals import deals_picture
from handlers.charts.funnel import funnel_picture
from handlers.charts.goals import goals_picture
from handlers.charts.listing import listing_picture, rules_picture
from handlers.charts.people import kpi_picture, team_picture
from handlers.charts.picture import Picture, Row, picture
from handlers.charts.plan import plan_picture
from handlers.charts.roi import roi_picture
from handlers.speech import ReportWords, Speech
from services.domain.report import Report

_PICTURES: Mapping[str, Callable[[ReportWords], Picture]] = {
    "kpi": kpi_picture,
    "team": team_picture,
    "funnel": funnel_picture,
    "deals": deals_picture,
    "calls": calls_picture,
    "roi": roi_picture,
    "plan": plan_picture,
    "goals": goals_picture,
    "rules": rules_picture,
}


def picture_of(report: Report, speech: Speech) -> Picture:
    """The picture of the report in words and shares; a report without rows says so and what to try."""
    words = ReportWords(report, speech)
    if not report.rows:
        return picture(words, speech.say("chart-no-data"), [Row(speech.say("chart-no-data-hint"))])
    return _PICTURES.get(report.name, listing_picture)(words)
