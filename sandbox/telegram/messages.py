"""Messages as everybody in a chat sees them, with everything they have been before."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.telegram.accounts import Account
from sandbox.telegram.files import StoredFile
from sandbox.telegram.protocol import Wire

if TYPE_CHECKING:
    from sandbox.telegram.chats import Chat

CAPTIONED = {"photo", "document", "audio", "voice", "video", "animation"}


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; what it does stands in one of the others."""

    label: str
    data: str | None = None
    url: str | None = None
    web_app: str | None = None
    copies: str | None = None

    @classmethod
    def of(cls, wire: Wire) -> "Button":
        """A button as it came."""
        app, copied = wire.get("web_app") or {}, wire.get("copy_text") or {}
        return cls(wire["text"], wire.get("callback_data"), wire.get("url"), app.get("url"), copied.get("text"))


@dataclass(frozen=True, slots=True)
class Content:
    """What a bubble shows: its kind, its text or caption, its file, and the rest as it travels."""

    kind: str
    text: str = ""
    entities: tuple[Wire, ...] = ()
    file: StoredFile | None = None
    body: Wire = field(default_factory=dict)

    @property
    def wire(self) -> Wire:
        """The content's part of a `Message`."""
        name = {"text": "text"}.get(self.kind, "caption")
        listed = "entities" if name == "text" else "caption_entities"
        written: Wire = {name: self.text} if self.text and self.kind in {"text", *CAPTIONED} else {}
        if written and self.entities:
            written[listed] = list(self.entities)
        return written | self.body


@dataclass(frozen=True, slots=True)
class Version:
    """What a message was before an edit."""

    until: int
    content: Content
    markup: Wire | None


@dataclass(eq=False, slots=True)
class Message:
    """One bubble of a chat."""

    chat: "Chat"
    id: int
    sender: Account
    date: int
    content: Content
    markup: Wire | None = None
    silent: bool = False
    protected: bool = False
    reply_to: "Message | None" = None
    extra: Wire = field(default_factory=dict)
    pinned: bool = False
    deleted: bool = False
    edited_at: int | None = None
    revision: int = 0
    """When anything about it changed last, a pin or a reaction included."""
    spoken: int = 0
    """When its words, its picture or its buttons changed last."""
    versions: list[Version] = field(default_factory=list)
    reactions: dict[int, list[Wire]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """`text photo document audio voice sticker location contact rich service` and so on."""
        return self.content.kind

    @property
    def text(self) -> str:
        """The text or the caption, without markup."""
        return self.content.text

    @property
    def entities(self) -> tuple[Wire, ...]:
        """The formatting over the text."""
        return self.content.entities

    @property
    def file(self) -> StoredFile | None:
        """The file it carries: `.name`, `.content`, `.mime`."""
        return self.content.file

    @property
    def photo(self) -> bytes | None:
        """The picture it shows."""
        return self.file.content if self.file and self.kind == "photo" else None

    @property
    def rings(self) -> bool:
        """Whether its arrival was heard; edits never are."""
        return not self.silent

    @property
    def buttons(self) -> list[list[Button]]:
        """The rows of buttons right under it."""
        rows = (self.markup or {}).get("inline_keyboard", ())
        return [[Button.of(button) for button in row] for row in rows]

    @property
    def labels(self) -> list[list[str]]:
        """What stands on the buttons, row by row."""
        return [[button.label for button in row] for row in self.buttons]

    @property
    def keyboard(self) -> list[list[str]]:
        """The labels of the keyboard that it puts in the place of the letters."""
        rows = (self.markup or {}).get("keyboard", ())
        return [[button if isinstance(button, str) else button["text"] for button in row] for row in rows]

    def change(self, content: Content, markup: Wire | None, at: int) -> None:
        """Become something else; what it was is remembered."""
        self.versions.append(Version(at, self.content, self.markup))
        self.content, self.markup, self.edited_at = content, markup, at

    def wire(self, *, nested: bool = False) -> Wire:
        """The message as it travels; a message inside another one holds no third."""
        body: Wire = {"message_id": self.id, "from": self.sender.user, "chat": self.chat.wire, "date": self.date}
        body |= self.content.wire | self.extra
        if self.edited_at:
            body["edit_date"] = self.edited_at
        if self.reply_to is not None and not nested:
            body["reply_to_message"] = self.reply_to.wire(nested=True)
        if self.buttons:
            body["reply_markup"] = self.markup
        if self.protected:
            body["has_protected_content"] = True
        return body

    def __repr__(self) -> str:
        mark = " deleted" if self.deleted else ""
        return f"<{self.kind} {self.id} of {self.sender.name}{mark}: {self.text[:60]!r}>"
