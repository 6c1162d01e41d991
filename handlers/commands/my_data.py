"""/my_data: what is stored about me, who looked, and all of it as a file."""

import asyncio

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.filters import at
from handlers.screen import File, Screen, Show, plain
from handlers.speech import Speech
from handlers.tables.as_kept import as_kept
from handlers.views.my_data import kept_screen
from handlers.views.refusals import menu_row
from services.domain.rights import Member
from services.usecases.show_kept import ShowKept


def router() -> Router:
    """The screen and the file."""
    made = Router(name="my-data")
    made.message.register(asked, Command("my_data", ignore_case=True))
    made.callback_query.register(asked, at("my-data"))
    made.callback_query.register(taken, at("my-file"))
    return made


async def asked(_: Message | CallbackQuery, me: Member, speech: Speech, show: Show, show_kept: ShowKept) -> None:
    """What there is."""
    await show(kept_screen(await show_kept(me), me, speech))


async def taken(_: CallbackQuery, me: Member, speech: Speech, show: Show, show_kept: ShowKept) -> None:
    """All of it; the file is written beside the loop, for it may be long."""
    everything = await show_kept.everything(me)
    content = await asyncio.to_thread(as_kept, everything)
    file = File(f"takt-{everything.at:%Y-%m-%d}.json", content)
    await show(Screen(plain(speech.say("kept-file")), (menu_row(speech, me.company.id),), file=file))
