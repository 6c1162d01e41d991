"""Rich messages, roughly: what was written is kept, and read as plain text."""

import re

from sandbox.telegram.entities.html import unescape
from sandbox.telegram.messages import Content
from sandbox.telegram.protocol import Wire

_BREAKS = re.compile(r"<(?:br|/p|/tr|/h\d|/li|hr)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"<[^>]*>")


def rich_content(message: Wire) -> Content:
    """A rich message with the text that its reader would see, one paragraph per line."""
    if "html" in message:
        text = unescape(_TAGS.sub("", _BREAKS.sub("\n", message["html"])))
    else:
        text = message["markdown"] if "markdown" in message else "\n".join(_said(message["blocks"]))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    blocks = [{"type": "paragraph", "text": line} for line in lines] or [{"type": "divider"}]
    return Content("rich", "\n".join(lines), body={"rich_message": {"blocks": blocks}})


def _said(value: object) -> list[str]:
    """Every piece of text in blocks, in reading order."""
    if isinstance(value, list):
        return [text for one in value for text in _said(one)]
    if isinstance(value, dict):
        parts = (one for key, one in value.items() if key not in ("type", "url", "id", "align", "valign"))
        return [text for one in parts for text in _said(one)]
    return [value] if isinstance(value, str) else []
