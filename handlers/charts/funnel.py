"""The funnel: how many came to each stage and what part went on; by person or source, created and won."""

from collections.abc import Mapping

from handlers.charts.picture import Picture, Row, Scale, Tone, names, picture, runs_in_time, size, without_tail
from handlers.speech import ReportWords
from services.domain.report import Value


def funnel_picture(words: ReportWords) -> Picture:
    """Bars of stages with the conversion between them, or of people with their won deals."""
    keys = {column.key for column in words.report.columns}
    return _by_stage(words) if "stage" in keys else _by_other(words)


def _by_stage(words: ReportWords) -> Picture:
    """Stages in their order; a snapshot, which has no conversion, shows the deals that stand in them."""
    rows, speech = words.report.rows, words.speech
    key = "reached" if any(row.get("reached") is not None for row in rows) else "open_now"
    scale = Scale.over(size(row.get(key)) for row in rows)
    several = len({row.get("pipeline") for row in rows}) > 1
    drawn: list[Row] = []
    pipeline: Value = None
    for row in rows:
        if several and (not drawn or row.get("pipeline") != pipeline):
            drawn.append(Row(words.cell("pipeline", row), heading=True))
        pipeline = row.get("pipeline")
        drawn.append(_stage(words, row, key, scale))
    legend = [] if key == "open_now" else [(Tone.NONE, speech.say("chart-funnel-legend"))]
    return picture(words, _title(words, key), without_tail(drawn, words), legend)


def _stage(words: ReportWords, row: Mapping[str, Value], key: str, scale: Scale) -> Row:
    said = {name: words.cell(name, row) for name in ("conversion_from_previous", "conversion_from_first", key)}
    value, bridge = said[key], ""
    if row.get("share_of_open") is not None:
        value = words.speech.say("chart-funnel-count", count=value, rate=words.cell("share_of_open", row))
    elif row.get("conversion_from_first") is not None:
        value = words.speech.say("chart-funnel-count", count=value, rate=said["conversion_from_first"])
    if row.get("conversion_from_previous") is not None:
        bridge = words.speech.say("chart-funnel-step", rate=said["conversion_from_previous"])
    return Row(words.cell("stage", row), value, scale.bar(size(row.get(key))), bridge=bridge)


def _title(words: ReportWords, key: str) -> str:
    """What became of the deals created in the period, in the flow of those closed in it; a snapshot counts deals."""
    totals, speech = words.report.totals, words.speech
    if key == "open_now":
        standing = sum(count for row in words.report.rows if isinstance(count := row.get("open_now"), int))
        return speech.say("chart-funnel-open", n=standing)
    won, lost, created = (totals.get(name) for name in ("won", "lost", "created"))
    if _view(words) == "cohort" and isinstance(created, int) and totals.get("cohort_win_rate") is not None:
        rate = words.cell("cohort_win_rate", totals)
        return speech.say("chart-funnel-won", rate=rate, won=words.cell("won", totals), created=created)
    if _view(words) == "flow" and isinstance(won, int) and isinstance(lost, int) and won + lost:
        return speech.say("chart-funnel-closed", rate=words.cell("win_rate", totals), won=won, closed=won + lost)
    return words.title()


def _view(words: ReportWords) -> Value:
    return words.report.totals.get("view") or words.report.rows[0].get("view")


def _by_other(words: ReportWords) -> Picture:
    """Won deals over the created ones they are part of, or beside those they have nothing in common with."""
    rows, speech = words.report.rows, words.speech
    inside = _view(words) != "flow"
    scale = Scale.over(size(row.get(key)) for row in rows for key in ("created", "won"))
    drawn = []
    for name, row in zip(names(words), rows, strict=True):
        won = words.cell("won", row)
        if inside:
            rate = words.cell("cohort_win_rate", row)
            value = speech.say("chart-funnel-of", won=won, created=words.cell("created", row), rate=rate)
        else:
            value = speech.say("chart-funnel-count", count=won, rate=words.cell("win_rate", row))
        bars = scale.bar(size(row.get("created")), Tone.QUIET)
        drawn.append(Row(name, value, bars + scale.bar(size(row.get("won")), lane=0 if inside else 1)))
    legend = ((Tone.QUIET, speech.say("chart-legend-created")), (Tone.MAIN, speech.say("chart-legend-won")))
    return picture(words, _title(words, "created"), without_tail(drawn, words, of_time=runs_in_time(words)), legend)
