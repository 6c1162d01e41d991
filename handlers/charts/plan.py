"""Plan and fact: the fact runs along the plan, a mark shows where it should be by now."""

from collections.abc import Mapping
from fractions import Fraction

from handlers.charts.picture import JOINT, Bar, Picture, Row, Scale, Tone, picture, size, without_tail
from handlers.speech import ReportWords
from services.domain.report import Value


def plan_picture(words: ReportWords) -> Picture:
    """Each plan as a length of its own, so that money, calls and hours stand side by side."""
    rows, speech = words.report.rows, words.speech
    drawn = [_plan(words, row) for row in rows]
    legend = (
        (Tone.MAIN, speech.say("chart-legend-fact")),
        (Tone.TRACK, speech.say("chart-legend-plan")),
        (Tone.MARK, speech.say("chart-legend-due")),
        (Tone.BEHIND, speech.say("chart-legend-behind")),
    )
    return picture(words, _title(words), without_tail(drawn, words), legend)


def _plan(words: ReportWords, row: Mapping[str, Value]) -> Row:
    speech = words.speech
    asked, done, due = (size(row.get(key)) for key in ("plan", "fact", "expected_to_date"))
    scale = Scale.over((asked, done, due))
    tone = Tone.BEHIND if _is_behind(row) else Tone.MAIN
    track = (Bar(scale.at(0.0), scale.at(asked), Tone.TRACK),) if asked else ()
    note = speech.say("chart-plan-of", fact=words.cell("fact", row), plan=words.cell("plan", row))
    if row.get("needed_per_day") is not None:
        note = JOINT.join([note, speech.say("chart-plan-needed", needed=words.cell("needed_per_day", row))])
    whose = "team" if row.get("person") is None and row.get("team") is not None else "person"
    return Row(
        label=JOINT.join([words.cell("kpi", row), words.cell(whose, row)]),
        value=speech.say("chart-plan-pace", pace=words.cell("pace", row)),
        bars=(*track, *scale.bar(done, tone)),
        marks=(scale.at(due),) if due is not None else (),
        note=note,
    )


def _is_behind(row: Mapping[str, Value]) -> bool:
    pace = row.get("pace")
    return isinstance(pace, int | Fraction) and not isinstance(pace, bool) and pace < 1


def _title(words: ReportWords) -> str:
    rows, speech = words.report.rows, words.speech
    if len(rows) == 1:
        said = {"metric": words.cell("kpi", rows[0]), "pace": words.cell("pace", rows[0])}
        return speech.say("chart-plan-title-one", **said)
    paced = [row for row in rows if row.get("pace") is not None]
    return speech.say("chart-plan-title", n=sum(not _is_behind(row) for row in paced), all=len(paced))
