"""The control as an application of its own: the server mounts it under `/sandbox`, a page wherever it likes."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from sandbox.telegram.control.acting import Acting
from sandbox.telegram.control.troubling import Troubling
from sandbox.telegram.control.watching import Watching
from sandbox.telegram.protocol import Refused
from sandbox.telegram.reading import LARGEST_BODY
from sandbox.telegram.stage import Stage


def control_of(server: Stage) -> web.Application:
    """Everything a page needs to show the server and to play on it."""
    app = web.Application(middlewares=[mistakes], client_max_size=LARGEST_BODY)
    for part in (Watching(server), Acting(server), Troubling(server)):
        app.add_routes(part.routes())
    return app


@web.middleware
async def mistakes(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """What cannot be is answered with a sentence."""
    try:
        return await handler(request)
    except LookupError as error:
        return web.json_response({"error": f"not found: {error}"}, status=404)
    except (Refused, TypeError, ValueError) as error:
        return web.json_response({"error": str(error)}, status=400)
