"""send… of everything: texts, pictures, files, albums, and the rarer kinds."""

from sandbox.telegram import bubbles
from sandbox.telegram.messages import Content
from sandbox.telegram.methods.calls import Call
from sandbox.telegram.protocol import Wire
from sandbox.telegram.reach import chat_of, found
from sandbox.telegram.rich import rich_content


def send_message(call: Call) -> Wire:
    """A text."""
    return call.send(Content("text", call["text"], tuple(call["entities"]))).wire()


def send_rich_message(call: Call) -> Wire:
    """A text with tables and headings."""
    return call.send(rich_content(call["rich_message"])).wire()


def media_content(call: Call, kind: str, given: Wire, caption: str, entities: list[Wire] | None) -> Content:
    """A bubble with a file, whichever method it came by."""
    file = call.file(given["media"], kind)
    if kind == "photo":
        return bubbles.photo(file, caption, entities)
    if kind == "document":
        return bubbles.document(file, caption, entities)
    if kind == "voice":
        return bubbles.voice(file, given.get("duration", 0), caption, entities)
    if kind == "audio":
        return bubbles.audio(file, given, caption, entities)
    return bubbles.video(kind, file, caption, entities)


def send_media(call: Call, kind: str) -> Wire:
    """A picture, a file, a track, a voice or a film."""
    chat = call.chat()
    given = call.values | {"media": call[kind]}
    content = media_content(call, kind, given, call.get("caption", ""), call.get("caption_entities"))
    return call.send(content, chat=chat).wire()


def send_media_group(call: Call) -> list[Wire]:
    """An album: all or nothing."""
    chat = call.chat()
    contents = [
        media_content(call, one["type"], one, one.get("caption", ""), one.get("caption_entities"))
        for one in call["media"]
    ]
    album = {"media_group_id": str(14_000_000_000 + call.world.pulse.count)}
    return [call.send(content, extra=album, chat=chat).wire() for content in contents]


def send_location(call: Call) -> Wire:
    """A place on the map."""
    return call.send(bubbles.location(call["latitude"], call["longitude"])).wire()


def send_contact(call: Call) -> Wire:
    """A card with a phone number."""
    return call.send(bubbles.contact(call["phone_number"], call["first_name"])).wire()


def send_sticker(call: Call) -> Wire:
    """A sticker."""
    return call.send(bubbles.sticker(call.get("emoji", "👍"))).wire()


def send_dice(call: Call) -> Wire:
    """A die that always shows the same."""
    return call.send(Content("dice", body={"dice": {"emoji": call.get("emoji", "🎲"), "value": 1}})).wire()


def copy_message(call: Call) -> Wire:
    """A message sent anew, without a word of where it stood."""
    source = found(chat_of(call.world, call["from_chat_id"]), call["message_id"], "to copy")
    content = source.content
    if "caption" in call.values:
        content = Content(content.kind, call["caption"], tuple(call["caption_entities"]), content.file, content.body)
    return {"message_id": call.send(content).id}


def forward_message(call: Call) -> Wire:
    """A message sent on, with its origin."""
    source = found(chat_of(call.world, call["from_chat_id"]), call["message_id"], "to forward")
    origin = {"type": "user", "date": source.date, "sender_user": source.sender.user}
    return call.send(source.content, extra={"forward_origin": origin}).wire()


def send_chat_action(call: Call) -> bool:
    """Show what the bot is doing."""
    chat = call.chat()
    chat.action = call["action"]
    call.world.stir(chat)
    return True
