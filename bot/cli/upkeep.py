"""`takt migrate`, `takt backup`, `takt restore`: the database kept in shape and kept safe."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import house, run, say, speech_of

if TYPE_CHECKING:
    from bot.wiring import House

_FORCE_BACKUP = "Write over a file that is there."
_FORCE_RESTORE = "Give up the companies that are in the database now."


def register(app: typer.Typer) -> None:
    """Add the calls."""
    app.command("migrate")(migrate)
    app.command("backup")(backup)
    app.command("restore")(restore)


def migrate() -> None:
    """Bring the database to the current schema."""

    async def call() -> None:
        from bot.wiring import ensure_schema
        from migrations import HEAD

        async with house(migrate=False) as opened:
            changed = await ensure_schema(opened.database)
            speech = await speech_of(opened)
            say(speech.say("migrated" if changed else "migrated-before", revision=HEAD))

    run(call)


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the copy.")],
    force: Annotated[bool, typer.Option("--force", help=_FORCE_BACKUP)] = False,
) -> None:
    """Write everything into one file, while the work goes on; the keys are not in it."""

    async def call() -> None:
        from migrations.runner import SCHEMA
        from services.usecases.back_up import BackUp

        async with house(migrate=False) as opened:
            done = await BackUp(opened.database, SCHEMA)(file.absolute(), force=force)
            speech = await speech_of(opened)
            size = speech.number(_megabytes(done.size))
            say(speech.say("backup-done", path=str(file), size=size, companies=done.companies, rows=done.rows))
            say(speech.say("backup-without-keys", path=str(_keys(opened))))

    run(call)


def restore(
    file: Annotated[Path, typer.Argument(help="A copy made by `takt backup`.")],
    force: Annotated[bool, typer.Option("--force", help=_FORCE_RESTORE)] = False,
) -> None:
    """Put a copy in the database's place; the keys that belong to it are needed too."""

    async def call() -> None:
        from migrations import HEAD
        from migrations.runner import SCHEMA
        from services.usecases.restore import Restore

        async with house(migrate=False) as opened:
            workplace = opened.database.file.parent if opened.database.file else opened.settings.data_dir
            come_back = Restore(opened.database, SCHEMA, workplace)
            done = await come_back(file.absolute(), fingerprint=_fingerprint(opened), force=force)
            speech = await speech_of(opened)
            say(speech.say("restore-done", path=str(file), companies=done.companies, rows=done.rows))
            if done.revision != HEAD:
                say(speech.say("restore-brought-up", before=done.revision, revision=HEAD))
            for keys in _about_keys(done.same_keys):
                say(speech.say(keys, path=str(_keys(opened))))

    run(call)


def _about_keys(same: bool | None) -> list[str]:
    """A copy holds no keys, and numbers of another installation's key need that one."""
    return ["restore-other-keys"] if same is False else ["restore-same-keys" if same else "restore-without-keys"]


def _fingerprint(opened: "House") -> str | None:
    """Which phone key is here; None when there is none yet."""
    from bot.keys import look_at_keys
    from services.store.vault import Vault

    ring = look_at_keys(opened.settings.data_dir, opened.settings.encryption_keys).ring
    return Vault(ring.encryption, ring.phone).fingerprint if ring else None


def _keys(opened: "House") -> Path:
    return opened.settings.data_dir / "keys"


def _megabytes(size: int) -> int:
    return -(-size // 2**20)
