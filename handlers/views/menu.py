"""The menu by role, the welcome, and a word for whoever is lost."""

from functools import lru_cache

from handlers.buttons import Press, ask
from handlers.screen import Button, Rows, Screen, bold, label, plain
from handlers.speech import Speech, harmless
from services.domain.ids import CompanyId
from services.domain.question import Question, usual_span
from services.domain.rights import Member

_OF_MANAGERS = (("kpi", "deals"), ("calls", "funnel"), ("goals", "rules"))
_OF_HEADS = (("team", "kpi"), ("funnel", "roi"), ("deals", "calls"), ("goals", "rules"))
_OF_ALL = (("away", "settings"), ("my-data",))
_OWN_SCREENS = {"goals": "goals-of"}
"""Buttons that lead to a conversation although a report has their name."""


def menu_screen(me: Member, speech: Speech, *, several: bool = False) -> Screen:
    """What this person can ask for, as buttons and as commands; `several` companies can be changed between."""
    greeting = speech.say("menu-title", name=me.person.name, company=me.company.name)
    lines = [bold(greeting), "", *(plain(speech.say(f"menu-{word}")) for word in commands_of(me))]
    if me.brings_files:
        lines += ["", plain(speech.say("menu-files"))]
    chip = Button(label(f"{harmless(me.company.name)} ⇄"), Press("set-company", me.company.id))
    return Screen("\n".join(lines), _rows(me, speech)).with_rows((chip,) if several else ())


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
    mine = ("plan", "report", "kpi", "today", "deals", "calls", "funnel", "goals", "rules") if me.sells else ()
    heads = ("team", "kpi", "funnel", "roi", "deals", "calls", "norms", "goals", "digest") if me.heads else ()
    arranges = ("people",) if me.arranges or me.heads else ()
    return tuple(dict.fromkeys(("today", *heads, *mine, *arranges, "away", "settings", "language", "my-data")))


def _rows(me: Member, speech: Speech) -> Rows:
    return _ways(me.company.id, speech, heads=me.heads, sells=me.sells, arranges=me.arranges)


@lru_cache(maxsize=1_000)
def _ways(company: CompanyId, speech: Speech, *, heads: bool, sells: bool, arranges: bool) -> Rows:
    """The day comes first: in the morning nothing else is looked for."""
    pairs = _OF_HEADS if heads else _OF_MANAGERS if sells else ()
    reports = tuple(tuple(_report(name, company, speech) for name in pair) for pair in pairs)
    norms = (Button(speech.say("button-norms-menu"), Press("norms", company, ("0",))),) if heads else ()
    people = (Button(speech.say("button-people-menu"), Press("people", company, ("0",))),)
    asks = (*norms, *(people if heads or arranges else ()))
    own = (tuple(_own(name, name, company, speech) for name in pair) for pair in _OF_ALL)
    return ((_own("today", "today", company, speech),), *reports, *((asks,) if asks else ()), *own)


def _report(name: str, company: CompanyId, speech: Speech) -> Button:
    if name in _OWN_SCREENS:
        return _own(name, _OWN_SCREENS[name], company, speech)
    return Button(speech.say(f"button-{name}"), ask(company, Question(name, usual_span(name))))


def _own(name: str, place: str, company: CompanyId, speech: Speech) -> Button:
    return Button(speech.say(f"button-{name}"), Press(place, company))
