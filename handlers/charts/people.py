"""People by a KPI: who stands where, with the norm as a mark."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from handlers.charts.listing import values_picture
from handlers.charts.picture import (
    Bar,
    Picture,
    Row,
    Scale,
    Tone,
    names,
    picture,
    runs_in_time,
    size,
    without_tail,
)
from handlers.speech import ReportWords
from services.domain.kpi import BY_KEY, Better
from services.domain.pace import BEHIND
from services.domain.report import Unit, Value

_NOT_RANKED = frozenset({"place", "person_id"})
_WHOLE = 1.0
"""The score of somebody whose norms are all met."""

_ADDABLE = (Unit.COUNT, Unit.MONEY, Unit.SECONDS)


@dataclass(frozen=True, slots=True)
class _Norm:
    """A norm of one row as a table inside the report holds it: lengths that can be drawn, and whether it is kept."""

    kpi: str
    asked: float
    done: float | None
    kept: bool
    row: Mapping[str, Value]


def kpi_picture(words: ReportWords) -> Picture:
    """Several rows: one KPI of each against its norm. One row: every norm of it, or simply its numbers."""
    report = words.report
    norms = [_norms(row) for row in report.rows]
    if len(report.rows) == 1:
        return _against_norms(words, norms[0]) if norms[0] else values_picture(words)
    asked = Counter(norm.kpi for of_row in norms for norm in of_row)
    metric = asked.most_common(1)[0][0] if asked else _telling(words)
    held = [next((norm for norm in of_row if norm.kpi == metric), None) for of_row in norms]
    lines = [
        _Line(name, size(row.get(metric)), norm.asked if norm else None, kept, not kept)
        for name, row, norm in zip(names(words), report.rows, held, strict=True)
        for kept in (norm is None or norm.kept,)
    ]
    return _ranked(words, metric, lines, in_order=runs_in_time(words))


def team_picture(words: ReportWords) -> Picture:
    """People in their places by the KPI they are ranked by; who is away is named without a place."""
    labels = [
        words.speech.say("chart-place", place=place, name=name) if isinstance(place := row.get("place"), int) else name
        for name, row in zip(names(words), words.report.rows, strict=True)
    ]
    metric = _ranking(words)
    lines = []
    for label, row in zip(labels, words.report.rows, strict=True):
        one = size(row.get(metric))
        mark = _WHOLE if metric == "score" and one is not None else None
        kept = mark is None or one is None or one >= mark
        lines.append(_Line(label, one, mark, kept, mark is not None and one is not None and one < BEHIND))
    return _ranked(words, metric, lines, in_order=True)


def _norms(row: Mapping[str, Value]) -> list[_Norm]:
    """The norms that can be drawn as lengths: a time of day cannot. One without a fact is not held against anybody."""
    held = row.get("norms")
    found = []
    for item in held if isinstance(held, Sequence) and not isinstance(held, str) else ():
        kpi, asked, done = item.get("kpi"), size(item.get("norm")), size(item.get("fact"))
        if isinstance(kpi, str) and asked is not None and (done is not None or item.get("fact") is None):
            found.append(
                _Norm(kpi, asked, done, done is None or _keeps(kpi, done, asked, size(item.get("pace"))), item)
            )
    return found


def _keeps(kpi: str, done: float, asked: float, pace: float | None) -> bool:
    """By the pace where there is one: a day that still runs does not owe the whole norm yet."""
    ahead = done - asked if pace is None else pace - 1.0
    return ahead <= 0 if _less_is_better(kpi) else ahead >= 0


def _less_is_better(key: str) -> bool:
    return key in BY_KEY and BY_KEY[key].better is Better.LESS


def _telling(words: ReportWords) -> str:
    """Revenue, else calls, else the first KPI that anybody has."""
    keys = ["revenue", "calls_total", *(column.key for column in words.report.columns)]
    for key in keys:
        if key not in _NOT_RANKED and any(size(row.get(key)) for row in words.report.rows):
            return key
    return "calls_total"


def _ranking(words: ReportWords) -> str:
    """The KPI the places are given by, where the report names it; else the column whose values run with the places."""
    named = words.report.totals.get("rank")
    if isinstance(named, str):
        return named
    rows = [row for row in words.report.rows if row.get("place") is not None]
    columns = [column.key for column in words.report.columns if column.key not in _NOT_RANKED]
    usual = ["score", "revenue"]
    for key in [*(key for key in usual if key in columns), *(key for key in columns if key not in usual)]:
        sizes = [one for row in rows if (one := size(row.get(key))) is not None]
        if sizes and len(sizes) == len(rows) and sizes == sorted(sizes, reverse=not _less_is_better(key)):
            return key
    return _telling(words)


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a ranking: its name, its length, the norm beside it, whether it is kept, and whether it is behind."""

    label: str
    size: float | None
    asked: float | None
    kept: bool
    behind: bool


