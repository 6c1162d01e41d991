"""Screens that say no, kindly: to a stranger, about somebody unknown, to a button of another age."""

from handlers.buttons import Press
from handlers.screen import Button, Screen, plain
from handlers.speech import Speech
from services.domain.ids import CompanyId
from services.errors import ServiceError


def stranger_screen(speech: Speech) -> Screen:
    """Who is not known hears how to come in."""
    return Screen(plain(speech.say("chat-stranger")))


def nobody_screen(speech: Speech) -> Screen:
    """Somebody unknown and somebody foreign are the same."""
    return Screen(plain(speech.say("nobody-found")))


def refusal_screen(trouble: ServiceError, speech: Speech, company: CompanyId | None) -> Screen:
    """What stands in the way, and the way back to the menu."""
    text = plain(speech.say(trouble.phrase, **trouble.values))
    return Screen(text, (menu_row(speech, company),)) if company is not None else Screen(text)


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
