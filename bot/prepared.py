"""The demo's department as an earlier start has left it: the same day and the same program give the same one."""

import asyncio
import io
import os
import shutil
import sys
from contextlib import redirect_stdout, suppress
from contextvars import copy_context
from datetime import date
from hashlib import blake2b
from pathlib import Path

from bot.cli.door import lent
from bot.settings import Settings

_ROOT = Path(__file__).resolve().parents[1]
_SOURCES = ("bot", "services", "migrations", "sandbox")
_PLACE = "takt-demo"
_LOG = "takt.log"


class Prepared:
    """A data folder kept inside the program's environment; without an environment of its own nothing is kept."""

    def __init__(self, place: Path | None) -> None:
        self._place = place

    @classmethod
    def for_day(cls, day: date) -> "Prepared":
        """What is kept for this day and this very program."""
        if sys.prefix == sys.base_prefix:
            return cls(None)
        return cls(Path(sys.prefix) / _PLACE / f"{day}-{_fingerprint()}")

    def copy_to(self, folder: Path) -> bool:
        """Put what is kept into the folder; False where there is nothing."""
        if self._place is None or not self._place.is_dir():
            return False
        try:
            shutil.copytree(self._place, folder, dirs_exist_ok=True)
        except (OSError, shutil.Error):
            self._forget()
            return False
        return True

    def keep(self, folder: Path) -> None:
        """Keep a copy for the next start, and only this one; a full or closed disk is no trouble."""
        if self._place is None:
            return
        draft = self._place.with_name(f"new-{os.getpid()}")
        with suppress(OSError, shutil.Error):
            self._place.parent.mkdir(mode=0o700, exist_ok=True)
            self._forget()
            shutil.copytree(folder, draft, ignore=shutil.ignore_patterns(_LOG))
            draft.rename(self._place)

    def _forget(self) -> None:
        if self._place is not None:
            for old in self._place.parent.iterdir():
                shutil.rmtree(old, ignore_errors=True)


async def run_call(settings: Settings, words: tuple[str, ...]) -> None:
    """Carry out a call of `takt` on other settings than the person's; its words are not shown.

    A call that has begun is finished even when the demo ends meanwhile: the folder it writes to is removed only then.
    """
    context = copy_context()
    context.run(lent.set, settings)
    called = asyncio.get_running_loop().run_in_executor(None, context.run, _call, words)
    try:
        await asyncio.shield(called)
    except asyncio.CancelledError:
        await called
        raise


def _call(words: tuple[str, ...]) -> None:
    from bot.cli.app import app

    with redirect_stdout(io.StringIO()):
        status = app(list(words), prog_name="takt", standalone_mode=False)
    if status:
        raise RuntimeError(f"takt {' '.join(words)}: exit status {status}")


def _fingerprint() -> str:
    """The program as it lies on the disk: a change of any of its files makes everything anew."""
    digest = blake2b(digest_size=8)
    for name in _SOURCES:
        for file in sorted((_ROOT / name).rglob("*.py")):
            seen = file.stat()
            digest.update(f"{file} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()
