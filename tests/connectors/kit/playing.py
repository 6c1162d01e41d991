"""A vendor of our own on loopback: it answers what a test says, and remembers what it was asked."""

import asyncio
from datetime import UTC, datetime

from aiohttp import web

from services.connectors.kit.http import Waits

QUICK = Waits(connect=10, next=10, whole=20, tries=3, first=0.01, short=1)


def machine_now():
    return datetime.now(UTC)


class Vendor:
    """A small web server; `answers` are given in turn, the last one for ever. Each is a response, or a coroutine
    function of the request.
    """

    def __init__(self):
        self.answers = []
        self.asked = []
        self.connections = 0
        self.origin = ""

    def says(self, *answers):
        self.answers = list(answers)

    async def handle(self, request):
        body = await request.read()
        self.asked.append((request.method, request.raw_path, dict(request.headers), body))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return await answer(request) if callable(answer) else answer()


def says(body="{}", status=200, kind="application/json", headers=None):
    """An answer of the vendor, made anew for each question."""

    async def answer(_request):
        data = body if isinstance(body, bytes) else body.encode()
        return web.Response(body=data, status=status, headers={"Content-Type": kind, **(headers or {})})

    return answer


def raw(*pieces, pause=0.0, repeat=False):
    """Bytes written straight into the connection, which is then cut."""

    async def answer(request):
        transport = request.transport
        while True:
            for piece in pieces:
                if transport.is_closing():
                    return web.Response()
                transport.write(piece)
                await asyncio.sleep(pause)
            if not repeat:
                break
        transport.close()
        return web.Response()

    return answer


async def started(vendor, ssl_context=None):
    app = web.Application(client_max_size=2**22)
    app.router.add_route("*", "/{rest:.*}", vendor.handle)
    runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=ssl_context)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    vendor.origin = f"{'https' if ssl_context else 'http'}://127.0.0.1:{port}"
    vendor.port = port
    return runner
