"""Chats: a person's own, groups, supergroups, channels; what is in them now and what was."""

from dataclasses import dataclass, field

from sandbox.telegram.accounts import Account, Standing
from sandbox.telegram.messages import Message
from sandbox.telegram.protocol import Wire


@dataclass(eq=False)
class Chat:
    """One chat, in the bot's eyes and in everybody's."""

    id: int
    kind: str
    title: str
    bot: Account
    owner: Account | None = None
    username: str | None = None
    members: dict[int, Standing] = field(default_factory=dict)
    history: list[Message] = field(default_factory=list)
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    migrated_to: "Chat | None" = None
    revision: int = 0
    action: str = ""
    """What the bot was last seen doing, such as `typing`."""

    @property
    def is_private(self) -> bool:
        """Whether it is one person's chat with the bot."""
        return self.kind == "private"

    @property
    def messages(self) -> list[Message]:
        """What stands in the chat now, oldest first."""
        return [message for message in self.history if not message.deleted]

    @property
    def received(self) -> list[Message]:
        """What the bot wrote and what still stands."""
        return [one for one in self.messages if one.sender is self.bot and one.kind != "service"]

    @property
    def texts(self) -> list[str]:
        """The texts and captions of what the bot wrote and what still stands."""
        return [message.text for message in self.received]

    @property
    def newest(self) -> Message:
        """The bot's last message that still stands."""
        if not self.received:
            raise LookupError(f"the bot has written nothing to {self.title}")
        return self.received[-1]

    @property
    def keyboard(self) -> list[list[str]]:
        """The labels of the keyboard that stands in the place of the letters."""
        for message in reversed(self.received):
            if message.keyboard or (message.markup or {}).get("remove_keyboard"):
                return message.keyboard
        return []

    @property
    def pinned(self) -> list[Message]:
        """What is pinned, oldest first."""
        return [message for message in self.messages if message.pinned]

    def message(self, message_id: int) -> Message | None:
        """A message that still stands."""
        return next((one for one in reversed(self.history) if one.id == message_id and not one.deleted), None)

    def standing(self, account: Account) -> Standing:
        """What an account is here."""
        return self.members.get(account.id) or Standing(account, "left")

    @property
    def wire(self) -> Wire:
        """The chat as it travels."""
        body: Wire = {"id": self.id, "type": self.kind}
        if self.owner is None:
            return body | {"title": self.title} | ({"username": self.username} if self.username else {})
        named = {"first_name": self.owner.first_name, "last_name": self.owner.last_name}
        return body | {key: value for key, value in (named | {"username": self.owner.username}).items() if value}

    def __repr__(self) -> str:
        return f"<{self.kind} {self.title}>"
