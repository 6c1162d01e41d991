"""Return on spend: where a rouble in becomes how many out, by channel, honestly ripe or not."""

from fractions import Fraction

from handlers.screen import Button, Screen, bold, plain
from handlers.speech import harmless
from handlers.views.frame import Frame, Row

_ON_A_PAGE = 6
_CUTS = ("campaign", "month")
_OTHER = {"cash": "cohort", "cohort": "cash"}


def roi_screen(frame: Frame) -> Screen:
    """Money in, leads, sales, money out, for each channel."""
    if not frame.rows:
        return frame.screen([plain(frame.speech.say("report-empty"))], *_choices(frame))
    shown = frame.page(frame.rows, _ON_A_PAGE)
    lines = [*_conclusion(frame), *(line for row in shown for line in _channel(frame, row))]
    if not frame.question.page:
        lines += [bold(frame.speech.say("report-total")), *_numbers(frame, frame.answer.report.totals)]
    return frame.screen(lines, *_choices(frame), total=len(frame.rows), size=_ON_A_PAGE)


def _conclusion(frame: Frame) -> list[str]:
    """Which channel brings most for its money, and which brings back less than it costs."""
    known = [(row["romi"], row) for row in frame.rows if isinstance(row.get("romi"), Fraction | int)]
    if not known:
        return []
    ordered = sorted(known, key=lambda pair: float(pair[0]))  # type: ignore[arg-type]
    best, worst = ordered[-1][1], ordered[0][1]
    lines = []
    if float(best["romi"]) > 0:  # type: ignore[arg-type]
        lines.append(frame.speech.say("roi-best", channel=_name(frame, best), romi=frame.cell("romi", best)))
    if float(worst["romi"]) < 0:  # type: ignore[arg-type]
        lines.append(frame.speech.say("roi-worst", channel=_name(frame, worst), romi=frame.cell("romi", worst)))
    return [*map(bold, lines), ""] if lines else []


def _name(frame: Frame, row: Row) -> str:
    return harmless(frame.words.name_of(row, [frame.answer.report.columns[0].key]))


def _channel(frame: Frame, row: Row) -> list[str]:
    return [bold(_name(frame, row)), *_numbers(frame, row), ""]


def _numbers(frame: Frame, row: Row) -> list[str]:
    cell, say = frame.cell, frame.speech.say
    lines = [
        say("roi-money", spend=cell("spend", row), revenue=cell("revenue", row), margin=cell("margin", row)),
        say("roi-people", leads=cell("leads", row), won=cell("won", row), cpl=cell("cpl", row), cpo=cell("cpo", row)),
        say("roi-return", romi=cell("romi", row), roi=cell("roi", row)),
    ]
    ripe = row.get("ripeness")
    if isinstance(ripe, Fraction | int):
        lines.append(say("ripe-yes" if ripe >= Fraction(3, 4) else "ripe-not-yet", share=cell("ripeness", row)))
    return [plain(line) for line in lines]


def _choices(frame: Frame) -> tuple[tuple[Button, ...], ...]:
    now = str(frame.answer.report.totals.get("view") or frame.question.view or "cash")
    other = _OTHER.get(now, "cash")
    question = frame.question
    view = frame.to(frame.speech.say(f"roi-button-{other}"), question.cut(question.by, other))
    cuts = [None, *_CUTS]
    row = tuple(
        frame.to(frame.speech.say(f"cut-{cut or 'channel'}"), question.cut(cut, question.view))
        for cut in cuts
        if cut != question.by
    )
    return ((view,), row)
