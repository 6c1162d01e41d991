"""Which updates a handler takes. Every filter is a coroutine: aiogram sends plain functions, its magic ones and
bare states among them, to another thread, and with some sixty of them that costs more than the answer."""

from collections.abc import Awaitable, Callable

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Document, Message

from handlers.buttons import Press


def at(*places: str) -> Callable[..., Awaitable[bool]]:
    """Buttons that lead to one of these places."""

    async def leads_here(_: CallbackQuery, press: Press | None = None) -> bool:
        return press is not None and press.place in places

    return leads_here


def saying(place: int, *words: str) -> Callable[..., Awaitable[bool]]:
    """Buttons whose value at this place is one of the words."""

    async def says(_: CallbackQuery, press: Press) -> bool:
        return len(press.values) > place and press.values[place] in words

    return says


async def in_private(message: Message) -> bool:
    """What is written to the bot alone."""
    return message.chat.type == ChatType.PRIVATE


async def in_group(event: Message | CallbackQuery | ChatMemberUpdated) -> bool:
    """What comes from where others read along."""
    message = event.message if isinstance(event, CallbackQuery) else event
    return message is not None and message.chat.type != ChatType.PRIVATE


async def of_member(event: Message | CallbackQuery, me: object = None) -> bool:
    """What somebody who speaks for a person of a company writes or presses where nobody reads along."""
    return me is not None and not await in_group(event)


async def from_stranger(_: Message, me: object = None) -> bool:
    """What is written by somebody who speaks for nobody."""
    return me is None


async def with_text(message: Message) -> bool:
    """Words."""
    return bool(message.text)


async def without_text(message: Message) -> bool:
    """A picture, a sticker, a voice, a place on the map."""
    return not message.text


async def with_document(message: Message) -> bool | dict[str, Document]:
    """A file; gives the handler `document`."""
    return {"document": message.document} if message.document is not None else False
