"""The day card in the chat: the day in one glance, pinned."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.buttons import Press, ask
from handlers.screen import Button, Screen, bold, plain
from handlers.speech import Speech
from handlers.views.letter_words import day_words, fresh_line, norm_lines, thawed, waiting_line, words_of
from services.domain.question import Question, Span
from services.domain.rights import Member


def card_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """The day and its end, norms with marks, who waits for a call, deals that stand still."""
    day = date.fromisoformat(data["day"])
    ends, missed, stalled = thawed(data, "ends"), thawed(data, "missed"), data["stalled"]
    norms = thawed(data, "norms")
    lines = [bold(speech.say("card-title", day=day_words(day, speech), ends=speech.clock(ends)))]
    lines += norm_lines(norms, words_of(data, speech)) or [plain(speech.say("today-no-norms"))]
    if missed:
        lines.append(waiting_line(missed, day, speech))
    if stalled:
        lines.append(plain(speech.say("today-stalled", n=stalled)))
    lines += fresh_line(data, speech)
    ways = [("kpi", "today"), *([("calls", "today")] if missed else []), *([("deals", "month")] if stalled else [])]
    row = tuple(_way(name, ask(me.company.id, Question(name, Span(word), person=me.id)), speech) for name, word in ways)
    return Screen("\n".join(lines), (row, (_way("today", Press("today", me.company.id), speech),)))


def _way(name: str, press: Press, speech: Speech) -> Button:
    """The card stays where it is: what it leads to is a message of its own."""
    return Button(speech.say(f"button-{name}"), replace(press, anew=True))
