"""Files that were sent and wait for a word: kept for whoever sent them alone, and not for long."""

import json
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from secrets import token_hex

from services.domain.ids import CompanyId, PersonId
from services.errors import Refused

KEPT = timedelta(hours=24)
"""After this a file that nobody spoke of is forgotten."""

_DIGEST = re.compile(r"[0-9a-f]{24}")
_FUTURE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that waits."""

    digest: str
    name: str
    at: datetime
    data: bytes = field(repr=False)


class Incoming:
    """The folder of waiting files: `<company>-<person>/<digest>` with its name and moment beside it.

    A file is found by whoever sent it only. Everything here reads or writes a disk and waits for it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, company: CompanyId, by: PersonId, name: str, data: bytes, at: datetime) -> str:
        """Keep a file; the same content of the same person is kept once. Returns its digest."""
        digest = blake2b(data, digest_size=12).hexdigest()
        place = self._place(company, by, digest)
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(place.with_suffix(".name"), json.dumps({"name": name, "at": at.isoformat()}).encode())
            _write(place, data)
        except OSError as trouble:
            raise Refused("file-not-kept", why=trouble.strerror or "") from trouble
        return digest

    def take(self, company: CompanyId, by: PersonId, digest: str, now: datetime) -> Kept | None:
        """The file of this digest, which stays; None where this person has none, or none any more."""
        if not _DIGEST.fullmatch(digest):
            return None
        place = self._place(company, by, digest)
        try:
            known = json.loads(place.with_suffix(".name").read_bytes())
            kept = Kept(digest, str(known["name"]), datetime.fromisoformat(known["at"]), place.read_bytes())
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return kept if _is_fresh(kept.at, now) else None

    def forget(self, company: CompanyId, by: PersonId, digest: str) -> None:
        """Remove the file."""
        if _DIGEST.fullmatch(digest):
            place = self._place(company, by, digest)
            for one in (place, place.with_suffix(".name")):
                with suppress(OSError):
                    one.unlink()

    def prune(self, now: datetime) -> None:
        """Forget what has waited too long, and what a kill left half written."""
        for name in self._folder.glob("*/*.name"):
            try:
                at = datetime.fromisoformat(json.loads(name.read_bytes())["at"])
                fresh = _is_fresh(at, now)
            except (OSError, ValueError, KeyError, TypeError):
                fresh = False
            if not fresh:
                for one in (name.with_suffix(""), name):
                    with suppress(OSError):
                        one.unlink()
        for orphan in self._folder.glob("*/*"):
            if orphan.suffix != ".name" and not orphan.with_suffix(".name").exists():
                with suppress(OSError):
                    orphan.unlink()

    def _place(self, company: CompanyId, by: PersonId, digest: str) -> Path:
        return self._folder / f"{int(company)}-{int(by)}" / digest


def _is_fresh(at: datetime, now: datetime) -> bool:
    return -_FUTURE <= now - at < KEPT


def _write(place: Path, data: bytes) -> None:
    """Whole or not at all, for its owner alone."""
    half = place.with_name(f"{place.name}.{token_hex(4)}")
    try:
        with os.fdopen(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(data)
        half.replace(place)
    except BaseException:
        with suppress(OSError):
            half.unlink()
        raise
