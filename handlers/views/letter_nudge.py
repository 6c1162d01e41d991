"""Nudges: the fact and the rule, what is missing, the next step, one row of buttons; four lines at most."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

from handlers.buttons import Press, ask, number36
from handlers.screen import Button, Screen, plain
from handlers.speech import ReportWords, Speech
from handlers.views.letter_words import cell, fresh_line, person_name, thawed, words_of
from services.domain.names import first_name
from services.domain.pace import number_of, per_hour
from services.domain.question import Question, Span
from services.domain.report import Unit, Value
from services.domain.rights import Member
from services.domain.tally import dress
from services.domain.wording import shortened
from services.usecases.answer_nudge import Hushed
from services.usecases.nudges.ground import START_RULE
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
    figure = _Figure(Unit(data["unit"]), me.company.currency, speech)
    told = {"fact": cell(words, "fact", norm), "norm": cell(words, "norm", norm)}
    due, fresh = figure.whole(number_of(norm.get("expected_to_date")) or Fraction(0)), thawed(data, "fresh")
    name = _name(data["kpi"], words)
    if fresh is None:
        lines = [speech.say("nudge-pace", kpi=name, due=due, **told)]
    else:
        lines = [speech.say("nudge-pace-then", kpi=name, due=due, at=speech.clock(fresh), **told)]
    left, time_left = thawed(data, "left"), thawed(data, "time_left")
    an_hour = per_hour(left, time_left)
    if an_hour is not None:
        phrase = "nudge-pace-left" if time_left >= timedelta(hours=1) else "nudge-pace-last"
        ends = speech.clock(thawed(data, "ends"))
        lines.append(speech.say(phrase, left=figure.whole(left), each=figure.whole(an_hour), ends=ends))
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


def answered_screen(told: Hushed, values: tuple[str, str], me: Member, speech: Speech) -> Screen:
    """The nudge after its answer: what was understood, and how to take it back; `values` are those of its buttons."""
    what = _name_of(told, speech)
    if told.over:
        text = speech.say("hush-hour-over", kpi=what)
    elif told.kind == "hour":
        text = speech.say("hush-hour", kpi=what, at=speech.clock(told.until))
    elif told.kind == "today":
        text = speech.say("hush-day", kpi=what)
    else:
        text = speech.say("hush-never", kpi=what, day=speech.short_day(told.until.date()))
    back = Button(speech.say("button-undo"), Press("hush-undo", me.company.id, values[:1]))
    never = Button(speech.say("button-never"), Press("hush", me.company.id, ("n", *values)))
    return Screen(plain(text), ((back,) if told.kind == "never" else (back, never),))


def undone_screen(told: Hushed, me: Member, speech: Speech) -> Screen:
    """The matter will be spoken of again."""
    day = Button(speech.say("button-my-day"), Press("today", me.company.id))
    return Screen(plain(speech.say("hush-undone", kpi=_name_of(told, speech))), ((day,),))


def _name_of(told: Hushed, speech: Speech) -> str:
    own = {} if told.name is None else {"own_words": {told.rule: f"{told.name} = {told.rule}"}}
    return _name(told.rule, words_of(own, speech))


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


@dataclass(frozen=True, slots=True)
class _Figure:
    """Numbers in the unit of a KPI."""

    unit: Unit
    currency: str
    speech: Speech

    def whole(self, number: Fraction) -> str:
        """Rounded up to whole units: nobody makes a third of a call."""
        if self.unit is Unit.SECONDS:
            hours, rest = divmod(ceil(number / 60), 60)
            if hours:
                return self.speech.say("figure-hours", hours=self.speech.number(hours), minutes=f"{rest:02}")
            return self.speech.say("figure-minutes-only", minutes=str(rest))
        return self.speech.value(dress(Fraction(ceil(number)), self.unit, self.currency), self.unit)
