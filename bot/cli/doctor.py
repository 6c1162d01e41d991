"""`takt doctor`: what works, what to look at, and what to do about it."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import DEFAULT_LANGUAGE, run, say
from handlers.speech import Speech

if TYPE_CHECKING:
    from bot.settings import Settings
    from services.store.db import Database
    from services.usecases.examine import Ground
    from services.usecases.examining.finding import Finding
    from services.usecases.examining.keys import KeysFound

_COLOURS = {"ok": typer.colors.GREEN, "look": typer.colors.YELLOW, "trouble": typer.colors.RED}


def register(app: typer.Typer) -> None:
    """Add the call."""
    app.command("doctor")(doctor)


def doctor(
    brief: Annotated[bool, typer.Option("--brief", help="One line and the exit status: for a container.")] = False,
) -> None:
    """Check settings, disk, database, keys, clock and every company; say what to do. Exit status 1 on trouble."""

    async def call() -> bool:
        from bot.settings import load_settings
        from services.store.db import Database
        from services.usecases.find_language import FindLanguage

        settings = load_settings()
        database = Database(settings.database)
        try:
            found = _findings(settings, database, glance=brief)
            if brief:
                return _tell_worst([finding async for finding in found], Speech(DEFAULT_LANGUAGE))
            speech = Speech(await FindLanguage(database)() or DEFAULT_LANGUAGE)
            return await _tell_all(found, speech)
        finally:
            await database.close()

    if not run(call):
        raise typer.Exit(1)


def _findings(settings: "Settings", database: "Database", *, glance: bool) -> AsyncIterator["Finding"]:
    from bot.clock import read_clock
    from migrations.runner import SCHEMA
    from services.usecases.examine import Examine

    return Examine(database, SCHEMA, read_clock(settings.clock))(_ground(settings), glance=glance)


def _ground(settings: "Settings") -> "Ground":
    from services.usecases.examine import Ground

    return Ground(settings.data_dir, lambda: _keys(settings), bool(settings.clock))


def _keys(settings: "Settings") -> "KeysFound":
    from bot.keys import look_at_keys
    from services.store.vault import Vault
    from services.usecases.examining.keys import KeysFound

    seen = look_at_keys(settings.data_dir, settings.encryption_keys)
    missing, exposed, broken = (tuple(map(str, files)) for files in (seen.missing, seen.exposed, seen.broken))
    vault = Vault(seen.ring.encryption, seen.ring.phone) if seen.ring else None
    return KeysFound(str(seen.folder), missing, exposed, broken, vault)


async def _tell_all(found: AsyncIterator["Finding"], speech: Speech) -> bool:
    """Each finding as it comes; True when none is a trouble."""
    well = True
    marks = {grade: speech.say(f"doctor-grade-{grade}") for grade in _COLOURS}
    width = max(map(len, marks.values()))
    async for finding in found:
        well = well and finding.grade != "trouble"
        mark = typer.style(marks[finding.grade].ljust(width), fg=_COLOURS[finding.grade])
        say(f"{mark}  {_words(finding, speech)}")
    say(speech.say("doctor-well" if well else "doctor-unwell"))
    return well


def _tell_worst(found: list["Finding"], speech: Speech) -> bool:
    """The first trouble, or that there is none."""
    troubles = [finding for finding in found if finding.grade == "trouble"]
    say(_words(troubles[0], speech) if troubles else speech.say("doctor-well"))
    return not troubles


def _words(finding: "Finding", speech: Speech) -> str:
    said = {
        name: speech.moment(value) if isinstance(value, datetime) else value for name, value in finding.values.items()
    }
    return speech.say(finding.phrase, **said)
