"""The keys of the installation and whether they belong to this database."""

from collections.abc import Callable
from dataclasses import dataclass

from services.errors import Refused
from services.store.db import Database
from services.store.health import Health
from services.store.installation import Installation
from services.store.vault import Vault
from services.usecases.examining.finding import Finding, look, ok, trouble


@dataclass(frozen=True, slots=True)
class KeysFound:
    """What lies in the folder of keys: paths of files that are missing, that others may read, that are no keys."""

    folder: str
    missing: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    vault: Vault | None = None


async def look_at_keys(database: Database, seen: Callable[[], KeysFound]) -> list[Finding]:
    """Keys that are lost or of another installation make every stored number unreadable."""
    keys = seen()
    async with database.overview() as connection:
        kept = await Installation(connection).fingerprint()
        sample = await Health(connection).sealed_number()
    findings = [look("doctor-keys-exposed", path=path) for path in keys.exposed]
    findings += [trouble("keys-broken", path=path) for path in keys.broken]
    if keys.missing:
        needed = kept is not None or sample is not None
        return [
            *findings,
            (trouble if needed else ok)("doctor-keys-lost" if needed else "doctor-no-keys", path=keys.folder),
        ]
    if keys.vault is None:
        return findings
    if kept is not None and kept != keys.vault.fingerprint:
        return [*findings, trouble("keys-other", path=keys.folder)]
    if sample is not None and not _opens(keys.vault, *sample):
        return [*findings, trouble("keys-missing")]
    return [*findings, ok("doctor-keys", path=keys.folder)]


def _opens(vault: Vault, company: int, sealed: bytes) -> bool:
    try:
        vault.open(company, sealed)
    except Refused:
        return False
    return True
