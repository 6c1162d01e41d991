"""Files that passed through the server: kept in memory, found again by their id."""

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath

from sandbox.telegram.images import picture_size
from sandbox.telegram.protocol import Upload, Wire, bad

LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_UPLOAD = 50 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024

_LONGEST_SIDES = 10_000
_STEEPEST = 20
_FOLDERS = {"photo": "photos", "document": "documents", "voice": "voice", "audio": "music", "video": "videos"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that the server has seen."""

    id: str
    unique_id: str
    path: str
    kind: str
    name: str
    mime: str
    content: bytes

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name}, {len(self.content)} bytes>"

    @property
    def reference(self) -> Wire:
        """What every kind of file says of itself."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.content)}


class Files:
    """All files of one server."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep(self, upload: Upload, kind: str) -> StoredFile:
        """Store a file that came in; raises 400 for what Telegram would not take."""
        ensure_fits(upload, kind)
        number = len(self._by_id) + 1
        unique = hashlib.sha256(upload.content).hexdigest()[:16]
        suffix = PurePosixPath(upload.name).suffix or mimetypes.guess_extension(upload.mime) or ".bin"
        path = f"{_FOLDERS.get(kind, 'documents')}/file_{number}{suffix}"
        mime = mimetypes.guess_type(upload.name)[0] or upload.mime.partition(";")[0].strip()
        file = StoredFile(f"{kind}-{number}-{unique}", f"u{unique}", path, kind, upload.name, mime, upload.content)
        self._by_id[file.id] = self._by_path[path] = file
        return file

    def named(self, file_id: str) -> StoredFile:
        """The file with this id; raises 400 for a stranger's id or an address outside."""
        if file_id.startswith(("http://", "https://")):
            raise bad("failed to get HTTP URL content")
        if file_id not in self._by_id:
            raise bad("wrong file identifier/HTTP URL specified")
        return self._by_id[file_id]

    def at(self, path: str) -> StoredFile | None:
        """The file that can be fetched at a path."""
        return self._by_path.get(path)


def ensure_fits(upload: Upload, kind: str) -> None:
    """Raises 400 for a file that is empty, too big, or a picture that cannot be one."""
    size = len(upload.content)
    if not size:
        raise bad("file must be non-empty")
    if size > LARGEST_UPLOAD:
        raise bad(f"file of size {size} bytes is too big; the maximum size is {LARGEST_UPLOAD} bytes")
    if kind == "photo":
        _ensure_picture(upload.content)


def _ensure_picture(content: bytes) -> None:
    if len(content) > LARGEST_PHOTO:
        raise bad(
            f"file of size {len(content)} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes"
        )
    sides = picture_size(content)
    if sides is None:
        raise bad("IMAGE_PROCESS_FAILED")
    if sum(sides) > _LONGEST_SIDES or min(sides) == 0 or max(sides) > min(sides) * _STEEPEST:
        raise bad("PHOTO_INVALID_DIMENSIONS")


def photo_sizes(file: StoredFile) -> list[Wire]:
    """A photo as Telegram lists it: a small one and the big one, both the same file here."""
    width, height = picture_size(file.content) or (1, 1)
    shrink = min(1.0, 320 / max(width, height))
    small = {"width": max(1, round(width * shrink)), "height": max(1, round(height * shrink))}
    return [file.reference | small, file.reference | {"width": width, "height": height}]
