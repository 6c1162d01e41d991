"""Sets of ids in a few letters: the steps between sorted ids, packed; ids in a row take next to nothing."""

import base64
import zlib
from collections.abc import Iterable

from services.errors import Strange

_MOST = 2**24
"""No set of one stretch unpacks to more bytes."""


def packed(ids: Iterable[int]) -> str:
    """Positive ids as text."""
    raw, last = bytearray(), 0
    for one in sorted(set(ids)):
        step, last = one - last, one
        while step > 127:
            raw.append(step & 127 | 128)
            step >>= 7
        raw.append(step)
    return base64.b85encode(zlib.compress(bytes(raw), 9)).decode()


def unpacked(text: str) -> set[int]:
    """The ids again; Strange for a text that was not made by `packed`."""
    try:
        opener = zlib.decompressobj()
        raw = opener.decompress(base64.b85decode(text), _MOST)
    except (ValueError, zlib.error):
        raise Strange(method="cursor", code="ids") from None
    if not opener.eof:
        raise Strange(method="cursor", code="ids")
    made, at, step, shift = set(), 0, 0, 0
    for byte in raw:
        step |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            at += step
            made.add(at)
            step = shift = 0
    return made
