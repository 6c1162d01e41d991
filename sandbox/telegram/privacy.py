"""What a bot gets to see in a group: with privacy on, only what is meant for it."""

from sandbox.telegram.messages import Message
from sandbox.telegram.utf16 import cut
from sandbox.telegram.world import World


def is_for_bot(world: World, message: Message) -> bool:
    """Whether the bot is told about a message of somebody."""
    chat = message.chat
    if chat.is_private:
        return True
    standing = chat.standing(world.bot)
    if not standing.is_inside:
        return False
    if chat.kind == "channel" or standing.is_admin or not world.privacy or message.kind == "service":
        return True
    answered = message.reply_to is not None and message.reply_to.sender is world.bot
    return answered or any(_addresses(world, message, entity) for entity in message.entities)


def _addresses(world: World, message: Message, entity: dict[str, object]) -> bool:
    said = cut(message.text, int(str(entity["offset"])), int(str(entity["length"]))).lower()
    own = f"@{world.bot.username}".lower()
    if entity["type"] == "bot_command":
        return "@" not in said or said.endswith(own)
    return entity["type"] == "mention" and said == own
