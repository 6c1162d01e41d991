"""A played CRM by itself: grown from a seed, served until told to stop."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Callable
from typing import TypeVar

from sandbox.crm.grown import grown
from sandbox.crm.ledger import Ledger
from sandbox.crm.server import CrmServer

Server = TypeVar("Server", bound=CrmServer)


def run(name: str, port: int, kind: Callable[[Ledger], Server], access: Callable[[Server], str]) -> int:
    """Read the command line and serve; `access` says in a line how to be let in."""
    parser = argparse.ArgumentParser(prog=f"python -m {name}")
    parser.add_argument("--port", type=int, default=port, help="0 takes a free one")
    parser.add_argument("--deals", type=int, default=200, help="how many deals there are")
    parser.add_argument("--calls", type=int, default=1_000, help="how many calls there are")
    parser.add_argument("--seed", type=int, default=7, help="the same seed gives the same rows")
    parser.add_argument("--limits", action="store_true", help="count requests as the vendor does")
    given = parser.parse_args()
    server = kind(grown(given.seed, deals=given.deals, calls=given.calls))
    asyncio.run(_serve(server, given.port, access, limits=given.limits))
    return 0


async def _serve(server: Server, port: int, access: Callable[[Server], str], *, limits: bool) -> None:
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    await server.listen(port)
    server.limits.on = limits
    sys.stdout.write(f"CRM on {server.url}, {access(server)}\nto play on it: {server.url}/sandbox/state\n")
    sys.stdout.flush()
    await stop.wait()
    await server.stop()
