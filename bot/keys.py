"""The keys of an installation: made once, at the first start, and never lost sight of after that."""

import base64
import binascii
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from services.errors import Refused

_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyRing:
    """What encrypts at rest and what makes phone numbers comparable.

    `encryption` are keys of 32 bytes in base64: the first encrypts, all decrypt. `phone`, 32 bytes too, keys the
    hashes of phone numbers; it is never rotated, because numbers keyed with another one would match nobody.
    """

    encryption: tuple[bytes, ...] = field(repr=False)
    phone: bytes = field(repr=False)


def open_key_ring(data_dir: Path, encryption: tuple[bytes, ...] = ()) -> KeyRing:
    """The ring of this data folder, made now where it is missing; `encryption` stands in for the file's keys.

    Several processes may start at once on an empty folder: all get the same keys. Raises Refused when
    the folder cannot be used or a key file has been damaged; a damaged file is never written over.
    """
    folder = data_dir / "keys"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = encryption or _kept(folder / "encryption")
        phone = _kept(folder / "phone")
    except OSError as error:
        raise Refused("keys-out-of-reach", path=str(folder), why=error.strerror or "") from error
    return KeyRing(encryption=kept, phone=base64.urlsafe_b64decode(phone[0]))


@dataclass(frozen=True, slots=True)
class KeysSeen:
    """What lies in the folder of keys: files that are missing, that others may read, that are no keys, and the ring."""

    folder: Path
    missing: tuple[Path, ...] = ()
    exposed: tuple[Path, ...] = ()
    broken: tuple[Path, ...] = ()
    ring: KeyRing | None = None


def look_at_keys(data_dir: Path, encryption: tuple[bytes, ...] = ()) -> KeysSeen:
    """Look without making or mending anything; the ring is None unless every key can be read."""
    try:
        return _seen(data_dir, encryption)
    except OSError as error:
        raise Refused("keys-out-of-reach", path=str(data_dir / "keys"), why=error.strerror or "") from error


def _seen(data_dir: Path, encryption: tuple[bytes, ...]) -> KeysSeen:
    folder = data_dir / "keys"
    files = [folder / "phone"] if encryption else [folder / "encryption", folder / "phone"]
    there = [file for file in files if file.is_file()]
    rings = {file: _readable(file) for file in there}
    whole = len(there) == len(files) and all(rings.values())
    return KeysSeen(
        folder,
        missing=tuple(file for file in files if file not in there),
        exposed=tuple(file for file in there if stat.S_IMODE(file.stat().st_mode) & 0o077),
        broken=tuple(file for file in there if not rings[file]),
        ring=open_key_ring(data_dir, encryption) if whole else None,
    )


def _readable(file: Path) -> bool:
    try:
        return bool(read_ring(file.read_text(encoding="ascii")))
    except (OSError, ValueError):
        return False


def read_ring(text: str) -> tuple[bytes, ...]:
    """Keys of a ring separated by commas or lines, the newest first; ValueError when one of them is none."""
    keys = tuple(part.strip().encode() for part in text.replace("\n", ",").split(",") if part.strip())
    if not keys or not all(_is_key(key) for key in keys):
        raise ValueError("a key is 32 bytes in URL-safe base64")
    return keys


def _is_key(key: bytes) -> bool:
    try:
        return len(base64.b64decode(key, altchars=b"-_", validate=True)) == _KEY_BYTES
    except binascii.Error:
        return False


def _kept(path: Path) -> tuple[bytes, ...]:
    if not path.exists():
        _write_once(path, base64.urlsafe_b64encode(secrets.token_bytes(_KEY_BYTES)) + b"\n")
    try:
        return read_ring(path.read_text(encoding="ascii"))
    except ValueError as error:
        raise Refused("keys-broken", path=str(path)) from error


def _write_once(path: Path, content: bytes) -> None:
    """Put the whole file there at once, readable by us alone, unless another process was first."""
    handle, draft = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        os.unlink(draft)
