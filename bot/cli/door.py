"""What every call of `takt` does on the way in and out: settings, database, company, language, and one clear line."""

import asyncio
import logging
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from handlers.speech import Speech
from services.domain.company import Company
from services.errors import ServiceError

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.wiring import House

Result = TypeVar("Result")
Loop = Callable[[], asyncio.AbstractEventLoop]

CompanyOption = Annotated[
    str | None, typer.Option("--company", help="Which company; needed only where there are several.")
]

DEFAULT_LANGUAGE = "ru"

lent: ContextVar["Settings | None"] = ContextVar("lent", default=None)
"""Settings of calls that are made for the demo, which has a data folder of its own."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One call in one company: the program, the company, and how to speak to whoever called."""

    house: "House"
    company: Company
    speech: Speech

    @property
    def now(self) -> datetime:
        """Business time."""
        return self.house.clock.now()


def run(call: Callable[[], Awaitable[Result]], language: str = DEFAULT_LANGUAGE, loop: Loop | None = None) -> Result:
    """Carry out a call; trouble the program knows becomes one line on standard error and exit status 1.

    `loop` makes another event loop than the usual one.
    """
    try:
        with asyncio.Runner(loop_factory=loop) as runner:
            return runner.run(_finished(call))
    except ServiceError as trouble:
        spoken = Speech(getattr(trouble, "language", language))
        complain(spoken.say(trouble.phrase, **trouble.values))
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(0) from None
    except Exception as bug:  # noqa: BLE001  the outermost door: a mistake of ours is recorded, never shown raw
        complain(Speech(language).say("trouble-unexpected", path=_recorded(bug), kind=type(bug).__name__))
        raise typer.Exit(1) from None


async def _finished(call: Callable[[], Awaitable[Result]]) -> Result:
    return await call()


@asynccontextmanager
async def house(*, migrate: bool = True) -> AsyncIterator["House"]:
    """The program, with the schema up to date; imported late, for `--help` needs no database."""
    from bot.settings import load_settings
    from bot.wiring import open_house

    async with open_house(lent.get() or load_settings(), migrate=migrate) as opened:
        yield opened


@asynccontextmanager
async def visit(name: str | None) -> AsyncIterator[Visit]:
    """The program and the named company (the only one, where there is one); troubles speak its language."""
    from services.usecases.find_company import FindCompany

    async with house() as opened:
        company = await FindCompany(opened.database)(name)
        with told_in(company.language):
            yield Visit(opened, company, Speech(company.language))


@contextmanager
def told_in(language: str) -> Iterator[None]:
    """Troubles of the block are told in this language at the door."""
    try:
        yield
    except ServiceError as trouble:
        trouble.language = language  # type: ignore[attr-defined]
        raise


async def speech_of(opened: "House") -> Speech:
    """How to speak to whoever keeps the installation: in the language of its companies, where they have one."""
    from services.usecases.find_language import FindLanguage

    return Speech(await FindLanguage(opened.database)() or DEFAULT_LANGUAGE)


def say(text: str) -> None:
    """Print a line for the person."""
    typer.echo(printable(text))


def complain(text: str) -> None:
    """Say in one line on standard error what went wrong."""
    typer.echo(printable(" ".join(text.split())), err=True)


def printable(text: str) -> str:
    """The text as any terminal can take it: what is not Unicode text is replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _recorded(bug: Exception) -> str:
    """Write the mistake to the log of the data folder, masked; returns where, or a dash."""
    from bot.logs import set_up_logs
    from bot.settings import load_settings

    try:
        settings = load_settings()
        path = settings.data_dir / "takt.log"
        with path.open("a", encoding="utf-8") as file:
            set_up_logs(settings.log, to=file)
            logging.getLogger("takt").error("unexpected", exc_info=bug)
    except (OSError, ServiceError):
        return "—"
    return str(path)
