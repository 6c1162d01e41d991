"""Nudges: the fact and the rule, what is missing, the next step, one row of buttons; four lines at most."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

from handlers.buttons import Press, ask, number36
from handlers.screen import Button, Screen, plain
from handlers.speech import ReportWords, Speech
from handlers.views.letter_words import cell, fresh_line, person_name, thawed, words_of
from services.domain.kpi import BY_KEY
from services.domain.names import first_name
from services.domain.pace import number_of, per_hour
from services.domain.question import Question, Span
from services.domain.report import Unit, Value
from services.domain.rights import Member
from services.domain.wording import shortened
from services.usecases.evaluate_rules import START_RULE
from services.usecases.organising.kpi_named import kpi_token

_LONGEST_KPI = 30
_MOST_NORMS = 2


def start_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """The day has begun and nothing has been done yet: what is asked today and with what to begin."""
    words = words_of({**data, "currency": me.company.currency}, speech)
    begins, waiting = thawed(data, "begins"), data["waiting"]
    lines = [speech.say("nudge-start", name=person_name(first_name(me.person.name)), at=speech.clock(begins))]
    asked = [_asked(norm, words) for norm in thawed(data, "norms") if not isinstance(norm.get("norm"), str)]
    if asked:
        lines.append(speech.say("nudge-start-norms", norms=", ".join(asked[:_MOST_NORMS])))
    lines.append(speech.say("nudge-start-waiting", n=waiting) if waiting else speech.say("nudge-start-first"))
    return _nudge(lines, data, me, speech, START_RULE, waiting)


def pace_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """What is done and due by now, what is left and how much an hour that is, and who waits for a call."""
    words = words_of({**data, "currency": me.company.currency}, speech)
    norm, waiting = thawed(data, "norm"), data["waiting"]
    told = {"fact": cell(words, "fact", norm), "norm": cell(words, "norm", norm)}
    due = _shown(norm.get("expected_to_date"), data["kpi"], words)
    lines = [speech.say("nudge-pace", kpi=_name(data["kpi"], words), due=due, **told)]
    left, time_left = thawed(data, "left"), thawed(data, "time_left")
    an_hour = per_hour(left, time_left)
    if an_hour is not None:
        rest, each = _whole(left, data["kpi"], words), _whole(an_hour, data["kpi"], words)
        phrase = "nudge-pace-left" if time_left >= timedelta(hours=1) else "nudge-pace-last"
        lines.append(speech.say(phrase, left=rest, each=each, ends=speech.clock(thawed(data, "ends"))))
    if waiting:
        since = _since(thawed(data, "since"), date.fromisoformat(data["day"]), speech)
        lines.append(speech.say("nudge-pace-waiting", n=waiting, since=since))
    return _nudge(lines, data, me, speech, data["kpi"], waiting)


def met_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """A norm is reached: one warm line."""
    words = words_of({**data, "currency": me.company.currency}, speech)
    norm = thawed(data, "norm")
    told = {"fact": cell(words, "fact", norm), "norm": cell(words, "norm", norm)}
    return Screen(plain(speech.say("nudge-met", kpi=_name(data["kpi"], words), **told)))


def _nudge(lines: list[str], data: Mapping[str, Any], me: Member, speech: Speech, rule: str, waiting: int) -> Screen:
    company = me.company.id
    day = Button(speech.say("button-my-day"), Press("today", company))
    missed = Question("rows", Span("week"), person=me.id, view="calls_missed")
    shown = Button(speech.say("button-show-n", n=waiting), ask(company, missed)) if waiting else day
    text = "\n".join([*(plain(line) for line in lines), *fresh_line(data, speech)])
    return Screen(text, ((shown, *hush_buttons(rule, date.fromisoformat(data["day"]), me, speech)),))


def hush_buttons(rule: str, day: date, me: Member, speech: Speech) -> tuple[Button, ...]:
    """In an hour; not today."""
    values = (kpi_token(rule), number36(day.toordinal()))
    return (
        Button(speech.say("button-in-an-hour"), Press("hush", me.company.id, ("h", *values))),
        Button(speech.say("button-not-today"), Press("hush", me.company.id, ("d", *values))),
    )


def _since(at: datetime, day: date, speech: Speech) -> str:
    """Since when somebody waits: «с 11:20», «со вчерашнего дня», «с 01.06»."""
    if at.date() == day:
        return speech.say("nudge-since-today", at=speech.clock(at))
    if at.date() == day - timedelta(days=1):
        return speech.say("nudge-since-yesterday")
    return speech.say("nudge-since-day", day=speech.short_day(at.date()))


def _name(kpi: str, words: ReportWords) -> str:
    return shortened(words.label(kpi), _LONGEST_KPI)


def _asked(norm: Mapping[str, Value], words: ReportWords) -> str:
    name = _name(str(norm["kpi"]), words)
    return words.speech.say("nudge-asked", kpi=name[:1].lower() + name[1:], norm=cell(words, "norm", norm))


def _shown(value: Value, kpi: str, words: ReportWords) -> str:
    """What is due by now, rounded to whole units: nobody makes a third of a call."""
    number = number_of(value)
    return words.cell("fact", {"kpi": kpi, "fact": value}) if number is None else _whole(number, kpi, words)


def _whole(number: Fraction, kpi: str, words: ReportWords) -> str:
    """A number in the unit of a KPI: whole calls, whole minutes."""
    unit = BY_KEY[kpi].unit if kpi in BY_KEY else Unit.NUMBER
    if unit is Unit.SECONDS:
        minutes = ceil(number / 60)
        hours, rest = divmod(minutes, 60)
        if hours:
            return words.speech.say("figure-hours", hours=str(hours), minutes=f"{rest:02}")
        return words.speech.say("figure-minutes-only", minutes=str(minutes))
    return words.speech.number(ceil(number))
