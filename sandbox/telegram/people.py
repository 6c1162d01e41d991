"""People to play: what they do reaches the bot as updates, what the bot does reaches their chats."""

from collections.abc import Callable
from typing import TypeAlias

from sandbox.telegram import bubbles
from sandbox.telegram.accounts import Account, Standing
from sandbox.telegram.chats import Chat
from sandbox.telegram.groups import InGroups
from sandbox.telegram.messages import Button, Content, Message
from sandbox.telegram.presses import Press
from sandbox.telegram.privacy import is_for_bot
from sandbox.telegram.protocol import Upload, Wire
from sandbox.telegram.world import World, plain

Wanted: TypeAlias = "str | Callable[[Message], bool] | None"
"""Which message is waited for: one that holds these words, one that fits, any."""


class Person(InGroups):
    """Somebody with a phone in the hand."""

    def __init__(self, world: World, account: Account) -> None:
        super().__init__(world, account)
        self.chat = world.open_chat(account.id, "private", account.name, account)
        self._read: dict[int, int] = {}

    @property
    def id(self) -> int:
        """The account's number."""
        return self.account.id

    @property
    def name(self) -> str:
        """The full name."""
        return self.account.name

    async def says(
        self,
        text: str,
        chat: Chat | None = None,
        *,
        reply_to: Message | None = None,
        forwarded_from: "Person | str | None" = None,
        entities: list[Wire] | None = None,
        thread: int | None = None,
        anonymously: bool = False,
    ) -> Message:
        """Write a text; a name in `forwarded_from` is somebody who hides their account."""
        extra = bubbles.origin(forwarded_from, self._world.watch.unix()) | bubbles.topic(thread)
        content = plain(text, entities)
        return self._post(content, chat, reply_to=reply_to, extra=extra, anonymously=anonymously)

    async def starts(self, payload: str = "") -> Message:
        """Open the chat with the bot, by a link that carries `payload` if there is one."""
        return await self.says(f"/start {payload}".strip())

    async def sends(self, content: Content, chat: Chat | None = None, *, reply_to: Message | None = None) -> Message:
        """Send anything: see `bubbles` for stickers, voices, places, contacts."""
        return self._post(content, chat, reply_to=reply_to)

    async def sends_file(
        self, name: str, content: bytes, *, caption: str = "", mime: str = "", chat: Chat | None = None
    ) -> Message:
        """Send a file as a document."""
        file = self._world.files.keep(Upload(name, content, mime or "application/octet-stream"), "document")
        return self._post(bubbles.document(file, caption), chat)

    async def sends_photo(self, content: bytes, *, caption: str = "", chat: Chat | None = None) -> Message:
        """Send a picture."""
        file = self._world.files.keep(Upload("photo.png", content, "image/png"), "photo")
        return self._post(bubbles.photo(file, caption), chat)

    async def sends_voice(self, content: bytes = b"OggS", *, seconds: int = 3, chat: Chat | None = None) -> Message:
        """Send a voice message."""
        file = self._world.files.keep(Upload("voice.ogg", content, "audio/ogg"), "voice")
        return self._post(bubbles.voice(file, seconds), chat)

    async def edits(self, message: Message, text: str) -> Message:
        """Write an own message anew."""
        self._world.edit(message, plain(text), None)
        if is_for_bot(self._world, message):
            self._world.tell(message, "edited_message")
        return message

    async def deletes(self, message: Message) -> None:
        """Delete a message; bots are not told."""
        self._world.remove(message)

    async def pins(self, message: Message) -> None:
        """Pin a message."""
        self._world.pin(message, self.account, silent=True)

    async def presses(
        self,
        label: str | None = None,
        *,
        on: Message | None = None,
        chat: Chat | None = None,
        data: str | None = None,
    ) -> Press:
        """Press a button: by its label on the newest message that has it, or on the message `on`.

        With `data` the press carries just that, whatever the buttons say: old buttons and forged ones.
        """
        place = on.chat if on else chat or self.chat
        self._mark(place)
        if label is None:
            return self._world.press(self, on, data or "")
        message, button = self._find_button(label, [on] if on else [*reversed(place.received)])
        if button.data is None and data is None:
            raise LookupError(f"the button {label!r} does not ask the bot: {button}")
        return self._world.press(self, message, data if data is not None else str(button.data))

    def _find_button(self, label: str, messages: list[Message]) -> tuple[Message, Button]:
        for message in messages:
            for button in (one for row in message.buttons for one in row):
                if button.label == label:
                    return message, button
        seen = messages[0].labels if messages else []
        raise LookupError(f"{self.name} sees no button {label!r}; the newest are {seen}")

    async def reacts(self, message: Message, *emoji: str) -> None:
        """Put reactions under a message; none takes them back."""
        old, new = message.reactions.get(self.id, []), [{"type": "emoji", "emoji": one} for one in emoji]
        message.reactions[self.id] = new
        self._world.touch(message)
        body = {"chat": message.chat.wire, "message_id": message.id, "user": self.account.user}
        body |= {"date": self._world.watch.unix(), "old_reaction": old, "new_reaction": new}
        if message.chat.is_private or message.chat.standing(self._world.bot).is_admin:
            self._world.updates.put("message_reaction", body, message.chat.id)

    async def blocks(self) -> None:
        """Block the bot: it cannot write any more, and is told so."""
        self._turn("member", "kicked", blocked=True)

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._turn("kicked", "member", blocked=False)

    async def deactivates(self) -> None:
        """Delete the account."""
        self.chat.deactivated = True
        self._world.stir(self.chat)

    def _turn(self, before: str, after: str, *, blocked: bool) -> None:
        self.chat.blocked = blocked
        self._world.stir(self.chat)
        bot = self._world.bot
        old, new = Standing(bot, before).wire, Standing(bot, after).wire
        self._world.report_standing(self.chat, self.account, old, new, "my_chat_member")

    async def waits_for(self, wanted: Wanted = None, chat: Chat | None = None, *, within: float = 5.0) -> Message:
        """The bot's next message or edit that fits, in the order of arrival; what came before it counts as read.

        Reading begins after the person's own last action in the chat.
        """
        place = chat or self.chat
        found = await self._world.pulse.until(lambda: self._next(place, wanted), within)
        if found is None:
            lately = [message.text[:80] for message in place.received[-3:]]
            raise TimeoutError(f"{self.name} waited {within} s for {wanted!r} in {place.title}; last came {lately}")
        self._read[place.id] = found.spoken
        return found

    def _next(self, chat: Chat, wanted: Wanted) -> Message | None:
        fresh = [one for one in chat.received if one.spoken > self._read.get(chat.id, 0)]
        fitting = [one for one in fresh if _fits(one, wanted)]
        return min(fitting, key=lambda one: one.spoken, default=None)

    def _mark(self, chat: Chat) -> None:
        """What stood in the chat until now has been read."""
        self._read[chat.id] = self._world.pulse.count

    def _post(
        self,
        content: Content,
        chat: Chat | None,
        *,
        reply_to: Message | None = None,
        extra: Wire | None = None,
        anonymously: bool = False,
    ) -> Message:
        place = chat or self.chat
        sender = bubbles.ANONYMOUS if anonymously else self.account
        more = {"sender_chat": place.wire} if anonymously else {}
        if place.is_private and place.blocked:
            self._turn("kicked", "member", blocked=False)
        place.started = place.started or place is self.chat
        self._mark(place)
        message = self._world.post(place, sender, content, reply_to=reply_to, extra=(extra or {}) | more)
        if is_for_bot(self._world, message):
            self._world.tell(message)
        return message

    def __repr__(self) -> str:
        return f"<{self.name}>"


def _fits(message: Message, wanted: Wanted) -> bool:
    if wanted is None:
        return True
    return wanted in message.text if isinstance(wanted, str) else wanted(message)
