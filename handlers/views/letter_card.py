"""The day card in the chat: the day in one glance, pinned."""

from collections.abc import Mapping
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
    company, today = me.company.id, Span("today")
    row = [Button(speech.say("button-kpi"), ask(company, Question("kpi", today, person=me.id)))]
    if missed:
        row.append(Button(speech.say("button-calls"), ask(company, Question("calls", today, person=me.id))))
    if stalled:
        row.append(Button(speech.say("button-deals"), ask(company, Question("deals", Span("month"), person=me.id))))
    return Screen("\n".join(lines), (tuple(row), (Button(speech.say("button-today"), Press("today", company)),)))
