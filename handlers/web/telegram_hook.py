"""Telegram's webhook: checked, stored, and only then acknowledged."""

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aiohttp import web

LARGEST = 1_000_000
"""Bytes of one update; Telegram's are a few thousand."""

_SECRET = "X-Telegram-Bot-Api-Secret-Token"

Accept = Callable[[Sequence[Mapping[str, Any]]], Awaitable[None]]


def telegram_hook(secret: str, accept: Accept) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler: 401 without the secret, 400 for what is no update, 503 when it cannot be stored, 200 when it is."""
    if not secret:
        raise ValueError("a webhook without a secret is open to everybody")

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(_SECRET, "")
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode()):
            return web.Response(status=401)
        update = await _read(request)
        if update is None:
            return web.Response(status=400)
        try:
            await accept([update])
        except Exception:  # noqa: BLE001  whatever hinders storing it, Telegram is to send it again
            return web.Response(status=503)
        return web.Response(status=200)

    return take


async def _read(request: web.Request) -> Mapping[str, Any] | None:
    """The update; None for anything else, however large or deep."""
    try:
        content = json.loads(await request.read())
    except (ValueError, RecursionError, web.HTTPRequestEntityTooLarge):
        return None
    number = content.get("update_id") if isinstance(content, dict) else None
    fits = isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 2**53
    return content if fits else None
