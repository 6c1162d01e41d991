"""Files sent to the chat: what they are, whether to load them, what came of it."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from aiogram import Router
from aiogram.types import CallbackQuery, Document, Message

from handlers.buttons import Press
from handlers.filters import at, with_document, without_text
from handlers.screen import Screen, Show, plain
from handlers.speech import Speech
from handlers.views.import_told import refusals_file, told_screen
from handlers.views.refusals import menu_row
from handlers.views.sent_files import (
    PLACE,
    forgotten_screen,
    gone_screen,
    kinds_screen,
    look_screen,
    progress_screen,
    sent_of,
)
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.look_at_file import LookAtFile
from services.usecases.receive_file import ReceiveFile
from services.usecases.take_sent_file import ForgetSentFile, TakeSentFile

Result = TypeVar("Result")


class Watching(Protocol):
    """Shows how far the work is."""

    def __call__(
        self, work: Callable[[Callable[[int, int], None]], Awaitable[Result]], screen: Callable[[int, int], Screen]
    ) -> Awaitable[Result]: ...


def router() -> Router:
    """Documents, buttons about them, and whatever else is sent that is not text."""
    made = Router(name="sent-files")
    made.message.register(received, with_document)
    made.message.register(not_a_table, without_text)
    made.callback_query.register(pressed, at(PLACE))
    return made


async def received(
    message: Message,
    document: Document,
    me: Member,
    speech: Speech,
    show: Show,
    fetch: Callable[[str], Awaitable[bytes]],
    receive_file: ReceiveFile,
) -> None:
    """A document: what it seems to be."""
    look = await receive_file(me, document.file_name, document.file_size, lambda: fetch(document.file_id))
    await show(look_screen(look, me, speech))


async def not_a_table(_: Message, me: Member, speech: Speech, show: Show) -> None:
    """A picture, a sticker, a voice: one clear line."""
    phrase = "sent-not-a-table" if me.brings_files else "sent-not-text"
    await show(Screen(plain(speech.say(phrase)), (menu_row(speech, me.company.id),)))


async def pressed(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    watch: Watching,
    look_at_file: LookAtFile,
    take_sent_file: TakeSentFile,
    forget_sent_file: ForgetSentFile,
) -> None:
    """Another kind, another reading, load, or leave it."""
    asked = sent_of(press)
    if asked is None:
        raise Refused("button-outdated")
    digest, kind, choices, verb = asked
    match verb:
        case "":
            await show(look_screen(await look_at_file(me, digest, kind, choices), me, speech))
        case "k":
            await show(kinds_screen(await look_at_file(me, digest, kind, choices), me, speech))
        case "n":
            await forget_sent_file(me, digest)
            await show(forgotten_screen(me, speech))
        case "y" if kind is not None:
            taken = await watch(
                lambda told: take_sent_file(me, digest, kind, choices, told),
                lambda done, of: progress_screen(done, of, speech),
            )
            if taken is None:
                await show(gone_screen(me, speech), anew=True)
                return
            await show(told_screen(taken, me, speech))
            more = refusals_file(taken, speech)
            if more is not None:
                await show(more)
        case _:
            raise Refused("button-outdated")
