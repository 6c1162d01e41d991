"""The door of sources: a delivery is checked, stored, and only then acknowledged."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

PATH = "/hooks/{source:[0-9]{1,19}}/{secret}"
"""Where a source brings what it has to say: its number, and a word that only it knows."""

Brought = tuple[str, str, str, Mapping[str, str], bytes]
"""Verb, path, query, headers with names in lower case, and body."""

Take = Callable[[int, Brought], Awaitable[int | None]]
"""Takes what a source has brought; how many things may have changed, None for what is not the source's."""


def source_hook(take: Take, heard: Callable[[], None]) -> Callable[[web.Request], Awaitable[web.Response]]:
    """The handler: 401 for what is not the source's, 413 for what is too long, 503 when it cannot be stored, 200 when
    it is; `heard` is called then.
    """

    async def taken(request: web.Request) -> web.Response:
        try:
            brought = await _brought(request)
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413)
        try:
            hints = await take(int(request.match_info["source"]), brought)
        except Exception:  # noqa: BLE001  whatever hinders storing it, the source is to bring it again
            return web.Response(status=503)
        if hints is None:
            return web.Response(status=401)
        if hints:
            heard()
        return web.Response(status=200)

    return taken


async def _brought(request: web.Request) -> Brought:
    headers = {name.lower(): value for name, value in request.headers.items()}
    return request.method, request.path, request.query_string, headers, await request.read()
