"""The one web server: Telegram's webhook and health."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from services.errors import Refused

LARGEST_BODY = 1_000_000
_CLOSES_WITHIN_S = 5.0

_log = logging.getLogger(__name__)


@asynccontextmanager
async def serving(host: str, port: int, routes: list[web.RouteDef]) -> AsyncIterator[str]:
    """Serve the routes as long as the block lasts; its address. Port 0 takes any that is free."""
    application = web.Application(client_max_size=LARGEST_BODY)
    application.add_routes(routes)
    runner = web.AppRunner(application, access_log=None, keepalive_timeout=30.0, shutdown_timeout=_CLOSES_WITHIN_S)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError as trouble:
        await runner.cleanup()
        raise Refused("web-port-taken", host=host, port=port, why=trouble.strerror or "") from trouble
    taken = runner.addresses[0][1]
    _log.info("web: http://%s:%s", host, taken)
    try:
        yield f"http://{host}:{taken}"
    finally:
        async with asyncio.timeout(_CLOSES_WITHIN_S * 2):
            await runner.cleanup()
