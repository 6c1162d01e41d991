"""The stand-in by itself: `python -m sandbox.telegram --port 8081`; ends on Ctrl-C or SIGTERM."""

import argparse
import asyncio
import signal
import sys

from sandbox.telegram.server import TelegramServer
from sandbox.telegram.stage import TOKEN


async def serve(port: int, token: str, *, rates: bool, people: list[str]) -> None:
    """Run until told to stop."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    server = await TelegramServer.start(port, token=token)
    server.rates.on = rates
    for name in people:
        server.person(name)
    sys.stdout.write(f"Bot API on {server.url}, token {token}\nto play on it: {server.url}/sandbox/state\n")
    sys.stdout.flush()
    await stop.wait()
    await server.stop()


def main() -> int:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.telegram", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="0 takes a free one")
    parser.add_argument("--token", default=TOKEN, help="the token that the bot must have")
    parser.add_argument("--rates", action="store_true", help="count messages as Telegram does")
    parser.add_argument("--person", action="append", default=[], metavar="NAME", help="somebody to play; may repeat")
    given = parser.parse_args()
    asyncio.run(serve(given.port, given.token, rates=given.rates, people=given.person))
    return 0


if __name__ == "__main__":
    sys.exit(main())
