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
from services.domain.report import Unit, Value

_NOT_RANKED = frozenset({"place", "person_id"})
_ADDABLE = (Unit.COUNT, Unit.MONEY, Unit.SECONDS)


@dataclass(frozen=True, slots=True)
class _Norm:
    """A norm of one row as a table inside the report holds it."""

    kpi: str
    asked: float
    done: float
    row: Mapping[str, Value]


def kpi_picture(words: ReportWords) -> Picture:
    """Several rows: one KPI of each against its norm. One row: every norm of it, or simply its numbers."""
    report = words.report
    norms = [_norms(row) for row in report.rows]
    if len(report.rows) == 1:
        return _against_norms(words, norms[0]) if norms[0] else values_picture(words)
    asked = Counter(norm.kpi for of_row in norms for norm in of_row)
    metric = asked.most_common(1)[0][0] if asked else _telling(words)
    marks = [next((norm.asked for norm in of_row if norm.kpi == metric), None) for of_row in norms]
    return _ranked(words, metric, names(words), marks, in_order=runs_in_time(words))


def team_picture(words: ReportWords) -> Picture:
    """People in their places by the KPI they are ranked by; who is away is named without a place."""
    labels = [
        words.speech.say("chart-place", place=place, name=name) if isinstance(place := row.get("place"), int) else name
        for name, row in zip(names(words), words.report.rows, strict=True)
    ]
    return _ranked(words, _ranking(words), labels, [None] * len(labels), in_order=True)


def _norms(row: Mapping[str, Value]) -> list[_Norm]:
    """The norms that can be drawn as lengths: a time of day cannot."""
    held = row.get("norms")
    found = []
    for item in held if isinstance(held, Sequence) and not isinstance(held, str) else ():
        kpi, asked, done = item.get("kpi"), size(item.get("norm")), size(item.get("fact"))
        if isinstance(kpi, str) and asked:
            found.append(_Norm(kpi, asked, done or 0.0, item))
    return found


def _telling(words: ReportWords) -> str:
    """Revenue, else calls, else the first KPI that anybody has."""
    keys = ["revenue", "calls_total", *(column.key for column in words.report.columns)]
    for key in keys:
        if key not in _NOT_RANKED and any(size(row.get(key)) for row in words.report.rows):
            return key
    return "calls_total"


def _ranking(words: ReportWords) -> str:
    """The column whose values fall as the places grow: the report is ordered by it."""
    rows = [row for row in words.report.rows if row.get("place") is not None]
    columns = [column.key for column in words.report.columns if column.key not in _NOT_RANKED]
    usual = ["score", "revenue"]
    for key in [*(key for key in usual if key in columns), *(key for key in columns if key not in usual)]:
        sizes = [one for row in rows if (one := size(row.get(key))) is not None]
        if sizes and len(sizes) == len(rows) and sizes == sorted(sizes, reverse=True):
            return key
    return _telling(words)


def _ranked(
    words: ReportWords, metric: str, labels: Sequence[str], marks: Sequence[float | None], *, in_order: bool
) -> Picture:
    rows, speech = words.report.rows, words.speech
    sizes = [size(row.get(metric)) for row in rows]
    scale = Scale.over([*sizes, *marks])
    lines: list[tuple[float | None, Row]] = []
    for row, label, one, mark in zip(rows, labels, sizes, marks, strict=True):
        tone = Tone.BEHIND if mark is not None and (one or 0.0) < mark else Tone.MAIN
        away = words.cell("away", row) if row.get("away") not in (None, False) else ""
        at = (scale.at(mark),) if mark is not None else ()
        lines.append((one, Row(label, words.cell(metric, row), scale.bar(one, tone), at, away)))
    if not in_order:
        lines.sort(key=lambda line: (line[0] is None, -(line[0] or 0.0)))
    legend = []
    if any(mark is not None for mark in marks):
        legend = [(Tone.MARK, speech.say("chart-legend-norm")), (Tone.BEHIND, speech.say("chart-legend-below"))]
    title = _title(words, metric, sizes, marks)
    drawn = without_tail([row for _, row in lines], words, of_time=runs_in_time(words))
    return picture(words, title, drawn, legend)


def _title(words: ReportWords, metric: str, sizes: Sequence[float | None], marks: Sequence[float | None]) -> str:
    """How many keep the norm; without norms the total, or the name of what is shown."""
    speech, label = words.speech, words.label(metric)
    asked = [(one or 0.0, mark) for one, mark in zip(sizes, marks, strict=True) if mark is not None]
    if asked:
        kept = sum(one >= mark for one, mark in asked)
        return speech.say("chart-people-met", metric=label, n=kept, all=len(asked))
    if words.report.totals.get(metric) is not None and words.unit(metric) in (*_ADDABLE, Unit.RATE):
        return speech.say("chart-total", metric=label, value=words.cell(metric, words.report.totals))
    return label


def _against_norms(words: ReportWords, norms: Sequence[_Norm]) -> Picture:
    """One person: each norm as a length of its own, full at the mark."""
    speech = words.speech
    drawn = []
    for norm in norms:
        scale = Scale(0.0, max(norm.asked, norm.done))
        tone = Tone.BEHIND if norm.done < norm.asked else Tone.MAIN
        said = speech.say("chart-of-norm", fact=words.cell("fact", norm.row), norm=words.cell("norm", norm.row))
        track = Bar(0.0, 1.0, Tone.TRACK)
        mark = scale.at(norm.asked)
        drawn.append(Row(words.label(norm.kpi), said, (track, *scale.bar(norm.done, tone)), (mark,)))
    kept = sum(norm.done >= norm.asked for norm in norms)
    legend = ((Tone.MARK, speech.say("chart-legend-norm")), (Tone.BEHIND, speech.say("chart-legend-below")))
    who = names(words)[0]
    title = f"{who}: {speech.say('chart-norms-met', n=kept, all=len(norms))}"
    return picture(words, title, without_tail(drawn, words), legend)
