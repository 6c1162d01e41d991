"""The report of the day: written from what was done, with buttons for what only the person knows."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from handlers.buttons import Press, number36
from handlers.screen import Button, Rows, Screen, bold, plain
from handlers.speech import Speech, harmless
from handlers.views.letter_words import cell, day_words, fresh_line, norm_lines, thawed, waiting_line, words_of
from handlers.views.refusals import menu_row
from services.domain.report import Value
from services.domain.rights import Member
from services.domain.wording import shortened

_LONGEST_NOTE = 300
_TOLD = ("deals_won", "revenue", "meetings", "proposals")


def report_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """Norms with marks, what was won, who is still to be called, what the person says; and what they may add."""
    day = date.fromisoformat(data["day"])
    words = words_of(data, speech)
    norms, facts, missed = thawed(data, "norms"), thawed(data, "facts"), thawed(data, "missed")
    title = "written-title" if data["over"] else "written-title-so-far"
    lines = [bold(speech.say(title, day=day_words(day, speech)))]
    lines += norm_lines(norms, words) or _facts_without_norms(facts, data, speech)
    told = [
        speech.say("written-fact", name=words.label(key), value=cell(words, key, facts))
        for key in _TOLD
        if _any(facts, key)
    ]
    if told:
        lines.append(plain("; ".join(told)))
    if missed:
        lines.append(waiting_line(missed, day, speech))
    if data["stalled"]:
        lines.append(plain(speech.say("today-stalled", n=data["stalled"])))
    lines += note_lines(data["notes"], speech) + fresh_line(data, speech)
    behind = any(norm.get("mark") is False for norm in norms)
    return Screen("\n".join(lines), _rows(day, data["notes"], me, speech, behind=behind))


def note_lines(notes: Mapping[str, str], speech: Speech) -> list[str]:
    """What the person said about the day."""
    return [
        plain(speech.say(f"written-{kind}", text=shortened(harmless(notes[kind]), _LONGEST_NOTE)))
        for kind in ("plan", "reason", "tomorrow")
        if notes.get(kind)
    ]


def _rows(day: date, notes: Mapping[str, str], me: Member, speech: Speech, *, behind: bool) -> Rows:
    number = number36(day.toordinal())

    def button(kind: str, phrase: str) -> Button:
        return Button(speech.say(phrase), Press("day-note", me.company.id, (kind, number)))

    first = (button("r", "button-reason"),) if behind else ()
    row = (*first, button("t", "button-tomorrow"))
    if "confirmed" in notes or "reason" in notes:
        return (row, menu_row(speech, me.company.id))
    return (row, (button("c", "button-all-right"),))


def _facts_without_norms(facts: Mapping[str, Value], data: Mapping[str, Any], speech: Speech) -> list[str]:
    words = words_of(data, speech)
    keys = ("calls_total", "talk_time")
    told = [speech.say("written-fact", name=words.label(key), value=cell(words, key, facts)) for key in keys]
    return [plain("; ".join(told))]


def _any(facts: Mapping[str, Value], key: str) -> bool:
    value = facts.get(key)
    return bool(getattr(value, "minor", value))
