"""Everything that exists on one server: the bot, people, chats, files, updates on their way."""

from itertools import count
from typing import TYPE_CHECKING

from sandbox.telegram.accounts import Account, Standing
from sandbox.telegram.chats import Chat
from sandbox.telegram.entities.formatting import formatted
from sandbox.telegram.files import Files
from sandbox.telegram.messages import Content, Message
from sandbox.telegram.presses import Press
from sandbox.telegram.profile import Profile
from sandbox.telegram.protocol import Wire
from sandbox.telegram.pulse import Pulse
from sandbox.telegram.updates import Updates
from sandbox.telegram.watch import Watch

if TYPE_CHECKING:
    from sandbox.telegram.people import Person


class World:
    """The one place where things are made and changed."""

    def __init__(self, bot: Account, watch: Watch, *, privacy: bool) -> None:
        self.bot = bot
        self.privacy = privacy
        self.watch = watch
        self.pulse = Pulse()
        self.updates = Updates(watch, self.pulse)
        self.files = Files()
        self.profile = Profile()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self._message_ids = {0: count(1)}
        self._press_ids = count(7_000_000_001)

    def open_chat(self, chat_id: int, kind: str, title: str, owner: Account | None = None) -> Chat:
        """A chat that was not there before."""
        if chat_id in self.chats:
            raise ValueError(f"there is already a chat {chat_id}")
        chat = Chat(chat_id, kind, title, self.bot, owner)
        self.chats[chat_id] = chat
        self.stir(chat)
        return chat

    def post(
        self,
        chat: Chat,
        sender: Account,
        content: Content,
        *,
        markup: Wire | None = None,
        silent: bool = False,
        protected: bool = False,
        reply_to: Message | None = None,
        extra: Wire | None = None,
    ) -> Message:
        """A new bubble in a chat."""
        numbers = self._message_ids.setdefault(chat.id if chat.kind in ("supergroup", "channel") else 0, count(1))
        message = Message(chat, next(numbers), sender, self.watch.unix(), content, markup, silent, protected, reply_to)
        message.extra = extra or {}
        chat.history.append(message)
        chat.action = ""
        self._speak(message)
        return message

    def touch(self, message: Message) -> None:
        """Something about a message has changed."""
        message.revision = self.stir(message.chat)

    def _speak(self, message: Message) -> None:
        self.touch(message)
        message.spoken = message.revision

    def stir(self, chat: Chat) -> int:
        """Something about a chat has changed."""
        chat.revision = self.pulse.beat()
        return chat.revision

    def edit(self, message: Message, content: Content, markup: Wire | None) -> None:
        """A bubble becomes something else."""
        message.change(content, markup, self.watch.unix())
        self._speak(message)

    def remove(self, message: Message) -> None:
        """A bubble disappears for everybody."""
        message.deleted, message.pinned = True, False
        self.touch(message)

    def pin(self, message: Message, by: Account, *, silent: bool) -> None:
        """Pin a message; the chat says so, and so does an update."""
        message.pinned = True
        self.touch(message)
        quiet = silent or message.chat.is_private
        said = self.post(
            message.chat, by, Content("service", body={"pinned_message": message.wire(nested=True)}), silent=quiet
        )
        self.tell(said)

    def tell(self, message: Message, kind: str = "message") -> None:
        """Put a message of somebody, or its edit, on its way to the bot."""
        if message.chat.kind == "channel":
            kind = {"message": "channel_post", "edited_message": "edited_channel_post"}[kind]
        self.updates.put(kind, message.wire(), message.chat.id)

    def press(self, by: "Person", message: Message | None, data: str) -> Press:
        """A button is pressed."""
        press = Press(str(next(self._press_ids)), by, message, data)
        self.presses[press.id] = press
        self.updates.put("callback_query", press.query(by.account), message.chat.id if message else by.id)
        return press

    def change_standing(self, chat: Chat, standing: Standing, by: Account, kind: str) -> None:
        """Somebody, or the bot, is something else in a chat from now on."""
        before = chat.standing(standing.account).wire
        chat.members[standing.account.id] = standing
        self.stir(chat)
        self.report_standing(chat, by, before, standing.wire, kind)

    def report_standing(self, chat: Chat, by: Account, before: Wire, after: Wire, kind: str) -> None:
        """Tell the bot about a change of standing."""
        body = {"chat": chat.wire, "from": by.user, "date": self.watch.unix()}
        self.updates.put(kind, body | {"old_chat_member": before, "new_chat_member": after}, chat.id)


def plain(text: str, entities: list[Wire] | None = None) -> Content:
    """A text as people type it; commands and addresses in it are found."""
    seen, found = formatted(text, None, entities)
    return Content("text", seen, tuple(found), body={})
