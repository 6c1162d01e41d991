"""The front door: /start with and without a code; what a stranger may hear."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.types import Message

from handlers.filters import from_stranger, in_private
from handlers.screen import Show
from handlers.speech import Speech, speech_of
from handlers.views.menu import menu_screen, welcome_screen
from handlers.views.refusals import stranger_screen
from services.domain.rights import Member
from services.usecases.accept_invite import AcceptInvite
from services.usecases.know_account import Known


def router() -> Router:
    """What works for everybody, in private."""
    made = Router(name="start")
    made.message.filter(in_private)
    made.message.register(begun, CommandStart(ignore_case=True))
    made.message.register(strange, Command("help", ignore_case=True), from_stranger)
    return made


async def begun(
    _: Message,
    command: CommandObject,
    known: Known,
    me: Member | None,
    speech: Speech,
    show: Show,
    accept_invite: AcceptInvite,
) -> None:
    """/start CODE binds this account to a person and says what is collected and who sees it; /start is the menu."""
    if command.args:
        member = await accept_invite(known.account, command.args.strip())
        await show(welcome_screen(member, speech_of(known.language or member.company.language)))
        return
    await show(stranger_screen(speech) if me is None else menu_screen(me, speech, several=len(known.members) > 1))


async def strange(_: Message, speech: Speech, show: Show) -> None:
    """/help of a stranger."""
    await show(stranger_screen(speech))
