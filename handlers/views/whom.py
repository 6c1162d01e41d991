"""Whom a report is about: several who answer to a name, or all whom the reader may see."""

from handlers.buttons import ask
from handlers.screen import Button, Screen, bold, label, plain
from handlers.speech import Speech, harmless
from handlers.views.frame import Frame, paired, text_of
from handlers.views.leaves import leaf
from handlers.views.refusals import menu_row
from services.domain.question import Question
from services.domain.rights import Member
from services.usecases.ask_as_member import Meant

_MOST = 20
_A_PAGE = 14
_SHORT = 22
_OF_TEAMS = frozenset({"team"})
"""Reports that compare people: they are of a team, never of one person."""


def choice_screen(meant: Meant, question: Question, me: Member, speech: Speech) -> Screen:
    """One button each."""
    found = [(name, question.about(person=who)) for who, name in meant.people]
    found += [(path, question.about(team=team)) for team, path in meant.teams]
    rows = tuple((Button(label(harmless(name)), ask(me.company.id, one)),) for name, one in found[:_MOST])
    text = plain(speech.say("whom-which", n=meant.count))
    return Screen(text, rows).with_rows(menu_row(speech, me.company.id))


def whom_screen(frame: Frame) -> Screen:
    """The company as a whole, teams as a whole, then people by name; nobody who may not be seen."""
    me, question, say = frame.me, frame.question, frame.speech.say
    found = [(say("button-whole-company"), question.about())] if me.whole else []
    known = frame.answer.whom or Meant()
    found += [(say("button-whole-team", team=harmless(path)), question.about(team=team)) for team, path in known.teams]
    if frame.report.name not in _OF_TEAMS:
        found += [(harmless(name), question.about(person=who)) for who, name in known.people]
    part = leaf(found, question.page, _A_PAGE)
    whole = [(frame.button(name, one),) for name, one in part.shown if one.person is None]
    people = [frame.button(label(name, _SHORT), one) for name, one in part.shown if one.person is not None]
    text = text_of([bold(say("whom-of"))], [frame.say("whom-hint")])
    return Screen(text, tuple(row for row in (*whole, *paired(people), part.turns(frame), frame.back()) if row))
