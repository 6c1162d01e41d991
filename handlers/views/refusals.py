"""Screens that say no, kindly: to a stranger, about somebody unknown, to a button of another age."""

from collections.abc import Mapping

from handlers.buttons import Press
from handlers.screen import Button, Screen, plain
from handlers.speech import Speech, dashed, harmless
from services.domain.ids import CompanyId
from services.errors import PhraseValue, ServiceError


def stranger_screen(speech: Speech) -> Screen:
    """Who is not known hears how to come in."""
    return Screen(plain(speech.say("chat-stranger")))


def nobody_screen(speech: Speech) -> Screen:
    """Somebody unknown and somebody foreign are the same."""
    return Screen(plain(speech.say("nobody-found")))


def refusal_screen(trouble: ServiceError, speech: Speech, company: CompanyId | None) -> Screen:
    """What stands in the way, and the way back to the menu."""
    text = plain(trouble_text(trouble.phrase, trouble.values, speech))
    return Screen(text, (menu_row(speech, company),)) if company is not None else Screen(text)


def trouble_text(phrase: str, values: Mapping[str, PhraseValue], speech: Speech) -> str:
    """A refusal as the chat says it: without the calls of a command line, KPIs and fields by their names."""
    spoken = f"chat-{phrase}" if speech.has(f"chat-{phrase}") else phrase
    shown = {name: harmless(value) if isinstance(value, str) else value for name, value in values.items()}
    if "kpi" in shown:
        shown["kpi"] = _named(f"column-{dashed(str(shown['kpi']))}", str(shown["kpi"]), speech)
    if "fields" in shown:
        names = str(shown["fields"]).split(", ")
        shown["fields"] = ", ".join(_named(f"field-{dashed(name)}", name, speech) for name in names)
    return speech.say(spoken, **shown)


def _named(phrase: str, usual: str, speech: Speech) -> str:
    return speech.say(phrase) if speech.has(phrase) else usual


def outdated_screen(speech: Speech, company: CompanyId | None) -> Screen:
    """A button that leads nowhere any more."""
    text = plain(speech.say("button-outdated"))
    return Screen(text, (menu_row(speech, company),)) if company is not None else Screen(text)


def mistake_screen(speech: Speech, company: CompanyId | None) -> Screen:
    """Something of ours broke; it is written down, and the person need not know what."""
    text = plain(speech.say("chat-mistake"))
    return Screen(text, (menu_row(speech, company),)) if company is not None else Screen(text)


def menu_row(speech: Speech, company: CompanyId) -> tuple[Button, ...]:
    """The way back to the menu."""
    return (Button(speech.say("button-menu"), Press("menu", company)),)
