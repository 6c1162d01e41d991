"""edit…, delete…, pin…: what may become of a message that is already there."""

from sandbox.telegram.messages import CAPTIONED, Content, Message
from sandbox.telegram.methods.calls import Call
from sandbox.telegram.methods.sending import media_content
from sandbox.telegram.protocol import Wire, bad
from sandbox.telegram.reach import chat_of, ensure_right, found, reachable
from sandbox.telegram.rich import rich_content

OLDEST_DELETED = 48 * 3600

_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
_VISUAL = {"photo", "video", "animation"}


def edit_text(call: Call) -> Wire:
    """A text becomes another text; a picture never becomes one."""
    message = call.edited()
    if message.kind not in ("text", "rich"):
        raise bad("there is no text in the message to edit")
    if call.get("rich_message") is not None:
        return _change(call, message, rich_content(call["rich_message"]))
    if "text" not in call.values:
        raise bad("message text is empty")
    return _change(call, message, Content("text", call["text"], tuple(call["entities"])))


def edit_caption(call: Call) -> Wire:
    """The words under a picture or a file become others."""
    message = call.edited()
    if message.kind not in CAPTIONED:
        raise bad("there is no caption in the message to edit")
    now = message.content
    words = Content(now.kind, call.get("caption", ""), tuple(call.get("caption_entities", ())), now.file, now.body)
    return _change(call, message, words)


def edit_media(call: Call) -> Wire:
    """A picture becomes another one, and a text may become a picture; an album keeps to its kind."""
    message, given = call.edited(), call["media"]
    kind = given["type"]
    if message.kind not in {"text", "rich", *CAPTIONED} - {"voice"}:
        raise bad("there is no media in the message to edit")
    if "media_group_id" in message.extra and not _fits_album(message.kind, kind):
        raise bad("message can't be edited to another kind of media in an album")
    content = media_content(call, kind, given, given.get("caption", ""), given.get("caption_entities"))
    return _change(call, message, content)


def _fits_album(before: str, after: str) -> bool:
    return before == after or {before, after} <= _VISUAL


def edit_markup(call: Call) -> Wire:
    """Other buttons under the same message."""
    message = call.edited()
    return _change(call, message, message.content)


def _change(call: Call, message: Message, content: Content) -> Wire:
    markup = call.get("reply_markup")
    if content == message.content and (markup or None) == _inline(message):
        raise bad(_SAME)
    call.world.edit(message, content, markup)
    return message.wire()


def _inline(message: Message) -> Wire | None:
    return message.markup if message.buttons else None


def delete_message(call: Call) -> bool:
    """A message disappears, unless it is too old or somebody else's in a group."""
    chat = reachable(call.world, call["chat_id"])
    message = found(chat, call["message_id"], "to delete")
    _ensure_deletable(call, message)
    call.world.remove(message)
    return True


def delete_messages(call: Call) -> bool:
    """Several disappear; those that are not there are passed over."""
    chat = reachable(call.world, call["chat_id"])
    for message in [one for wanted in call["message_ids"] if (one := chat.message(wanted))]:
        _ensure_deletable(call, message)
        call.world.remove(message)
    return True


def _ensure_deletable(call: Call, message: Message) -> None:
    foreign = message.sender is not call.world.bot and not message.chat.is_private
    if call.world.watch.unix() - message.date > OLDEST_DELETED:
        raise bad("message can't be deleted for everyone")
    if foreign and not message.chat.standing(call.world.bot).may("can_delete_messages"):
        raise bad("message can't be deleted")


def pin(call: Call) -> bool:
    """Pin a message; the chat is told, a private one without a sound."""
    chat = call.chat()
    ensure_right(call.world, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    message = found(chat, call["message_id"], "to pin")
    if message.kind == "service":
        raise bad("message can't be pinned")
    call.world.pin(message, call.world.bot, silent=bool(call.get("disable_notification")))
    return True


def unpin(call: Call) -> bool:
    """Unpin a message, or the newest pinned one."""
    chat = call.chat()
    ensure_right(call.world, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
    if "message_id" in call.values:
        message = found(chat, call["message_id"], "to unpin")
    elif chat.pinned:
        message = chat.pinned[-1]
    else:
        raise bad("message to unpin not found")
    message.pinned = False
    call.world.touch(message)
    return True


def unpin_all(call: Call) -> bool:
    """Unpin everything."""
    for message in call.chat().pinned:
        message.pinned = False
        call.world.touch(message)
    return True


def react(call: Call) -> bool:
    """Put a reaction under a message, or take it back."""
    message = found(chat_of(call.world, call["chat_id"]), call["message_id"], "to react")
    message.reactions[call.world.bot.id] = call.get("reaction") or []
    call.world.touch(message)
    return True
