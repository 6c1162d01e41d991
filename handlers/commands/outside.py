"""Everybody whom nobody else let in: one kind word and nothing else."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from handlers.screen import Show
from handlers.speech import Speech
from handlers.views.refusals import nobody_screen, stranger_screen
from services.usecases.know_account import Known


def router() -> Router:
    """Stands behind all others."""
    made = Router(name="outside")
    made.message.register(turned_away)
    made.callback_query.register(turned_away)
    return made


async def turned_away(_: Message | CallbackQuery, known: Known, speech: Speech, show: Show) -> None:
    """A stranger and somebody who left hear how to come in; a member who presses a button of a company that is not
    theirs hears the same as for somebody who does not exist.
    """
    await show(nobody_screen(speech) if known.members else stranger_screen(speech))
