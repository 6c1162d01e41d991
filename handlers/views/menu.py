"""The menu by role, the welcome, and a word for whoever is lost."""

from handlers.buttons import Press, ask
from handlers.screen import Button, Rows, Screen, bold, plain
from handlers.speech import Speech
from services.domain.question import Question, usual_span
from services.domain.rights import Member

_OF_MANAGERS = (("kpi", "deals"), ("calls", "funnel"), ("goals", "rules"))
_OF_HEADS = (("team", "kpi"), ("funnel", "roi"), ("deals", "calls"), ("goals", "rules"))


def menu_screen(me: Member, speech: Speech) -> Screen:
    """What this person can ask for, as buttons and as commands."""
    greeting = speech.say("menu-title", name=me.person.name, company=me.company.name)
    lines = [bold(greeting), "", *(plain(speech.say(f"menu-{word}")) for word in commands_of(me))]
    if me.brings_files:
        lines += ["", plain(speech.say("menu-files"))]
    return Screen("\n".join(lines), _rows(me, speech))


def welcome_screen(me: Member, speech: Speech) -> Screen:
    """The first screen after an invite: who you are here, what is collected, who sees it."""
    lines = [
        bold(speech.say("welcome-title", name=me.person.name)),
        plain(speech.say("welcome-company", company=me.company.name)),
        "",
        plain(speech.say("welcome-collected")),
        plain(speech.say("welcome-seen-head" if me.heads else "welcome-seen")),
        "",
        plain(speech.say("welcome-next")),
    ]
    return Screen("\n".join(lines), _rows(me, speech))


def lost_screen(me: Member, speech: Speech) -> Screen:
    """Something that means nothing here."""
    return Screen(plain(speech.say("chat-lost")), _rows(me, speech))


def commands_of(me: Member) -> tuple[str, ...]:
    """The commands worth naming to this person."""
    mine = ("kpi", "today", "deals", "calls", "funnel", "goals", "rules", "away") if me.sells else ()
    heads = ("team", "kpi", "funnel", "roi", "deals", "calls", "norms", "goals") if me.heads else ()
    arranges = ("people",) if me.arranges or me.heads else ()
    return tuple(dict.fromkeys((*heads, *mine, *arranges, "settings", "my-data")))


def _rows(me: Member, speech: Speech) -> Rows:
    pairs = _OF_HEADS if me.heads else _OF_MANAGERS if me.sells else ()
    rows = tuple(tuple(_report(name, me, speech) for name in pair) for pair in pairs)
    norms = (Button(speech.say("button-norms-menu"), Press("norms", me.company.id, ("0",))),) if me.heads else ()
    people = (Button(speech.say("button-people-menu"), Press("people", me.company.id, ("0",))),)
    asks = (*norms, *(people if me.heads or me.arranges else ()))
    return (*rows, asks) if asks else rows


def _report(name: str, me: Member, speech: Speech) -> Button:
    return Button(speech.say(f"button-{name}"), ask(me.company.id, Question(name, usual_span(name))))
