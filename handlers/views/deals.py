"""Open deals: those that stand still first, with the reason."""

from handlers.screen import Screen, bold, plain
from handlers.speech import harmless
from handlers.views.frame import Frame, Row
from services.domain.money import Money

_ON_A_PAGE = 8


def deals_screen(frame: Frame) -> Screen:
    """What needs something comes first; each deal says why."""
    if not frame.rows:
        return frame.screen([plain(frame.speech.say("deals-none"))])
    ordered = sorted(frame.rows, key=_need)
    shown = frame.page(ordered, _ON_A_PAGE)
    totals = frame.answer.report.totals
    stalled = totals.get("stalled")
    count = stalled if isinstance(stalled, int) else 0
    title = frame.speech.say("deals-title", open=frame.cell("open", totals), n=count)
    lines = [bold(title), "", *(line for row in shown for line in _deal(frame, row))]
    return frame.screen(lines, total=len(ordered), size=_ON_A_PAGE)


def _need(row: Row) -> tuple[bool, int]:
    """Stalled before moving, and the larger sum first."""
    amount = row.get("amount")
    return row.get("stalled_because") is None, -amount.minor if isinstance(amount, Money) else 0


def _deal(frame: Frame, row: Row) -> list[str]:
    name = harmless(str(row.get("client") or "")) or frame.speech.say(
        "deals-number", number=frame.cell("external_id", row)
    )
    amount = frame.cell("amount", row) if row.get("amount") is not None else ""
    lines = [bold(" · ".join(filter(None, (name, amount))))]
    if frame.answer.person is None:
        lines.append(plain(harmless(frame.cell("person", row))))
    days = frame.cell("in_stage_days", row)
    lines.append(plain(frame.speech.say("deals-stage", stage=harmless(frame.cell("stage", row)), days=days)))
    if row.get("stalled_because"):
        lines.append(plain(f"⚠ {frame.cell('stalled_because', row)}"))
    return lines
