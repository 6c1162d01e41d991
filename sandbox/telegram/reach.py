"""Whom the bot can reach, and what it may do there."""

from sandbox.telegram.chats import Chat
from sandbox.telegram.messages import Message
from sandbox.telegram.protocol import bad, forbidden
from sandbox.telegram.world import World


def chat_of(world: World, chat_id: int | str) -> Chat:
    """The chat that was meant; raises 400 for one that does not exist or has moved."""
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else _called(world, chat_id)
    if chat is None:
        raise bad("chat not found")
    if chat.migrated_to is not None:
        moved = chat.migrated_to.id
        raise bad("group chat was upgraded to a supergroup chat", migrate_to_chat_id=moved)
    return chat


def _called(world: World, name: str) -> Chat | None:
    if name.lstrip("-").isdigit():
        return world.chats.get(int(name))
    return next((chat for chat in world.chats.values() if chat.username and f"@{chat.username}" == name), None)


def reachable(world: World, chat_id: int | str) -> Chat:
    """The chat that was meant, if the bot may write there; raises 403 or 400 in Telegram's words."""
    chat = chat_of(world, chat_id)
    if chat.is_private:
        _ensure_open(chat)
        return chat
    standing, called = chat.standing(world.bot), "supergroup" if chat.kind == "supergroup" else chat.kind
    if standing.status == "kicked":
        raise forbidden(f"bot was kicked from the {called} chat")
    if not standing.is_inside:
        raise forbidden(f"bot is not a member of the {called} chat")
    if not standing.may_write or (chat.kind == "channel" and not standing.is_admin):
        raise bad("not enough rights to send text messages to the chat")
    return chat


def _ensure_open(chat: Chat) -> None:
    if chat.deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def found(chat: Chat, message_id: int, purpose: str) -> Message:
    """A message that still stands; raises 400 naming what it was wanted for."""
    message = chat.message(message_id)
    if message is None:
        raise bad(f"message {purpose} not found")
    return message


def ensure_right(world: World, chat: Chat, right: str, otherwise: str) -> None:
    """Raises 400 unless the bot holds a right; in private chats it needs none."""
    if not chat.is_private and not chat.standing(world.bot).may(right):
        raise bad(otherwise)
