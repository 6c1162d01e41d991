"""The folder of data and the disk it lies on."""

import asyncio
import shutil
import tempfile
from pathlib import Path

from services.usecases.examining.finding import Finding, look, ok, trouble

_MEGABYTE = 2**20
_LITTLE = 500
_TOO_LITTLE = 50
"""Megabytes left; below the second even a small import may not fit."""


async def look_at_machine(folder: Path) -> list[Finding]:
    """Whether data can be written, and for how long yet."""
    return await asyncio.to_thread(_look, folder)


def _look(folder: Path) -> list[Finding]:
    standing = folder
    try:
        standing = next(path for path in (folder, *folder.parents) if path.exists())
        with tempfile.TemporaryFile(dir=standing) as probe:
            probe.write(b"takt" * 1024)
            probe.flush()
        free = shutil.disk_usage(standing).free // _MEGABYTE
    except OSError as error:
        return [trouble("folder-unwritable", path=str(standing), why=error.strerror or "")]
    there = ok("doctor-folder", path=str(folder)) if standing == folder else look("doctor-no-folder", path=str(folder))
    return [there, _room(folder, free)]


def _room(folder: Path, free: int) -> Finding:
    if free < _TOO_LITTLE:
        return trouble("doctor-disk-full", path=str(folder), free=free)
    return (look if free < _LITTLE else ok)("doctor-disk", path=str(folder), free=free)
