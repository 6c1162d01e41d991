"""Development goals: how much of the way is gone."""

from collections.abc import Mapping

from handlers.charts.listing import remark
from handlers.charts.picture import JOINT, Bar, Picture, Row, Tone, picture, size, without_tail
from handlers.speech import ReportWords
from services.domain.report import Value

_GOING_WELL = ("ahead", "on")
_CLOSED = "closed"


def goals_picture(words: ReportWords) -> Picture:
    """Each goal from its start to its target; what is behind its time stands out."""
    rows, speech = words.report.rows, words.speech
    drawn = [_goal(words, row) for row in rows]
    going = [row for row in rows if row.get("status") != _CLOSED]
    well = sum(row.get("status") in _GOING_WELL for row in going)
    title = speech.say("chart-goals-title", n=well, all=len(going))
    legend = (
        (Tone.MAIN, speech.say("chart-legend-done")),
        (Tone.BEHIND, speech.say("chart-legend-behind")),
    )
    return picture(words, title, without_tail(drawn, words), legend)


def _goal(words: ReportWords, row: Mapping[str, Value]) -> Row:
    speech = words.speech
    start, target, now = (size(row.get(key)) for key in ("start", "target", "now"))
    tone = Tone.BEHIND if row.get("status") == "behind" else Tone.MAIN
    gone = None
    if start is not None and target is not None and now is not None and target != start:
        gone = min(1.0, max(0.0, (now - start) / (target - start)))
    said = {key: words.cell(key, row) for key in ("start", "now", "target")}
    notes = [remark(words, ("text",), row), speech.say("chart-goal-range", **said)]
    if row.get("due_on") is not None:
        notes.append(speech.say("chart-goal-due", day=words.cell("due_on", row)))
    bars = (Bar(0.0, 1.0, Tone.TRACK), *((Bar(0.0, gone, tone),) if gone is not None else ()))
    return Row(words.cell("person", row), words.cell("status", row), bars, note=JOINT.join(filter(None, notes)))
