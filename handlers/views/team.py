"""The board: places, who needs help, who is away."""

from handlers.screen import Screen, bold, plain
from handlers.speech import harmless
from handlers.views.frame import Frame, Row
from handlers.views.kpi import idle_line, parted


def team_screen(frame: Frame) -> Screen:
    """Who is where; whoever is away is named so and has no place to lose."""
    if not frame.rows:
        return frame.screen([plain(frame.speech.say("report-empty"))])
    active, idle = parted(frame.rows)
    shown = frame.page(active)
    lines = [*_conclusion(frame), *(line for row in shown for line in _line(frame, row)), *idle_line(frame, idle)]
    return frame.screen(lines, *frame.people(shown), total=len(active))


def _conclusion(frame: Frame) -> list[str]:
    """Who leads, and whose numbers ask for help, without blame."""
    placed = [row for row in frame.rows if isinstance(row.get("place"), int) and row.get("person")]
    if not placed:
        return []
    first = [harmless(str(row["person"])) for row in placed if row["place"] == 1]
    scored = [row for row in placed if row.get("score") is not None and row["score"] < 1]  # type: ignore[operator]
    helped = [harmless(str(row["person"])) for row in scored[-2:] if row["place"] != 1]
    lines = [frame.speech.say("team-leads", names=", ".join(first[:3]))]
    lines += [frame.speech.say("team-helps", names=", ".join(helped))] if helped else []
    return [*map(bold, lines), ""]


def _line(frame: Frame, row: Row) -> list[str]:
    name = harmless(str(row["person"])) if row.get("person") else frame.words.missing("person")
    if row.get("away"):
        return [plain(frame.speech.say("team-away", name=name))]
    place = row.get("place")
    head = f"{place}. {name}" if isinstance(place, int) else name
    score = frame.speech.say("kpi-line-score", score=frame.cell("score", row)) if row.get("score") is not None else ""
    told = frame.speech.say(
        "team-line",
        talks=frame.cell("calls_connected", row),
        talk=frame.cell("talk_time", row),
        won=frame.cell("deals_won", row),
        money=frame.cell("revenue", row),
    )
    return [bold(head), plain(" · ".join(filter(None, (told, score))))]
