"""What a channel costs and brings: two bars side by side and the return."""

from collections.abc import Mapping

from handlers.charts.picture import Picture, Row, Scale, Tone, names, picture, runs_in_time, size, without_tail
from handlers.speech import ReportWords
from services.domain.report import Value


def roi_picture(words: ReportWords) -> Picture:
    """Spend against margin with ROMI, the best first; where no margin is known, against revenue, named so."""
    rows, speech = words.report.rows, words.speech
    gain, rate = (
        ("margin", "romi") if any(row.get("margin") is not None for row in rows) else ("revenue", "romi_revenue")
    )
    scale = Scale.over(size(row.get(key)) for row in rows for key in ("spend", gain))
    named = list(zip(names(words), rows, strict=True))
    if not runs_in_time(words):
        named.sort(key=lambda one: -(size(one[1].get(gain)) or 0.0))
    drawn = [_channel(words, name, row, (gain, rate), scale) for name, row in named]
    gained = speech.say("chart-legend-margin") if gain == "margin" else speech.say("chart-legend-revenue")
    legend = [(Tone.QUIET, speech.say("chart-legend-spend")), (Tone.MAIN, gained)]
    if any(_is_loss(row, gain) for row in rows):
        legend.append((Tone.BEHIND, speech.say("chart-legend-loss")))
    tail = without_tail(drawn, words, of_time=runs_in_time(words))
    return picture(words, _title(words, rate), tail, legend)


def _channel(words: ReportWords, name: str, row: Mapping[str, Value], keys: tuple[str, str], scale: Scale) -> Row:
    gain, rate = keys
    spent = size(row.get("spend"))
    brought = size(row.get(gain))
    tone = Tone.BEHIND if _is_loss(row, gain) else Tone.MAIN
    value = words.speech.say("chart-roi-romi", romi=words.cell(rate, row)) if spent else words.cell(rate, {})
    note = words.cell(gain, row)
    if spent:
        note = words.speech.say("chart-roi-note", spend=words.cell("spend", row), gain=note)
    return Row(name, value, scale.bar(spent or None, Tone.QUIET) + scale.bar(brought, tone, lane=1), note=note)


def _is_loss(row: Mapping[str, Value], gain: str) -> bool:
    brought = size(row.get(gain))
    return brought is not None and brought < (size(row.get("spend")) or 0.0)


def _title(words: ReportWords, rate: str) -> str:
    totals, speech = words.report.totals, words.speech
    if size(totals.get("spend")) and totals.get(rate) is not None:
        said = {"spend": words.cell("spend", totals), "romi": words.cell(rate, totals)}
        return (
            speech.say("chart-roi-title", **said) if rate == "romi" else speech.say("chart-roi-title-revenue", **said)
        )
    if totals.get("revenue") is not None and not size(totals.get("spend")):
        return speech.say("chart-roi-no-cost", revenue=words.cell("revenue", totals))
    return words.title()
