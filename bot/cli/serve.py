"""`takt run`: the bot."""

import asyncio
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated

import typer

from bot.cli.door import house, run, speech_of, told_in
from bot.logs import set_up_logs
from services.errors import Refused


def register(app: typer.Typer) -> None:
    """Add the call."""
    app.command("run")(serve)


def serve(
    role: Annotated[
        str, typer.Option("--role", help="all, or with PostgreSQL: web (hooks and chat), worker (what is due).")
    ] = "all",
) -> None:
    """Run the bot: long polling, or webhooks where TAKT_PUBLIC_URL is set. Ctrl-C ends it in order."""

    async def call() -> None:
        async with house() as opened:
            settings = opened.settings
            token = settings.bot_token.get_secret_value() if settings.bot_token else ""
            set_up_logs(settings.log, secrets=(token,))
            from bot.app import App, Part

            if role not in tuple(Part):
                raise Refused("role-unknown", typed=role[:20], known=", ".join(Part))
            with told_in((await speech_of(opened)).language):
                bot = App(opened, Part(role))
                on_signals(bot.stop)
                await bot.run()

    run(call, loop=_swift_loop)


def _swift_loop() -> asyncio.AbstractEventLoop:
    """uvloop where it exists: a tenth less of a reply's time."""
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    from uvloop import new_event_loop

    return new_event_loop()


def on_signals(stop: Callable[[], object]) -> None:
    """Ctrl-C and SIGTERM end the program in order."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop)
