"""Chats, messages and requests as a page shows them."""

from itertools import pairwise

from sandbox.telegram.chats import Chat
from sandbox.telegram.faults import Fault
from sandbox.telegram.ledger import Entry
from sandbox.telegram.messages import Button, Message
from sandbox.telegram.people import Person
from sandbox.telegram.presses import Press
from sandbox.telegram.protocol import Upload, Wire
from sandbox.telegram.utf16 import cut, length


def person_face(person: Person) -> Wire:
    """Somebody, with what stands between them and the bot."""
    account, chat = person.account, person.chat
    known = {"id": person.id, "name": person.name, "username": account.username, "language": account.language}
    return known | {"started": chat.started, "blocked": chat.blocked, "deactivated": chat.deactivated}


def chat_face(chat: Chat) -> Wire:
    """A chat in a list."""
    last = chat.messages[-1] if chat.messages else None
    told = {
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title,
        "action": chat.action,
        "revision": chat.revision,
        "keyboard": chat.keyboard,
    }
    return told | {"last": message_face(last) if last else None}


def message_face(message: Message) -> Wire:
    """A bubble: its text in pieces that need no escaping, its buttons, addresses of its picture and file."""
    file = message.file
    return {
        "id": message.id,
        "chat": message.chat.id,
        "from": message.sender.name,
        "from_id": message.sender.id,
        "by_bot": message.sender is message.chat.bot,
        "date": message.date,
        "kind": message.kind,
        "text": message.text,
        "pieces": pieces(message.text, message.entities),
        "buttons": [[_button_face(button) for button in row] for row in message.buttons],
        "keyboard": message.keyboard,
        "picture": f"files/{file.path}" if file and message.kind == "photo" else None,
        "file": {"name": file.name, "size": len(file.content), "url": f"files/{file.path}"} if file else None,
        "album": message.extra.get("media_group_id"),
        "reply_to": message.reply_to.id if message.reply_to else None,
        "rings": message.rings,
        "pinned": message.pinned,
        "edited": message.edited_at,
        "deleted": message.deleted,
        "was": [version.content.text for version in message.versions],
        "reactions": [one.get("emoji") for all_of in message.reactions.values() for one in all_of],
        "revision": message.revision,
    }


def _button_face(button: Button) -> Wire:
    return {"label": button.label, "data": button.data, "url": button.url, "web_app": button.web_app,
            "copies": button.copies}  # fmt: skip


def press_face(press: Press) -> Wire:
    """What became of a press."""
    message = press.message.id if press.message else None
    told = {"id": press.id, "by": press.by.id, "message": message, "data": press.data}
    return told | {"spins": press.spins, "toast": press.toast, "alert": press.alert, "url": press.url}


def entry_face(entry: Entry) -> Wire:
    """A request of the bot and its answer."""
    return {
        "number": entry.number,
        "method": entry.method,
        "at": entry.at,
        "chat": entry.chat_id,
        "values": plain(entry.values),
        "status": entry.status,
        "description": entry.description,
        "delivered": entry.delivered,
        "fault": entry.fault,
        "impatient": entry.impatient,
        "violations": [str(one) for one in entry.violations],
    }


def fault_face(number: int, fault: Fault) -> Wire:
    """A trouble that was ordered."""
    told = {"number": number, "kind": fault.kind, "method": fault.method, "chat": fault.chat_id, "hits": fault.hits}
    return told | {"over": fault.is_over}


def plain(value: object) -> object:
    """Values without their files."""
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return repr(value) if isinstance(value, Upload) else value


def pieces(text: str, entities: tuple[Wire, ...]) -> list[Wire]:
    """The text cut where its formatting changes; each piece with the marks that lie over it."""
    edges = {0, length(text)}
    for one in entities:
        edges |= {one["offset"], one["offset"] + one["length"]}
    cuts = sorted(edges)
    return [
        {"text": cut(text, begins, ends - begins), "marks": _marks(entities, begins, ends)}
        for begins, ends in pairwise(cuts)
    ]


def _marks(entities: tuple[Wire, ...], begins: int, ends: int) -> list[Wire]:
    over = [one for one in entities if one["offset"] <= begins and ends <= one["offset"] + one["length"]]
    return [{key: value for key, value in one.items() if key not in ("offset", "length")} for one in over]
