"""From an HTTP request to the values it carries: query, form, JSON or multipart with files."""

import json

from aiohttp import BodyPartReader, web
from aiohttp.multipart import MultipartReader

from sandbox.telegram.protocol import Asked, Refused, Upload, Wire, bad

LARGEST_BODY = 52 * 1024 * 1024


async def read(request: web.Request) -> Asked:
    """What was asked, whichever way it came; parts with a file name are uploads."""
    try:
        return await _read(request)
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, "Request Entity Too Large") from None


async def _read(request: web.Request) -> Asked:
    values: Wire = dict(request.query)
    uploads: dict[str, Upload] = {}
    typed = request.content_type == "application/json"
    if typed:
        values |= _object(await request.read())
    elif request.content_type.startswith("multipart/"):
        await _parts(await request.multipart(), values, uploads)
    else:
        values |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return Asked(request.match_info["token"], request.match_info["method"], values, uploads, typed)


def _object(body: bytes) -> Wire:
    try:
        values = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        raise bad("can't parse JSON") from None
    if not isinstance(values, dict):
        raise bad("object expected as a request")
    return values


async def _parts(reader: MultipartReader, values: Wire, uploads: dict[str, Upload]) -> None:
    while isinstance(part := await reader.next(), BodyPartReader):
        content, name = bytes(await part.read()), part.name or ""
        if part.filename is None:
            values[name] = content.decode("utf-8", "surrogateescape")
        else:
            uploads[name] = Upload(part.filename, content, part.headers.get("Content-Type", "application/octet-stream"))
