"""What the bot says of itself: commands by scope and language, names, descriptions, menu buttons."""

from dataclasses import dataclass, field

from sandbox.telegram.chats import Chat
from sandbox.telegram.protocol import Wire

Place = tuple[str, int, int]
"""A scope of commands: its kind, its chat, its person; zero where it has none."""


@dataclass
class Profile:
    """Everything by language; the empty language is for all others."""

    commands: dict[tuple[Place, str], list[Wire]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Wire] = field(default_factory=dict)

    def menu(self, chat: Chat, person_id: int, language: str | None) -> list[Wire]:
        """The commands that a person is offered in a chat: the narrowest scope, then their language."""
        for place in _places(chat, person_id):
            for spoken in (language or "", ""):
                if (place, spoken) in self.commands:
                    return self.commands[place, spoken]
        return []

    def menu_button(self, chat_id: int) -> Wire:
        """The button beside the field of a private chat."""
        return self.menu_buttons.get(chat_id) or self.menu_buttons.get(0) or {"type": "default"}


def place_of(scope: Wire | None) -> Place:
    """A scope as a key."""
    scope = scope or {"type": "default"}
    return scope["type"], int(scope.get("chat_id", 0)), int(scope.get("user_id", 0))


def _places(chat: Chat, person_id: int) -> list[Place]:
    if chat.is_private:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    standing = chat.members.get(person_id)
    admin = [("chat_administrators", chat.id, 0)] if standing and standing.is_admin else []
    admins = [("all_chat_administrators", 0, 0)] if admin else []
    return [("chat_member", chat.id, person_id), *admin, ("chat", chat.id, 0), *admins, ("all_group_chats", 0, 0),
            ("default", 0, 0)]  # fmt: skip
