"""Import as it is asked for from outside: a file's bytes, a map, a zone and a currency as text."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.zones import known_zone
from services.errors import Refused
from services.files.fields import KINDS
from services.files.mapping import Mapping, load_mapping
from services.store.db import Database
from services.store.vault import Vault
from services.usecases.import_file import FileToImport, ImportFile, ImportReport
from services.usecases.keep_keys import KeepKeys


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says about their files; only who `owns` the company appoints or changes its owners by a list."""

    kind: str
    map_file: bytes | None = None
    timezone: str | None = None
    currency: str | None = None
    owns: bool = True


class ImportFiles:
    """Check what was said, then take the file in."""

    def __init__(self, database: Database, clock: Clock, ring: tuple[bytes, ...], phone_key: bytes) -> None:
        self._vault = Vault(ring, phone_key)
        self._keep_keys = KeepKeys(database)
        self._import = ImportFile(database, clock, self._vault)

    async def __call__(
        self,
        company: Company,
        name: str,
        data: bytes,
        said: Said,
        *,
        dry_run: bool = False,
        told: Callable[[int, int], None] = lambda done, of: None,
        unattended: datetime | None = None,
    ) -> ImportReport:
        """`unattended`: the machine's time, where nobody in the chat waits for the report."""
        if said.kind not in KINDS:
            raise Refused("import-kind-unknown", kind=said.kind, known=" ".join(KINDS))
        try:
            zone = known_zone(said.timezone) if said.timezone else company.zone
        except ValueError as trouble:
            raise Refused("zone-unknown", zone=said.timezone or "") from trouble
        currency = said.currency.strip().upper() if said.currency else None
        if currency is not None and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
            raise Refused("currency-unknown", currency=said.currency or "")
        mapping = load_mapping(said.map_file) if said.map_file is not None else Mapping()
        file = FileToImport(said.kind, name, data, mapping, zone, currency, said.owns)
        if not dry_run:
            await self._keep_keys(self._vault.fingerprint)
        return await self._import(company, file, dry_run=dry_run, told=told, unattended=unattended)
