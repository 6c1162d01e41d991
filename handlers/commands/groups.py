"""Groups: nothing about a person is said there; a head may let a group get the picture of a team."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.filters import Command
from aiogram.types import CallbackQuery, ChatMemberRestricted, ChatMemberUnion, ChatMemberUpdated, Message

from handlers.buttons import Press, numbers_of
from handlers.filters import at, in_group
from handlers.screen import Screen, Show, plain
from handlers.speech import Speech
from handlers.views.groups import bound_screen, offer_screen, released_screen
from services.domain.ids import TeamId
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.keep_chats import BindGroup, KeepChats

_KNOWN = (
    "start", "help", "menu", "kpi", "today", "team", "funnel", "roi", "deals", "calls", "goals", "rules", "norms",
    "people", "away", "settings", "language", "my_data", "plan", "report",
)  # fmt: skip
_OFFERED = ("digest", "start")
_INSIDE = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.CREATOR)


def router() -> Router:
    """Takes everything that comes from a group."""
    made = Router(name="groups")
    made.message.filter(in_group)
    made.callback_query.filter(in_group)
    made.my_chat_member.register(came_or_went, in_group)
    made.my_chat_member.register(passed_over)
    made.message.register(moved, has_moved)
    made.message.register(offered, Command(*_OFFERED, ignore_case=True))
    made.message.register(asked, Command(*_KNOWN, ignore_case=True))
    made.message.register(passed_over)
    made.callback_query.register(bound, at("group-get"))
    made.callback_query.register(released, at("group-end"))
    made.callback_query.register(pressed)
    return made


async def has_moved(message: Message) -> bool:
    """The note of a group that it has another number from now on."""
    return message.migrate_to_chat_id is not None


async def moved(message: Message, keep_chats: KeepChats) -> None:
    """What goes to the group goes to its new number."""
    if message.migrate_to_chat_id is not None:
        await keep_chats.moved(str(message.chat.id), str(message.migrate_to_chat_id))


async def came_or_went(
    event: ChatMemberUpdated,
    me: Member | None,
    speech: Speech,
    show: Show,
    keep_chats: KeepChats,
    bind_group: BindGroup,
) -> None:
    """A head who brings the bot in is asked which team the group is of; a group that turns it out is forgotten."""
    chat = str(event.chat.id)
    if not _may_write(event.new_chat_member):
        await keep_chats.lost(chat)
        return
    await keep_chats.open(chat)
    if not _may_write(event.old_chat_member) and me is not None and me.heads:
        await show(offer_screen(await bind_group.offer(me, chat), me, speech))


def _may_write(standing: ChatMemberUnion) -> bool:
    return standing.status in _INSIDE or (isinstance(standing, ChatMemberRestricted) and standing.can_send_messages)


async def offered(message: Message, me: Member | None, speech: Speech, show: Show, bind_group: BindGroup) -> None:
    """/digest in a group: a head sees what the group gets and may change it."""
    if me is None or not me.heads:
        await asked(message, speech, show)
        return
    await show(offer_screen(await bind_group.offer(me, str(message.chat.id)), me, speech))


async def bound(
    callback: CallbackQuery, press: Press, me: Member | None, speech: Speech, show: Show, bind_group: BindGroup
) -> None:
    """The group gets the digest of the team from now on."""
    (team,) = numbers_of(press, 1) or (0,)
    member, message = _head(me), callback.message
    if message is not None:
        name = await bind_group(member, str(message.chat.id), message.chat.title or "", TeamId(team))
        await show(bound_screen(name, member, speech))


async def released(
    callback: CallbackQuery, me: Member | None, speech: Speech, show: Show, bind_group: BindGroup
) -> None:
    """The group gets nothing more."""
    member, message = _head(me), callback.message
    if message is not None:
        await bind_group.release(member, str(message.chat.id))
        await show(released_screen(speech))


def _head(me: Member | None) -> Member:
    if me is None or not me.heads:
        raise Refused("group-of-heads")
    return me


async def asked(_: Message, speech: Speech, show: Show) -> None:
    """A command in a group: figures are shown in private only."""
    await show(Screen(plain(speech.say("chat-private-only"))))


async def passed_over(_: Message | ChatMemberUpdated) -> None:
    """People talk to each other; the bot does not."""


async def pressed(_: CallbackQuery, speech: Speech, show: Show) -> None:
    """A forwarded button pressed in a group."""
    await show(Screen(plain(speech.say("chat-private-only"))), anew=True)
