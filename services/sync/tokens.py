"""The tokens of one source, sealed in the store, shared by all processes."""

import json
from dataclasses import replace

from services.connectors.kit.contract import Grant
from services.domain.ids import CompanyId
from services.store.db import Database
from services.store.grants import Grants, SealedGrant
from services.store.unit import Unit
from services.store.vault import Vault


class StoredTokens:
    """See TokenBox: each change is a durable transaction of its own."""

    def __init__(self, database: Database, vault: Vault, company: CompanyId, source: int) -> None:
        self._database = database
        self._vault = vault
        self._company = company
        self._source = source

    async def look(self) -> Grant | None:
        """See TokenBox."""
        async with self._database.reading(self._company) as unit:
            found = await Grants(unit).look(self._source)
        return None if found is None else self._opened(found)

    async def swap(self, old: Grant | None, new: Grant) -> bool:
        """See TokenBox."""
        async with self._database.durable() as connection:
            grants = Grants(Unit(connection, self._company))
            if old is None:
                return await grants.begin(self._source, self._sealed(new))
            sealed = self._sealed(replace(new, version=old.version + 1))
            return await grants.swap(self._source, old.version, sealed)

    def _sealed(self, grant: Grant) -> SealedGrant:
        secret = json.dumps({"access": grant.access, "refresh": grant.refresh, "home": grant.home})
        (sealed,) = self._vault.seal(self._company, [secret])
        return SealedGrant(grant.version, sealed, grant.expires_at, grant.asking_until, grant.asked, grant.dead)

    def _opened(self, found: SealedGrant) -> Grant:
        secret = json.loads(self._vault.open(self._company, found.sealed))
        return Grant(
            found.version, secret["access"], secret["refresh"], found.expires_at, secret["home"],
            found.asking_until, found.asked, found.dead,
        )  # fmt: skip
