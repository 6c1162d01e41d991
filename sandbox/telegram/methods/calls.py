"""What a method gets to work with: the world, the values, the files; and what most of them do with these."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.telegram.chats import Chat
from sandbox.telegram.files import StoredFile
from sandbox.telegram.messages import Content, Message
from sandbox.telegram.protocol import Upload, Wire, bad
from sandbox.telegram.reach import found, reachable
from sandbox.telegram.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One sound request that waits for its effect."""

    world: World
    values: Wire
    uploads: Mapping[str, Upload]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, otherwise: Any = None) -> Any:
        """A value that may be missing."""
        return self.values.get(name, otherwise)

    def chat(self) -> Chat:
        """The chat to write to."""
        return reachable(self.world, self["chat_id"])

    def file(self, given: str | Upload, kind: str) -> StoredFile:
        """The file that was uploaded, attached, or sent before."""
        if isinstance(given, str) and given.startswith("attach://"):
            given = self.uploads[given.removeprefix("attach://")]
        return self.world.files.named(given) if isinstance(given, str) else self.world.files.keep(given, kind)

    def send(self, content: Content, *, extra: Wire | None = None, chat: Chat | None = None) -> Message:
        """Put a bubble of the bot's into the chat."""
        place = chat or self.chat()
        told = dict(extra or {})
        if self.get("message_thread_id") is not None:
            told |= {"message_thread_id": self["message_thread_id"], "is_topic_message": True}
        return self.world.post(
            place,
            self.world.bot,
            content,
            markup=self.get("reply_markup"),
            silent=bool(self.get("disable_notification")),
            protected=bool(self.get("protect_content")),
            reply_to=self._replied(place),
            extra=told,
        )

    def _replied(self, chat: Chat) -> Message | None:
        wanted = self.get("reply_parameters") or {}
        if "message_id" not in wanted:
            return None
        if chat.message(wanted["message_id"]) is None and wanted.get("allow_sending_without_reply"):
            return None
        return found(chat, wanted["message_id"], "to be replied")

    def edited(self, purpose: str = "to edit") -> Message:
        """The bot's own message that an edit is about."""
        if "chat_id" not in self.values or "message_id" not in self.values:
            raise bad("message identifier is not specified")
        message = found(self.chat(), self["message_id"], purpose)
        if message.sender is not self.world.bot or message.kind == "service":
            raise bad("message can't be edited")
        return message
