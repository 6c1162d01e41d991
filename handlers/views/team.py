"""The board: who leads, who needs a hand, everybody in their place; a press on a name opens the person."""

from collections.abc import Sequence
from fractions import Fraction

from handlers.screen import bold, label, plain
from handlers.speech import harmless
from handlers.views.frame import Body, Frame, Row, paired
from handlers.views.grid import hours
from handlers.views.idle import idle_line, parted, tells
from handlers.views.kpi import totals_of
from handlers.views.leaves import leaf
from services.domain.pace import BEHIND

_A_PAGE = 10
_NAMED = 3
_LONGEST = 20
_TOTALS = ("calls_connected", "talk_time", "deals_won", "revenue", "win_rate")


def team_body(frame: Frame) -> Body:
    """Places with ties; who is away is away, never last."""
    active, idle = parted(frame.report.rows)
    part = leaf(active, frame.question.page, _A_PAGE)
    lines = [line for row in part.shown for line in _person(frame, row)]
    buttons = [button for row in part.shown if (button := frame.named(frame.words.cell("person", row), row))]
    rows = (*paired(buttons), part.turns(frame))
    told = (frame.say("team-legend"), *lines, *idle_line(frame, idle))
    return Body(_conclusion(frame), told, totals_of(frame, _TOTALS), rows)


def _conclusion(frame: Frame) -> tuple[str, ...]:
    """Who leads, and who is below the norms by now: a request for help, not a verdict."""
    rows = frame.report.rows
    first = [row for row in rows if row.get("place") == 1]
    rank = frame.report.totals.get("rank")
    said = []
    if first and isinstance(rank, str) and len(rows) > 1 and tells(first[0].get(rank)):
        value = frame.words.cell(rank, first[0])
        by = frame.words.label(rank).lower()
        said.append(bold(frame.speech.say("team-leads", names=_names(frame, first), by=by, value=value)))
    below = [row for row in rows if isinstance(score := row.get("score"), int | Fraction) and score < BEHIND]
    asked = [score for row in rows if isinstance(score := row.get("score"), int | Fraction)]
    if asked:
        said.append(frame.say("chart-score-met", n=sum(score >= 1 for score in asked), all=len(asked)))
    if below:
        below.sort(key=lambda row: Fraction(str(row["score"])))
        said.append(frame.say("team-below", n=len(below), names=_names(frame, below)))
    return tuple(said)


def _names(frame: Frame, rows: Sequence[Row]) -> str:
    names = [label(harmless(frame.words.cell("person", row)), _LONGEST) for row in rows[:_NAMED]]
    more = len(rows) - len(names)
    return ", ".join(names) + (frame.speech.say("and-more", n=more) if more > 0 else "")


def _person(frame: Frame, row: Row) -> tuple[str, str]:
    say, words = frame.speech.say, frame.words
    name = label(words.cell("person", row), _LONGEST)
    place = row.get("place")
    title = bold(say("chart-place", place=place, name=name)) if isinstance(place, int) else plain(f"– {name}")
    if row.get("away"):
        return title, frame.say("team-away")
    if row.get("score") is not None:
        title += plain(say("team-score", score=words.cell("score", row)))
    figures = say(
        "team-figures",
        talks=words.cell("calls_connected", row),
        time=hours(row.get("talk_time")),
        won=words.cell("deals_won", row),
        revenue=words.cell("revenue", row),
    )
    rank = frame.report.totals.get("rank")
    if isinstance(rank, str) and rank not in (*_TOTALS[:-1], "score"):
        figures += say("team-rank", name=words.label(rank).lower(), value=words.cell(rank, row))
    return title, plain(figures)
