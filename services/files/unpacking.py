"""A `.gz` file is unpacked within bounds: how far it unfolds is known before any of it is kept."""

import zlib
from collections.abc import Iterator

from services.errors import Refused
from services.files.bounds import LARGEST
from services.files.refusal import shown

_GZIP = b"\x1f\x8b"
_STEP = 1 << 20


def unpacked(name: str, data: bytes) -> bytes:
    """The file itself, whether it came bare or in gzip; Refused when it is broken or unfolds too far."""
    if len(data) > LARGEST:
        raise too_big(name)
    if not data.startswith(_GZIP):
        return data
    # Counted first: a bomb is refused without ever holding what it unfolds to.
    if sum(len(piece) for piece in _unfold(name, data)) == 0:
        return b""
    return b"".join(_unfold(name, data))


def too_big(name: str) -> Refused:
    """The refusal of a file that is larger than we read."""
    return Refused("file-too-big", name=shown(name), limit=LARGEST >> 20)


def _unfold(name: str, data: bytes) -> Iterator[bytes]:
    total, rest = 0, data
    while rest.startswith(_GZIP):
        stream = zlib.decompressobj(wbits=31)
        feed = rest
        while not stream.eof:
            piece = _step(name, stream, feed)
            feed = stream.unconsumed_tail
            total += len(piece)
            if total > LARGEST:
                raise too_big(name)
            if not piece and not feed and not stream.eof:
                raise Refused("file-broken", name=shown(name))
            yield piece
        # Zero bytes after the last member are padding, as the gzip program itself takes them.
        rest = stream.unused_data.lstrip(b"\0")
    if rest:
        raise Refused("file-broken", name=shown(name))


def _step(name: str, stream: "zlib._Decompress", feed: bytes) -> bytes:
    try:
        return stream.decompress(feed, _STEP)
    except zlib.error as trouble:
        raise Refused("file-broken", name=shown(name)) from trouble
