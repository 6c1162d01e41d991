"""Choosers: another period, other people."""

from handlers.screen import Button, Screen, bold, plain
from handlers.speech import harmless
from handlers.views.frame import Frame
from handlers.views.refusals import menu_row
from services.domain.question import WORDS, Question, Side, Span

_IN_A_ROW = 2
_ON_A_PAGE = 16


def periods_screen(frame: Frame) -> Screen:
    """Every period that has a word; any other can be typed."""
    buttons = [frame.to(frame.speech.say(f"span-{word}"), frame.question.over(Span(word))) for word in WORDS]
    hint = frame.speech.say("periods-hint", command=frame.question.report)
    return _closed(frame, [bold(frame.speech.say("periods-title")), plain(hint)], buttons)


def whom_screen(frame: Frame) -> Screen:
    """Everybody the asker may see, the whole first."""
    found = frame.answer.whom
    everybody = [("", frame.question.about())] if frame.me.whole else []
    choices: list[tuple[str, Question]] = [(frame.speech.say("whole-company"), one) for _, one in everybody]
    if found is not None:
        choices += [(path, frame.question.about(team=team)) for team, path in found.teams]
        choices += [(name, frame.question.about(person=who)) for who, name in found.people]
    pages = max(1, -(-len(choices) // _ON_A_PAGE))
    at = min(frame.question.page, pages - 1)
    buttons = [
        frame.to(harmless(name), question) for name, question in choices[at * _ON_A_PAGE : (at + 1) * _ON_A_PAGE]
    ]
    hint = frame.speech.say("whom-hint", command=frame.question.report)
    lines = [bold(frame.speech.say("whom-title")), plain(hint)]
    return _closed(frame, lines, buttons, frame.pager(len(choices), _ON_A_PAGE))


def _closed(frame: Frame, lines: list[str], buttons: list[Button], *more: tuple[Button, ...]) -> Screen:
    rows = [tuple(buttons[place : place + _IN_A_ROW]) for place in range(0, len(buttons), _IN_A_ROW)]
    back = (frame.to(frame.speech.say("button-back"), frame.question.turned(Side.MAIN)),)
    return Screen("\n".join(lines)).with_rows(*rows, *more, back, menu_row(frame.speech, frame.me.company.id))
