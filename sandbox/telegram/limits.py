"""What the table of facts cannot say: sizes of keyboards, names of commands, what stands beside what."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from sandbox.telegram.entities.spans import followable
from sandbox.telegram.facts import the_facts
from sandbox.telegram.protocol import Wire, bad
from sandbox.telegram.shapes import Complaint

MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
MOST_COMMANDS = 100
LOOPBACK = {"127.0.0.1", "localhost", "::1"}

_LOOKS = {"text", "icon_custom_emoji_id", "style"}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SHOWN = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}


def ensure_within_limits(method: str, values: Wire) -> list[Complaint]:
    """Raises 400 where Telegram would; returns what is odd yet not refused."""
    if rule := _RULES.get(method):
        rule(values)
    markup = values.get("reply_markup")
    return list(_keyboard(markup)) if isinstance(markup, dict) else []


def _keyboard(markup: Wire) -> Iterator[Complaint]:
    rows = markup.get("inline_keyboard") or markup.get("keyboard") or []
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            _ensure_button(button)
    if any(len(row) > MOST_IN_A_ROW for row in rows):
        yield "reply_markup", f"more than {MOST_IN_A_ROW} buttons in a row"


def _ensure_button(button: Wire) -> None:
    if not button["text"].strip():
        raise bad("can't parse inline keyboard button: Text must be non-empty")
    chosen = {name for name, value in button.items() if value is not None} - _LOOKS
    if not chosen:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(chosen) > 1:
        raise bad(f"can't parse inline keyboard button: only one of {', '.join(sorted(chosen))} is allowed")
    if (url := button.get("url")) is not None and followable(url) is None and not _is_local(url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if "web_app" in chosen:
        ensure_reachable(button["web_app"]["url"], "inline keyboard button Web App URL")


def ensure_reachable(url: str, what: str) -> None:
    """HTTPS, as Telegram wants it; plain HTTP on this machine only."""
    if urlsplit(url).scheme != "https" and not _is_local(url):
        raise bad(f"{what} '{url}' is invalid: Only HTTPS links are allowed")


def _is_local(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname in LOOPBACK


def _commands(values: Wire) -> None:
    if len(values["commands"]) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in values["commands"]:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad("BOT_COMMAND_INVALID")
    _language(values)


def _language(values: Wire) -> None:
    if not _LANGUAGE.fullmatch(values.get("language_code") or ""):
        raise bad("invalid language code specified")


def _album(values: Wire) -> None:
    if not 2 <= len(values["media"]) <= 10:
        raise bad("wrong number of media in the album: 2 to 10 are allowed")
    kinds = {one["type"] for one in values["media"]}
    if len(kinds) > 1 and kinds & {"audio", "document"}:
        raise bad("documents and audio can be sent only with their own kind in an album")


def _reaction(values: Wire) -> None:
    chosen = values.get("reaction") or []
    if len(chosen) > 1:
        raise bad("REACTIONS_TOO_MANY")
    if any(one["type"] == "emoji" and one["emoji"] not in the_facts().reactions for one in chosen):
        raise bad("REACTION_INVALID")


def _webhook(values: Wire) -> None:
    if values["url"]:
        ensure_reachable(values["url"], "webhook URL")
    if (secret := values.get("secret_token")) is not None and not _SECRET.fullmatch(secret):
        raise bad("secret token contains unallowed characters")
    if not 1 <= values.get("max_connections", 40) <= 100:
        raise bad("max_connections must be from 1 to 100")
    _allowed(values)


def _allowed(values: Wire) -> None:
    unknown = set(values.get("allowed_updates") or ()) - set(the_facts().types["Update"])
    if unknown:
        raise bad(f"unknown kinds of updates: {', '.join(sorted(unknown))}")


def _action(values: Wire) -> None:
    if values["action"] not in _SHOWN:
        raise bad("wrong parameter action in request")


def _several(values: Wire) -> None:
    if not 1 <= len(values["message_ids"]) <= 100:
        raise bad("1 to 100 message identifiers are allowed")


def _rich(values: Wire) -> None:
    """Exactly one way to write a rich message; an edit may also be a plain text."""
    given = {"html", "markdown", "blocks"} & set(values.get("rich_message") or ())
    if values.get("rich_message") is not None and len(given) != 1:
        raise bad("exactly one of html, markdown and blocks must be specified")
    if "text" in values and values.get("rich_message") is not None:
        raise bad("a text and a rich message cannot be sent together")


def _poll(values: Wire) -> None:
    if not 1 <= len(values["options"]) <= 12:
        raise bad("poll must have 1 to 12 options")


_RULES: dict[str, Callable[[Wire], None]] = {
    "setMyCommands": _commands,
    **dict.fromkeys(
        ("getMyCommands", "deleteMyCommands", "setMyName", "getMyName", "setMyDescription", "getMyDescription",
         "setMyShortDescription", "getMyShortDescription"), _language),
    "sendMediaGroup": _album,
    "setMessageReaction": _reaction,
    "setWebhook": _webhook,
    "getUpdates": _allowed,
    "sendChatAction": _action,
    **dict.fromkeys(("deleteMessages", "forwardMessages", "copyMessages"), _several),
    "sendRichMessage": _rich,
    "editMessageText": _rich,
    "sendPoll": _poll,
}  # fmt: skip
