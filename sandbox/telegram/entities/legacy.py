"""The first Markdown: `*bold*`, `_italic_`, code and links, nothing nested; kept by Telegram for old bots."""

import re

from sandbox.telegram.entities.spans import Spans, broken
from sandbox.telegram.protocol import Wire

_KINDS = {"*": "bold", "_": "italic", "`": "code", "```": "pre"}
_MARK = re.compile(r"\\([_*`\[])|(```|[*_`])|\[([^\]]*)\]\(([^)]*)\)|(\[)")


def read_legacy(source: str) -> tuple[str, list[Wire]]:
    """Plain text and entities; raises 400 for a mark without its end."""
    spans, at = Spans(), 0
    while found := _MARK.search(source, at):
        spans.add(source[at : found.start()])
        at = found.end()
        if found[2]:
            at = _marked(source, found, spans)
        elif found[4] is not None:
            start = spans.here
            spans.add(found[3])
            spans.cover_link(start, found[4])
        else:
            spans.add(found[1] or found[5])
    spans.add(source[at:])
    return spans.text, spans.found


def _marked(source: str, found: re.Match[str], spans: Spans) -> int:
    stop = source.find(found[2], found.end())
    if stop < 0:
        raise broken("Can't find end of the entity starting", source, found.start())
    start = spans.here
    spans.add(source[found.end() : stop])
    spans.cover(start, _KINDS[found[2]])
    return stop + len(found[2])
