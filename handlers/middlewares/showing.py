"""Puts screens before the person: in place where Telegram allows it, else as a new message."""

import re
from collections.abc import Awaitable, Callable
from functools import lru_cache
from html import unescape
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    TelegramObject,
    Update,
)

from handlers.buttons import Press, pack
from handlers.middlewares.watching import Watch
from handlers.screen import LONGEST_CAPTION, LONGEST_TEXT, Button, Drawable, Rows, Screen, units

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
Paint = Callable[[Drawable], Awaitable[bytes | None]]
"""Paints a picture; None when it could not be painted in time."""

_TAG = re.compile(r"</?[a-z-]+(?: [^>]*)?>")
SAME = "message is not modified"
MARKUP_TROUBLE = "can't parse entities"
"""What Telegram says to an edit that changes nothing, and to a text it cannot read."""


class Shows(BaseMiddleware):
    """Gives handlers `show`."""

    def __init__(self, paint: Paint) -> None:
        self._paint = paint

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        callback = event.callback_query if isinstance(event, Update) else None
        message = event.message or event.edited_message if isinstance(event, Update) else None
        chat = data.get("event_chat")
        user = data.get("event_from_user")
        where = chat.id if chat is not None else user.id if user is not None else None
        if where is not None:
            thread = message.message_thread_id if message is not None and message.is_topic_message else None
            press: Press | None = data.get("press")
            replaced = None if press is not None and press.anew else callback
            data["show"] = show = ShowIn(data["bot"], where, thread, replaced, self._paint)
            data["watch"] = Watch(show.renew)
        return await handler(event, data)


class ShowIn:
    """Shows in one chat; after a press, in place of the screen whose button it was, if that may go."""

    def __init__(self, bot: Bot, chat: int, thread: int | None, callback: CallbackQuery | None, paint: Paint) -> None:
        self._bot = bot
        self._chat = chat
        self._thread = thread
        self._callback = callback
        self._paint = paint

    async def __call__(self, screen: Screen, *, anew: bool = False) -> None:
        """Show the screen; one that is there already is left as it is."""
        old = self._callback.message if self._callback is not None and not anew else None
        markup = keyboard(screen.rows)
        if screen.file is not None:
            await self._hand_over(screen)
            return
        image = await self._paint(screen.picture) if screen.picture is not None else None
        if image is not None:
            await self._picture(old, image, screen.text, markup)
        elif isinstance(old, Message) and old.photo is None and old.document is None:
            await self._text_in_place(old, screen.text, markup)
        else:
            await self._text(screen, markup)
            await self._remove(old)

    async def renew(self, screen: Screen) -> None:
        """Renew the pressed screen while something long goes on; where it is gone, nothing is sent in its place."""
        old = self._callback.message if self._callback is not None else None
        if isinstance(old, Message) and old.photo is None and old.document is None:
            await self._edited(old.edit_text(fitting(screen.text, LONGEST_TEXT), reply_markup=keyboard(screen.rows)))

    async def _hand_over(self, screen: Screen) -> None:
        file = screen.file
        if file is not None:
            await self._bot.send_document(
                self._chat,
                BufferedInputFile(file.content, file.name),
                caption=fitting(screen.text, LONGEST_CAPTION),
                reply_markup=keyboard(screen.rows),
                message_thread_id=self._thread,
            )

    async def _picture(self, old: Any, image: bytes, text: str, markup: InlineKeyboardMarkup | None) -> None:
        photo = BufferedInputFile(image, "takt.png")
        caption = fitting(text, LONGEST_CAPTION)
        if isinstance(old, Message):
            media = InputMediaPhoto(media=photo, caption=caption, parse_mode="HTML")
            if await self._edited(old.edit_media(media, reply_markup=markup)):
                return
        await self._bot.send_photo(
            self._chat, photo, caption=caption, reply_markup=markup, message_thread_id=self._thread
        )
        await self._remove(old)

    async def _text_in_place(self, old: Message, text: str, markup: InlineKeyboardMarkup | None) -> None:
        whole = fitting(text, LONGEST_TEXT)
        if not await self._edited(old.edit_text(whole, reply_markup=markup)):
            await self._text(Screen(text), markup)

    async def _text(self, screen: Screen, markup: InlineKeyboardMarkup | None) -> None:
        text = fitting(screen.text, LONGEST_TEXT)
        options: dict[str, Any] = {"reply_markup": markup, "message_thread_id": self._thread}
        try:
            await self._bot.send_message(self._chat, text, **options)
        except TelegramBadRequest as trouble:
            if MARKUP_TROUBLE not in trouble.message:
                raise
            await self._bot.send_message(self._chat, without_tags(text), parse_mode=None, **options)

    async def _edited(self, edit: Awaitable[Any]) -> bool:
        """Whether the edit was done, or there was nothing to change; a message that cannot be edited is left."""
        try:
            await edit
        except TelegramBadRequest as trouble:
            return SAME in trouble.message
        return True

    async def _remove(self, old: Message | InaccessibleMessage | None) -> None:
        """The way back from a picture is a new message, so the picture goes; a file stays, it was asked for to keep."""
        if isinstance(old, Message) and old.document is None:
            try:
                await old.delete()
            except TelegramBadRequest:
                return


@lru_cache(maxsize=1_000)
def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Buttons as Telegram takes them; the same ones go under many messages."""
    return InlineKeyboardMarkup(inline_keyboard=[[_button(one) for one in row] for row in rows]) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.link is not None:
        return InlineKeyboardButton(text=button.label, url=button.link)
    if button.press is None:
        raise ValueError("a button leads somewhere")
    return InlineKeyboardButton(text=button.label, callback_data=pack(button.press))


def without_tags(text: str) -> str:
    """The text as a person reads it."""
    return unescape(_TAG.sub("", text))


def fitting(text: str, longest: int) -> str:
    """The text, or as many whole lines of it as fit; views page what is long, this is the last resort."""
    if units(without_tags(text)) <= longest:
        return text
    kept: list[str] = []
    for line in without_tags(text).split("\n"):
        if units("\n".join([*kept, line])) > longest - 2:
            break
        kept.append(line)
    whole = "\n".join(kept) or _beginning(without_tags(text), longest - 2)
    return whole.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") + "\n…"


def _beginning(text: str, longest: int) -> str:
    """As much of a single line as fits, never half an emoji."""
    return text.encode("utf-16-le", "surrogatepass")[: longest * 2].decode("utf-16-le", "ignore")