def _ranked(words: ReportWords, metric: str, lines: Sequence[_Line], *, in_order: bool) -> Picture:
    speech = words.speech
    scale = Scale.over([one for line in lines for one in (line.size, line.asked)])
    drawn: list[tuple[float | None, Row]] = []
    for line, row in zip(lines, words.report.rows, strict=True):
        bars = scale.bar(line.size, Tone.BEHIND if line.behind else Tone.MAIN)
        marks = () if line.asked is None else (scale.at(line.asked),)
        away = words.cell("away", row) if row.get("away") else ""
        drawn.append((line.size, Row(line.label, words.cell(metric, row), bars, marks, away)))
    if not in_order:
        drawn.sort(key=lambda pair: (pair[0] is None, -(pair[0] or 0.0)))
    legend = []
    if any(line.asked is not None for line in lines):
        below = "chart-legend-far-below" if metric == "score" else "chart-legend-below"
        legend = [(Tone.MARK, speech.say("chart-legend-norm")), (Tone.BEHIND, speech.say(below))]
    shown = without_tail([row for _, row in drawn], words, of_time=runs_in_time(words))
    return picture(words, _title(words, metric, lines), shown, legend)


def _title(words: ReportWords, metric: str, lines: Sequence[_Line]) -> str:
    """How many keep the norm; without norms the total, or the name of what is shown."""
    speech, label = words.speech, words.label(metric)
    asked = [line.kept for line in lines if line.asked is not None and line.size is not None]
    if asked:
        said = {"n": sum(asked), "all": len(asked)}
        if metric == "score":
            return speech.say("chart-score-met", **said)
        return speech.say("chart-people-met", metric=label, **said)
    if words.report.totals.get(metric) is not None and words.unit(metric) in (*_ADDABLE, Unit.RATE):
        return speech.say("chart-total", metric=label, value=words.cell(metric, words.report.totals))
    return label


def _against_norms(words: ReportWords, norms: Sequence[_Norm]) -> Picture:
    """One person: each norm as a length of its own, full at the mark."""
    speech = words.speech
    drawn = []
    for norm in norms:
        scale = Scale.over((norm.asked, norm.done))
        tone = Tone.MAIN if norm.kept else Tone.BEHIND
        said = speech.say("chart-of-norm", fact=words.cell("fact", norm.row), norm=words.cell("norm", norm.row))
        track = Bar(0.0, 1.0, Tone.TRACK)
        mark = scale.at(norm.asked)
        drawn.append(Row(words.label(norm.kpi), said, (track, *scale.bar(norm.done, tone)), (mark,)))
    kept = sum(norm.kept for norm in norms)
    legend = ((Tone.MARK, speech.say("chart-legend-norm")), (Tone.BEHIND, speech.say("chart-legend-below")))
    who = names(words)[0]
    title = speech.say("chart-norms-met", who=who, n=kept, all=len(norms))
    return picture(words, title, without_tail(drawn, words), legend)
