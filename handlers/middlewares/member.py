"""Settles once who speaks, for which company, in which language."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import CallbackQuery, TelegramObject, Update, User

from handlers.buttons import Press, unpack
from handlers.speech import languages, speech_of
from services.domain.rights import Member
from services.usecases.know_account import KnowAccount, Known

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

FIRST_LANGUAGE = "ru"


class WhoSpeaks(BaseMiddleware):
    """Gives handlers `known`, `me` (None for a stranger) and `speech`.

    A button speaks for the company it was made in, whatever the account chose since. Whoever writes in private can be
    written to again.
    """

    def __init__(self, know: KnowAccount) -> None:
        self._know = know

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user: User | None = data.get("event_from_user")
        if user is None or user.is_bot:
            return None
        known = await self._know(str(user.id))
        if known.silent and _speaks_in_private(event):
            await self._know.is_back(known.account)
        press = _press_of(event)
        member = known.member if press is None else known.of(press.company)
        data["known"], data["me"] = known, member
        data["speech"] = speech_of(language_of(known, member, user.language_code))
        if press is not None:
            data["press"] = press
        return await handler(event, data)


def _speaks_in_private(event: TelegramObject) -> bool:
    """Words, a press, or the bot let in again; not the news that it was put out."""
    if not isinstance(event, Update):
        return False
    standing = event.my_chat_member
    if standing is not None:
        return standing.chat.type == ChatType.PRIVATE and standing.new_chat_member.status == ChatMemberStatus.MEMBER
    press = event.callback_query
    message = press.message if press is not None else event.message or event.edited_message
    return message is not None and message.chat.type == ChatType.PRIVATE


def _press_of(event: TelegramObject) -> Press | None:
    callback = event.callback_query if isinstance(event, Update) else event
    if not isinstance(callback, CallbackQuery):
        return None
    return unpack(callback.data or "")


def language_of(known: Known, member: Member | None, app: str | None) -> str:
    """The chosen language, else the company's, else that of the person's app, else Russian."""
    for language in (known.language, member.company.language if member else None, (app or "")[:2]):
        if language in languages():
            return str(language)
    return FIRST_LANGUAGE
