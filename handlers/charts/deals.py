"""Open deals: how long each has stood in its stage, the stalled ones first."""

from handlers.charts.listing import remark
from handlers.charts.picture import Picture, Row, Scale, Tone, picture, size, without_tail
from handlers.speech import ReportWords
from services.domain.report import Unit


def deals_picture(words: ReportWords) -> Picture:
    """The longer a deal has stood, the longer its bar; a stalled one says why."""
    speech = words.speech
    rows = sorted(
        words.report.rows, key=lambda row: (not row.get("stalled_because"), -(size(row.get("in_stage_days")) or 0))
    )
    scale = Scale.over(size(row.get("in_stage_days")) for row in rows)
    drawn = []
    for row in rows:
        stood = row.get("in_stage_days")
        days = speech.days(stood) if isinstance(stood, int) else words.cell("in_stage_days", row)
        tone = Tone.BEHIND if row.get("stalled_because") else Tone.MAIN
        name = words.cell("client" if row.get("client") else "external_id", row)
        note = remark(words, ("stalled_because", "amount", "stage", "person"), row)
        drawn.append(Row(name, days, scale.bar(size(stood), tone), note=note))
    stalled = sum(bool(row.get("stalled_because")) for row in rows)
    total = speech.value(len(rows), Unit.COUNT)
    title = (
        speech.say("chart-deals-title", n=stalled, all=total) if stalled else speech.say("chart-deals-fine", all=total)
    )
    legend = (
        (Tone.BEHIND, speech.say("chart-legend-stalled")),
        (Tone.MAIN, speech.say("chart-legend-moving")),
    )
    return picture(words, title, without_tail(drawn, words), legend)
