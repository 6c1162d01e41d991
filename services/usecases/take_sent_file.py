"""A sent file that was confirmed comes in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.people import Role
from services.domain.rights import Member
from services.store.incoming import Incoming
from services.usecases.import_file import ImportReport
from services.usecases.import_files import Said
from services.usecases.look_at_file import Apart, ensure_brings, wishes_of


class Imports(Protocol):
    """Takes a file in; `told` hears how far it is."""

    async def __call__(
        self, company: Company, name: str, data: bytes, said: Said, *, told: Callable[[int, int], None]
    ) -> ImportReport: ...


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a sent file."""

    name: str
    kind: str
    report: ImportReport


class TakeSentFile:
    """Import a waiting file as the kind that was confirmed, then forget its bytes.

    Only those who may bring this kind can; None for a file that has come in already or was forgotten, so that a
    second press brings nothing in again. After a kill the file still waits, and the same press ends the import.
    """

    def __init__(self, incoming: Incoming, clock: Clock, apart: Apart, imports: Imports) -> None:
        self._incoming = incoming
        self._clock = clock
        self._apart = apart
        self._imports = imports

    async def __call__(
        self,
        member: Member,
        digest: str,
        kind: str,
        choices: Mapping[str, int],
        told: Callable[[int, int], None] = lambda done, of: None,
    ) -> TakenIn | None:
        ensure_brings(member, kind)
        company, now = member.company, self._clock.now()
        formats = wishes_of(kind, choices).formats
        kept = await self._apart(lambda: self._incoming.take(company.id, member.id, digest, now))
        if kept is None:
            return None
        told(0, 0)
        said = Said(kind, _map_file(formats) if formats else None, owns=Role.OWNER in member.roles)
        report = await self._imports(company, kept.name, kept.data, said, told=told)
        await self._apart(lambda: self._incoming.forget(company.id, member.id, digest))
        return TakenIn(kept.name, kind, report)


class ForgetSentFile:
    """Forget a waiting file that is not wanted."""

    def __init__(self, incoming: Incoming, apart: Apart) -> None:
        self._incoming = incoming
        self._apart = apart

    async def __call__(self, member: Member, digest: str) -> None:
        ensure_brings(member)
        await self._apart(lambda: self._incoming.forget(member.company.id, member.id, digest))


def _map_file(formats: Mapping[str, str]) -> bytes:
    """Only our own words stand in it, so they need no escaping."""
    return "\n".join(["[formats]", *(f'{name} = "{how}"' for name, how in formats.items())]).encode()
