"""/today: the day card."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech
from handlers.views.today import today_screen
from services.domain.rights import Member
from services.usecases.show_today import ShowToday


def router() -> Router:
    """The card by command and by button."""
    made = Router(name="today")
    made.message.register(asked, Command("today", ignore_case=True))
    made.callback_query.register(asked, at("today"))
    return made


async def asked(_: Message | CallbackQuery, me: Member, speech: Speech, show: Show, show_today: ShowToday) -> None:
    """How the day stands now."""
    await show(today_screen(await show_today(me), me, speech))
