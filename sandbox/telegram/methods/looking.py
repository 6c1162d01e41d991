"""get… of chats, members and files, and leaving."""

from sandbox.telegram.accounts import Standing
from sandbox.telegram.files import LARGEST_DOWNLOAD
from sandbox.telegram.methods.calls import Call
from sandbox.telegram.protocol import Wire, bad
from sandbox.telegram.reach import chat_of

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_me(call: Call) -> Wire:
    """The bot itself."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": not call.world.privacy}
    return call.world.bot.user | abilities | {"supports_inline_queries": False}


def get_file(call: Call) -> Wire:
    """Where a file can be fetched."""
    file = call.world.files.named(call["file_id"])
    if len(file.content) > LARGEST_DOWNLOAD:
        raise bad("file is too big")
    return file.reference | {"file_path": file.path}


def get_chat(call: Call) -> Wire:
    """A chat with what is pinned in it."""
    chat = chat_of(call.world, call["chat_id"])
    body = chat.wire | {"accent_color_id": 0, "max_reaction_count": 11}
    body["accepted_gift_types"] = dict.fromkeys(_GIFTS, False)
    return body | ({"pinned_message": chat.pinned[-1].wire(nested=True)} if chat.pinned else {})


def get_member(call: Call) -> Wire:
    """What somebody is in a chat."""
    chat = chat_of(call.world, call["chat_id"])
    if chat.is_private and chat.owner and chat.owner.id == call["user_id"]:
        return Standing(chat.owner).wire
    if call["user_id"] in chat.members:
        return chat.members[call["user_id"]].wire
    if call["user_id"] not in call.world.people:
        raise bad("PARTICIPANT_ID_INVALID")
    return Standing(call.world.people[call["user_id"]].account, "left").wire


def get_administrators(call: Call) -> list[Wire]:
    """Who leads a chat; other bots are passed over."""
    chat = chat_of(call.world, call["chat_id"])
    if chat.is_private:
        raise bad("there are no administrators in the private chat")
    own = call.world.bot
    leaders = [one for one in chat.members.values() if one.is_admin]
    return [one.wire for one in leaders if one.account is own or not one.account.is_bot]


def count_members(call: Call) -> int:
    """How many are in a chat."""
    chat = chat_of(call.world, call["chat_id"])
    return 2 if chat.is_private else sum(one.is_inside for one in chat.members.values())


def leave(call: Call) -> bool:
    """The bot goes."""
    chat = call.chat()
    if chat.is_private:
        raise bad("chat member status can't be changed in private chats")
    bot = call.world.bot
    call.world.change_standing(chat, Standing(bot, "left"), bot, "my_chat_member")
    return True
