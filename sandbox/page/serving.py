"""The page over HTTP: its files, the control of the server, the clock and the bells."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from aiohttp import web

from sandbox.page.guarding import guarded, ruled
from sandbox.page.hall import BusinessClock, Show
from sandbox.page.hearing import Hearing
from sandbox.page.moving import Moving
from sandbox.telegram.control.application import control_of, mistakes
from sandbox.telegram.reading import LARGEST_BODY
from sandbox.telegram.stage import Stage

_KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@asynccontextmanager
async def opened(server: Stage, show: Show, clock: BusinessClock, port: int) -> AsyncIterator[str]:
    """The page as long as the block lasts; its address. Raises OSError where the port is taken."""
    moving = Moving(show, clock)
    app = page_of(server, moving, Hearing(server, clock))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        moving.is_stopping = True
        await runner.cleanup()


def page_of(server: Stage, moving: Moving, hearing: Hearing) -> web.Application:
    """The whole application."""
    app = web.Application(middlewares=[guarded], client_max_size=LARGEST_BODY)
    app.on_response_prepare.append(ruled)
    app.cleanup_ctx.append(hearing.listening)
    own = web.Application(middlewares=[mistakes])
    own.add_routes([*moving.routes(), *hearing.routes()])
    app.add_subapp("/demo", own)
    app.add_subapp("/sandbox", control_of(server))
    app.router.add_get("/", _file)
    app.router.add_get(r"/{name:[a-z]+\.(?:js|css|svg)}", _file)
    return app


async def _file(request: web.Request) -> web.Response:
    """A file of the page."""
    found = files("sandbox.page") / "files" / request.match_info.get("name", "index.html")
    if not found.is_file():
        raise web.HTTPNotFound
    kind = _KINDS["." + found.name.rpartition(".")[2]]
    return web.Response(
        body=found.read_bytes(), content_type=kind, charset="utf-8", headers={"Cache-Control": "no-cache"}
    )
