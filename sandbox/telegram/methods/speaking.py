"""Answers to presses, and what the bot says of itself: commands, names, descriptions, menu buttons."""

from typing import Any

from sandbox.telegram.methods.calls import Call
from sandbox.telegram.profile import place_of
from sandbox.telegram.protocol import Wire, bad
from sandbox.telegram.reach import chat_of

TOO_LATE = "query is too old and response timeout expired or query ID is invalid"


def answer_press(call: Call) -> bool:
    """Stop a button from spinning; once, and in time."""
    press = call.world.presses.get(call["callback_query_id"])
    if press is None or not press.spins:
        raise bad(TOO_LATE)
    press.settle(call.values)
    call.world.pulse.beat()
    return True


def set_commands(call: Call) -> bool:
    """The commands of a scope, in a language."""
    call.world.profile.commands[_place(call), call.get("language_code", "")] = call["commands"]
    call.world.pulse.beat()
    return True


def get_commands(call: Call) -> list[Wire]:
    """The commands of exactly this scope and language."""
    return call.world.profile.commands.get((_place(call), call.get("language_code", "")), [])


def delete_commands(call: Call) -> bool:
    """The scope falls back to a wider one."""
    call.world.profile.commands.pop((_place(call), call.get("language_code", "")), None)
    call.world.pulse.beat()
    return True


def _place(call: Call) -> tuple[str, int, int]:
    scope = call.get("scope") or {"type": "default"}
    if "chat_id" in scope:
        scope = scope | {"chat_id": chat_of(call.world, scope["chat_id"]).id}
    return place_of(scope)


def set_name(call: Call) -> bool:
    """The bot's name in a language."""
    return _put(call, call.world.profile.names, "name")


def get_name(call: Call) -> Wire:
    """The bot's name in a language."""
    return {"name": _spoken(call, call.world.profile.names) or call.world.bot.first_name}


def set_description(call: Call) -> bool:
    """What an empty chat with the bot says."""
    return _put(call, call.world.profile.descriptions, "description")


def get_description(call: Call) -> Wire:
    """What an empty chat with the bot says."""
    return {"description": _spoken(call, call.world.profile.descriptions)}


def set_short_description(call: Call) -> bool:
    """What the bot's profile says."""
    return _put(call, call.world.profile.short_descriptions, "short_description")


def get_short_description(call: Call) -> Wire:
    """What the bot's profile says."""
    return {"short_description": _spoken(call, call.world.profile.short_descriptions)}


def _put(call: Call, texts: dict[str, str], name: str) -> bool:
    texts[call.get("language_code", "")] = call.get(name, "")
    return True


def _spoken(call: Call, texts: dict[str, str]) -> str:
    return texts.get(call.get("language_code", "")) or texts.get("", "")


def set_menu_button(call: Call) -> bool:
    """The button beside the field, for one chat or for all."""
    call.world.profile.menu_buttons[call.get("chat_id", 0)] = call.get("menu_button", {"type": "default"})
    return True


def get_menu_button(call: Call) -> Any:
    """The button beside the field."""
    return call.world.profile.menu_button(call.get("chat_id", 0))
