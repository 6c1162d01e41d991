"""Health over HTTP: alive, ready, and how much has been done."""

from collections.abc import Awaitable, Callable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

Handler = Callable[[web.Request], Awaitable[web.Response]]
Ready = Callable[[], Awaitable[str]]
"""What is missing to work, in one word; empty when nothing is."""
Stand = Callable[[], Awaitable[None]]
"""Looks how letters and work stand, for the counters."""

NO_DATABASE, NO_TELEGRAM = "database", "telegram"


async def alive(_: web.Request) -> web.Response:
    """`/livez`: the process answers."""
    return web.Response(text="ok\n")


def readiness(ready: Ready) -> Handler:
    """`/readyz`: whether the database answers and the bot is known to Telegram."""

    async def look(_: web.Request) -> web.Response:
        missing = await ready()
        return web.Response(text=f"{missing or 'ok'}\n", status=503 if missing else 200)

    return look


def metrics(registry: CollectorRegistry, ready: Ready, stand: Stand) -> Handler:
    """`/metrics` in the form of Prometheus; no names, numbers of people or texts. What is a state is looked up anew;
    without a database it stays as it was last seen."""

    async def show(_: web.Request) -> web.Response:
        if await ready() != NO_DATABASE:
            await stand()
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return show
