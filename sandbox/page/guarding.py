"""Who may ask: the page itself, on this machine; no other site that a browser happens to have open."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})
_RULES = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


@web.middleware
async def guarded(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuses a strange name of this machine and a strange origin."""
    origin = request.headers.get("Origin")
    if urlsplit(f"//{request.host}").hostname not in _HERE:
        raise web.HTTPForbidden(text="this page is for this machine only")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="another site may not ask here")
    return await handler(request)


async def ruled(_request: web.Request, response: web.StreamResponse) -> None:
    """Tells the browser that nothing from outside belongs here."""
    response.headers.update(_RULES)
