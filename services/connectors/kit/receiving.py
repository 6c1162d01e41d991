"""Reads an answer without trusting it: packed or not, it never grows beyond what was agreed."""

import zlib
from collections.abc import AsyncIterator, Mapping

_PIECE = 64 * 1024
_ANY_ZLIB = 32 + zlib.MAX_WBITS


class TooBig(Exception):
    """The answer is longer than agreed."""


class Unreadable(Exception):
    """The answer is packed in a way nobody asked for, or its packing is broken."""


async def received(chunks: AsyncIterator[bytes], headers: Mapping[str, str], most: int) -> bytes:
    """The whole body, unpacked, at most `most` bytes long; TooBig or Unreadable."""
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > most:
        raise TooBig
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        return await _joined(chunks, most)
    if packing in ("gzip", "x-gzip", "deflate"):
        return await _joined(_unpacked(chunks), most)
    raise Unreadable


async def _joined(chunks: AsyncIterator[bytes], most: int) -> bytes:
    body = bytearray()
    async for chunk in chunks:
        if len(body) + len(chunk) > most:
            raise TooBig
        body += chunk
    return bytes(body)


async def _unpacked(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Unpacks in small pieces, so that a bomb is seen before it is in memory."""
    packer, came = zlib.decompressobj(_ANY_ZLIB), False
    try:
        async for chunk in chunks:
            came = True
            piece = packer.decompress(chunk, _PIECE)
            while piece:
                yield piece
                piece = packer.decompress(packer.unconsumed_tail, _PIECE)
    except zlib.error:
        raise Unreadable from None
    if came and not packer.eof:
        raise Unreadable
