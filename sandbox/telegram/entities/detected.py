"""What Telegram finds in a text by itself: commands, mentions, tags, addresses."""

import re

from sandbox.telegram.protocol import Wire
from sandbox.telegram.utf16 import length

_FOUND = (
    ("url", re.compile(r"(?<![\w@])(?:https?://[^\s<>\"]+|(?:[\w-]+\.)+(?:com|org|net|ru|me|io)\b(?:/[^\s<>\"]*)?)")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,10}\b")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?!\w)")),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z][A-Za-z0-9_]{3,31}\b")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,256}")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}\b")),
)
_OPAQUE = {"code", "pre", "text_link", "text_mention", "url", "email", "bot_command", "mention", "hashtag", "cashtag"}


def detected(text: str, known: list[Wire]) -> list[Wire]:
    """The known entities and those that stand in the text by themselves, in reading order."""
    entities = list(known)
    for kind, shape in _FOUND:
        for found in shape.finditer(text):
            one = {"type": kind, "offset": length(text[: found.start()]), "length": length(found[0])}
            if not any(other["type"] in _OPAQUE and _overlap(one, other) for other in entities):
                entities.append(one)
    return sorted(entities, key=lambda one: (one["offset"], -one["length"]))


def _overlap(one: Wire, other: Wire) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])
