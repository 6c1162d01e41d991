"""Contents that people send: files, voices, stickers, places, contacts, forwards."""

from typing import TYPE_CHECKING

from sandbox.telegram.accounts import Account
from sandbox.telegram.entities.formatting import formatted
from sandbox.telegram.files import StoredFile, photo_sizes
from sandbox.telegram.messages import Content
from sandbox.telegram.protocol import Wire

if TYPE_CHECKING:
    from sandbox.telegram.people import Person

ANONYMOUS = Account(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
"""Who writes for an administrator that hides behind the group."""


def document(file: StoredFile, caption: str = "", entities: list[Wire] | None = None) -> Content:
    """A file to download."""
    return _captioned("document", file, {"document": file.reference | _named(file)}, caption, entities)


def photo(file: StoredFile, caption: str = "", entities: list[Wire] | None = None) -> Content:
    """A picture."""
    return _captioned("photo", file, {"photo": photo_sizes(file)}, caption, entities)


def voice(file: StoredFile, seconds: int = 0, caption: str = "", entities: list[Wire] | None = None) -> Content:
    """A voice message."""
    spoken = file.reference | {"duration": seconds, "mime_type": file.mime}
    return _captioned("voice", file, {"voice": spoken}, caption, entities)


def audio(file: StoredFile, played: Wire, caption: str = "", entities: list[Wire] | None = None) -> Content:
    """A track with its title, performer and length."""
    told = {"duration": 0} | {key: played[key] for key in ("duration", "performer", "title") if key in played}
    return _captioned("audio", file, {"audio": file.reference | _named(file) | told}, caption, entities)


def video(kind: str, file: StoredFile, caption: str = "", entities: list[Wire] | None = None) -> Content:
    """A film, or one that moves by itself (`animation`)."""
    shown = file.reference | _named(file) | {"width": 1, "height": 1, "duration": 0}
    return _captioned(kind, file, {kind: shown}, caption, entities)


def sticker(emoji: str = "👍") -> Content:
    """A sticker."""
    body = {"file_id": "sticker-1", "file_unique_id": "s1", "type": "regular", "emoji": emoji}
    size = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
    return Content("sticker", body={"sticker": body | size})


def location(latitude: float, longitude: float) -> Content:
    """A place on the map."""
    return Content("location", body={"location": {"latitude": latitude, "longitude": longitude}})


def contact(phone: str, first_name: str, user_id: int | None = None) -> Content:
    """A card with a phone number."""
    owner = {} if user_id is None else {"user_id": user_id}
    return Content("contact", body={"contact": {"phone_number": phone, "first_name": first_name} | owner})


def origin(somebody: "Person | str | None", date: int) -> Wire:
    """Where a forwarded message comes from."""
    if somebody is None:
        return {}
    if isinstance(somebody, str):
        return {"forward_origin": {"type": "hidden_user", "date": date, "sender_user_name": somebody}}
    return {"forward_origin": {"type": "user", "date": date, "sender_user": somebody.account.user}}


def topic(thread: int | None) -> Wire:
    """The topic of a forum that a message stands in."""
    return {} if thread is None else {"message_thread_id": thread, "is_topic_message": True}


def _named(file: StoredFile) -> Wire:
    return {"file_name": file.name, "mime_type": file.mime}


def _captioned(kind: str, file: StoredFile, body: Wire, caption: str, entities: list[Wire] | None) -> Content:
    text, found = formatted(caption, None, entities)
    return Content(kind, text, tuple(found), file, body)
