"""The chooser of a period: the usual ones as buttons, any other by typing."""

from handlers.screen import Screen, bold
from handlers.views.frame import Frame, paired, text_of
from services.domain.question import WORDS, Span

_TYPED = frozenset({"kpi", "team", "funnel", "roi", "calls"})
"""Reports with a command after which a period can be typed."""


def periods_screen(frame: Frame) -> Screen:
    """Periods in words; the chosen one is marked."""
    say = frame.speech.say
    command = frame.report.name if frame.report.name in _TYPED else "kpi"
    ways = _WAYS if frame.me.heads else _WAYS_OF_ONESELF
    hint = [frame.say("periods-hint"), *(frame.say(f"periods-example-{way}", command=command) for way in ways)]
    buttons = []
    for word in WORDS:
        span = Span(word)
        text = say(f"span-{word}")
        chosen = span == frame.question.span
        buttons.append(frame.button(say("button-chosen", text=text) if chosen else text, frame.question.over(span)))
    return Screen(text_of([bold(say("periods-which"))], hint), (*paired(buttons), frame.back()))


_WAYS_OF_ONESELF = ("words", "days")
_WAYS = (*_WAYS_OF_ONESELF, "name")
