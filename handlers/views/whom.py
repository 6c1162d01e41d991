"""Several people answer to a name: they are offered as buttons."""

from handlers.buttons import ask
from handlers.screen import Button, Screen, label, plain
from handlers.speech import Speech, harmless
from handlers.views.refusals import menu_row
from services.domain.question import Question
from services.domain.rights import Member
from services.usecases.ask_as_member import Meant

_MOST = 20


def choice_screen(meant: Meant, question: Question, me: Member, speech: Speech) -> Screen:
    """One button each."""
    found = [(name, question.about(person=who)) for who, name in meant.people]
    found += [(path, question.about(team=team)) for team, path in meant.teams]
    rows = tuple((Button(label(harmless(name)), ask(me.company.id, one)),) for name, one in found[:_MOST])
    text = plain(speech.say("whom-which", n=meant.count))
    return Screen(text, rows).with_rows(menu_row(speech, me.company.id))
