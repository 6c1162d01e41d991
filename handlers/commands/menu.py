"""The menu, help, and what is neither command nor button."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech
from handlers.views.menu import lost_screen, menu_screen
from handlers.views.refusals import outdated_screen
from services.domain.rights import Member
from services.usecases.know_account import Known


def router() -> Router:
    """The menu by role."""
    made = Router(name="menu")
    made.message.register(asked, Command("help", "menu", ignore_case=True))
    made.callback_query.register(pressed, at("menu"))
    return made


def last() -> Router:
    """Whatever nobody else understood; stands behind all others."""
    made = Router(name="last")
    made.message.register(lost)
    made.callback_query.register(outdated)
    return made


async def asked(_: Message, known: Known, me: Member, speech: Speech, show: Show) -> None:
    """/help: what this person can ask for."""
    await show(menu_screen(me, speech, several=len(known.members) > 1))


async def pressed(_: CallbackQuery, known: Known, me: Member, speech: Speech, show: Show) -> None:
    """Back to the menu."""
    await show(menu_screen(me, speech, several=len(known.members) > 1))


async def lost(_: Message, me: Member, speech: Speech, show: Show) -> None:
    """Something typed or sent that means nothing here: what can be done instead."""
    await show(lost_screen(me, speech))


async def outdated(_: CallbackQuery, me: Member, speech: Speech, show: Show) -> None:
    """A button of another age."""
    await show(outdated_screen(speech, me.company.id))
