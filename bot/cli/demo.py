"""`takt demo`: the whole product on this machine, with an invented department."""

import asyncio
import gc
from contextlib import suppress
from typing import Annotated

import typer

from bot.cli.door import DEFAULT_LANGUAGE, run, say
from bot.cli.serve import on_signals
from handlers.speech import Speech


def register(app: typer.Typer) -> None:
    """Add the call."""
    app.command("demo")(play)


def play(
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port of the page; 0 takes any that is free.")] = 8080,
) -> None:
    """Try everything in a browser: no token, no account, nothing of yours is touched. Ctrl-C ends it."""

    async def call() -> None:
        playing = asyncio.current_task()
        if playing is not None:
            on_signals(playing.cancel)
        with suppress(asyncio.CancelledError):
            from bot.demo import demo

            speech = Speech(DEFAULT_LANGUAGE)
            await demo(port, lambda address: say(speech.say("demo-address", address=address)))

    run(call)
    # On its way out the interpreter would look through all objects of the chat's library: two seconds for nothing.
    gc.freeze()
