"""The funnel: where deals get lost, in one of four labelled views."""

from collections.abc import Sequence
from fractions import Fraction

from handlers.screen import Button, Screen, bold, fixed, plain
from handlers.speech import harmless
from handlers.views.frame import Frame, Row
from services.domain.report import Value

_VIEWS = ("cohort", "entry_cohort", "flow", "snapshot")
_CUTS = ("person", "source", "month")
_NAME = 12
_WIDE = 6
_FEW = 3
"""Deals that must have reached a step before its conversion is worth a word."""

_TOTALS = ("created", "won", "lost", "open", "win_rate", "cohort_win_rate", "revenue", "average_deal",
           "cycle_median_days")  # fmt: skip


def funnel_screen(frame: Frame) -> Screen:
    """Stages as a table, or a line for each value of a cut."""
    if not frame.rows:
        return frame.screen([plain(frame.speech.say("report-empty"))], *_choices(frame))
    if frame.question.by not in (None, "stage"):
        shown = frame.page(frame.rows)
        lines = [line for row in shown for line in _cut_line(frame, row)]
        return frame.screen(lines, *_choices(frame), total=len(frame.rows))
    lines = [*_conclusion(frame), *_tables(frame), "", *_totals(frame)]
    return frame.screen(lines, *_choices(frame))


def _conclusion(frame: Frame) -> list[str]:
    """The step at which most is lost."""
    steps = [
        (row["conversion_from_previous"], row)
        for row, before in zip(frame.rows[1:], frame.rows, strict=False)
        if isinstance(row.get("conversion_from_previous"), Fraction | int) and _number(before.get("reached")) >= _FEW
    ]
    if not steps:
        return []
    weakest = min(steps, key=lambda step: float(step[0]))[1]  # type: ignore[arg-type]
    stage, share = harmless(frame.cell("stage", weakest)), frame.cell("conversion_from_previous", weakest)
    return [bold(frame.speech.say("funnel-weakest", stage=stage, share=share)), ""]


def _tables(frame: Frame) -> list[str]:
    pipelines = list(dict.fromkeys(row.get("pipeline") for row in frame.rows))
    found = []
    for pipeline in pipelines:
        rows = [row for row in frame.rows if row.get("pipeline") == pipeline]
        name = [plain(harmless(frame.cell("pipeline", rows[0])))] if len(pipelines) > 1 else []
        found += [*name, fixed(_table(frame, rows))]
    return found


def _table(frame: Frame, rows: Sequence[Row]) -> list[str]:
    """Thirty columns: the stage, how many reached it, the share of the one before, how many stand there now."""
    snapshot = rows[0].get("view") == "snapshot"
    keys = ("open_now", "share_of_open") if snapshot else ("reached", "conversion_from_previous", "open_now")
    heads = [frame.speech.say(f"funnel-head-{key.replace('_', '-')}") for key in keys]
    lines = [f"{'':{_NAME}}" + "".join(f"{head:>{_WIDE}}" for head in heads)]
    for row in rows:
        name = harmless(frame.cell("stage", row))
        name = name if len(name) <= _NAME else name[: _NAME - 1] + "…"
        cells = "".join(f"{_short(frame, key, row):>{_WIDE}}" for key in keys)
        lines.append(f"{name:{_NAME}}{cells}")
    return lines


def _short(frame: Frame, key: str, row: Row) -> str:
    value = row.get(key)
    if isinstance(value, Fraction | int) and key in ("conversion_from_previous", "share_of_open"):
        return f"{round(float(value) * 100)}%"
    return frame.cell(key, row).replace("\u00a0", "")


def _totals(frame: Frame) -> list[str]:
    totals = frame.answer.report.totals
    lines = [plain(frame.pair(key, totals)) for key in _TOTALS if totals.get(key) is not None]
    ripe = totals.get("ripeness")
    if isinstance(ripe, Fraction | int):
        word = "ripe-yes" if ripe >= Fraction(3, 4) else "ripe-not-yet"
        lines.append(plain(frame.speech.say(word, share=frame.cell("ripeness", totals))))
    return lines


def _cut_line(frame: Frame, row: Row) -> list[str]:
    name = harmless(frame.words.name_of(row, [frame.question.by or "stage"]))
    told = frame.speech.say(
        "funnel-line",
        created=frame.cell("created", row),
        won=frame.cell("won", row),
        lost=frame.cell("lost", row),
        rate=frame.cell("cohort_win_rate" if row.get("cohort_win_rate") is not None else "win_rate", row),
        money=frame.cell("revenue", row),
    )
    return [bold(name), plain(told)]


def _choices(frame: Frame) -> tuple[tuple[Button, ...], ...]:
    """The other views and cuts, each by its label."""
    now = str(frame.answer.report.totals.get("view") or frame.question.view or _VIEWS[0])
    views = [view for view in _VIEWS if view != now]
    view_row = tuple(
        frame.to(frame.speech.say(f"view-button-{view.replace('_', '-')}"), frame.question.cut(frame.question.by, view))
        for view in views
    )
    cuts = [cut for cut in _CUTS if cut != frame.question.by and (cut != "person" or frame.me.heads)]
    back = [frame.to(frame.speech.say("cut-stage"), frame.question.cut(None, frame.question.view))]
    cut_row = tuple(
        [frame.to(frame.speech.say(f"cut-{cut}"), frame.question.cut(cut, frame.question.view)) for cut in cuts]
    )
    return (view_row, tuple(back if frame.question.by else ()) + cut_row[:3])


def _number(value: Value) -> int:
    return value if isinstance(value, int) else 0
