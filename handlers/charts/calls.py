"""Calls: a few as a list with the length of the talk, many by person."""

from collections.abc import Mapping, Sequence

from handlers.charts.listing import remark
from handlers.charts.picture import MOST_ROWS, Picture, Row, Scale, Tone, picture, size, without_tail
from handlers.speech import ReportWords
from services.domain.report import Unit, Value

Rows = Sequence[Mapping[str, Value]]


def calls_picture(words: ReportWords) -> Picture:
    """How many connected, of calls with clients; internal ones are listed but not counted."""
    rows = words.report.rows
    outside = [row for row in rows if row.get("direction") != "internal"]
    connected = _number(words, sum(row.get("connected") is True for row in outside))
    title = words.speech.say("chart-calls-title", n=connected, all=_number(words, len(outside)))
    if len(rows) <= MOST_ROWS:
        return picture(words, title, _listed(words, rows))
    legend = (
        (Tone.QUIET, words.label("calls_total")),
        (Tone.MAIN, words.label("calls_connected")),
    )
    return picture(words, title, without_tail(_by_person(words, outside), words), legend)


def _number(words: ReportWords, count: int) -> str:
    return words.speech.value(count, Unit.COUNT)


def _listed(words: ReportWords, rows: Rows) -> list[Row]:
    scale = Scale.over(size(row.get("talk_time")) for row in rows)
    return [
        Row(
            label=remark(words, ("started_at", "person"), row),
            value=words.cell("talk_time", row) if row.get("connected") else words.speech.say("chart-call-missed"),
            bars=scale.bar(size(row.get("talk_time")) or None),
            note=remark(words, ("direction", "phone"), row),
        )
        for row in rows
    ]


def _by_person(words: ReportWords, rows: Rows) -> list[Row]:
    """The most calls first."""
    of: dict[str, list[bool]] = {}
    for row in rows:
        of.setdefault(words.cell("person", row), []).append(row.get("connected") is True)
    scale = Scale.over(float(len(calls)) for calls in of.values())
    return [
        Row(
            label=name,
            value=words.speech.say("chart-calls-of", n=_number(words, sum(calls)), all=_number(words, len(calls))),
            bars=scale.bar(float(len(calls)), Tone.QUIET) + scale.bar(float(sum(calls))),
        )
        for name, calls in sorted(of.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    ]
