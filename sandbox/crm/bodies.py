"""Answers put on the wire, whole or spoilt."""

import asyncio
import json
import zlib

from aiohttp import web

from sandbox.crm.faults import Fault
from sandbox.crm.protocol import Answer

_MEGABYTE = 2**20


def encoded(answer: Answer) -> bytes:
    """The body as bytes."""
    if answer.body is None:
        return b""
    if isinstance(answer.body, bytes):
        return answer.body
    return (answer.body if isinstance(answer.body, str) else json.dumps(answer.body, ensure_ascii=False)).encode()


def whole(answer: Answer) -> web.Response:
    """The answer as it should be."""
    if answer.body is None:
        return web.Response(status=answer.status, headers=answer.headers)
    return web.Response(
        body=encoded(answer), status=answer.status, headers=dict(answer.headers) | _typed(answer.content_type)
    )


def cut(request: web.Request) -> web.StreamResponse:
    """The connection ends."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def spoilt(request: web.Request, answer: Answer, fault: Fault) -> web.StreamResponse:
    """The answer as the trouble has it."""
    if fault.kind == "truncate":
        raw = encoded(answer)
        return web.Response(body=raw[: len(raw) // 2], status=answer.status, headers=_typed(answer.content_type))
    if fault.kind == "garble":
        return web.Response(body=fault.body, status=fault.status, headers=_typed(fault.content_type))
    if fault.kind == "bomb":
        headers = _typed("application/json") | {"Content-Encoding": "gzip"}
        return web.Response(body=_bomb(fault.megabytes), headers=headers)
    return await _streamed(request, fault)


async def _streamed(request: web.Request, fault: Fault) -> web.StreamResponse:
    response = web.StreamResponse(headers=_typed("application/json"))
    await response.prepare(request)
    try:
        await response.write(b'{"result": "')
        if fault.kind == "flood":
            for _ in range(fault.megabytes):
                await response.write(b"x" * _MEGABYTE)
        while fault.kind == "drip" and not fault.lifted:
            await response.write(b"x")
            await asyncio.sleep(fault.seconds)
        await response.write(b'"}')
    except ConnectionError:
        pass
    return response


def _bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [packer.compress(b'{"result": "')]
    parts += [packer.compress(b"x" * _MEGABYTE) for _ in range(megabytes)]
    return b"".join([*parts, packer.compress(b'"}'), packer.flush()])


def _typed(content_type: str) -> dict[str, str]:
    return {"Content-Type": content_type}
