"""Open deals: those that stand still first, with the reason."""

from handlers.screen import Screen, bold, plain
from handlers.speech import harmless
from handlers.views.frame import Frame, Row

_ON_A_PAGE = 8


def deals_screen(frame: Frame) -> Screen:
    """What needs something comes first; each deal says why."""
    if not frame.rows:
        return frame.screen([plain(frame.speech.say("deals-none"))])
    ordered = sorted(frame.rows, key=lambda row: row.get("stalled_because") is None)
    shown = frame.page(ordered, _ON_A_PAGE)
    totals = frame.answer.report.totals
    stalled = totals.get("stalled")
    count = stalled if isinstance(stalled, int) else 0
    title = frame.speech.say("deals-title", open=frame.cell("open", totals), n=count)
    lines = [bold(title), "", *(line for row in shown for line in _deal(frame, row))]
    return frame.screen(lines, total=len(ordered), size=_ON_A_PAGE)


def _deal(frame: Frame, row: Row) -> list[str]:
    name = harmless(str(row.get("client") or "")) or frame.speech.say(
        "deals-number", number=frame.cell("external_id", row)
    )
    lines = [bold(f"{name} · {frame.cell('amount', row)}")]
    if frame.answer.person is None:
        lines.append(plain(harmless(frame.cell("person", row))))
    days = frame.cell("in_stage_days", row)
    lines.append(plain(frame.speech.say("deals-stage", stage=harmless(frame.cell("stage", row)), days=days)))
    if row.get("stalled_because"):
        lines.append(plain(f"⚠ {frame.cell('stalled_because', row)}"))
    return lines
