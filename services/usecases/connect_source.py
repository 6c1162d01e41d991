"""Connect a CRM or telephony: ask it a real question first, then keep what opens it, sealed."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from services.connectors.kit.contract import Account, Vendor
from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import CompanyId
from services.errors import Refused
from services.store.db import Database
from services.store.grants import Grants
from services.store.sources import Sources, source_id
from services.store.vault import Vault
from services.sync.opening import Opening

_LONGEST_NAME = 32


class ConnectSource:
    """Connect an account, or connect it anew under the name it has.

    Nothing is kept, and nothing of an earlier access is lost, unless the account answers; a name that is of another
    account already is refused. Tokens that are given while it is asked lie apart until then.
    """

    def __init__(
        self, database: Database, clock: Clock, vault: Vault, opening: Opening, machine_now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._clock = clock
        self._vault = vault
        self._opening = opening
        self._machine_now = machine_now

    async def __call__(self, company: Company, key: str, given: Mapping[str, str], name: str | None = None) -> Account:
        """Who answered; raises Refused or a SourceError."""
        vendor = self._opening.vendor(key)
        name = (name or key).strip().casefold()[:_LONGEST_NAME]
        given = _checked(vendor, given)
        trial = source_id(company.id, f"{name} on trial")
        async with self._database.writing(company.id, answers_change=False) as unit:
            known = {one.name: one for one in await Sources(unit).all()}
            await Grants(unit).forget(trial)
        connector = self._opening(key, given, company.id, trial)
        try:
            account = await connector.probe()
        finally:
            await connector.close()
        held = known.get(name)
        if held is not None and (held.vendor, held.account) != (key, account.external_id):
            raise Refused("source-name-taken", name=name, title=held.title)
        if any(one.name != name and (one.vendor, one.account) == (key, account.external_id) for one in known.values()):
            raise Refused("source-known", title=account.title)
        family = [one for one in known.values() if one.name != name and self._family(one.vendor) is vendor.family]
        prefix = held.prefix if held is not None else f"{name}:" if family else ""
        (sealed,) = self._vault.seal(company.id, [json.dumps(dict(given))])
        async with self._database.writing(company.id) as unit:
            at = self._clock.now()
            number = await Sources(unit).keep(key, name, account.external_id, account.title, prefix, sealed, at)
            await Grants(unit).hand_over(trial, number)
        return account

    def _family(self, key: str) -> object:
        return self._opening.vendor(key).family


def given_of(vault: Vault, company: CompanyId, sealed: bytes) -> dict[str, str]:
    """What the admin gave, opened."""
    return {str(name): str(value) for name, value in json.loads(vault.open(company, sealed)).items()}


def _checked(vendor: Vendor, given: Mapping[str, str]) -> dict[str, str]:
    """Only what the vendor knows, and all of what it cannot do without."""
    names = {need.name for need in vendor.needs}
    strange = sorted(given.keys() - names)
    if strange:
        raise Refused("source-need-unknown", name=strange[0], known=", ".join(sorted(names)))
    kept = {name: value.strip() for name, value in given.items() if value.strip()}
    missing = [need.name for need in vendor.needs if not need.optional and need.name not in kept]
    if missing:
        raise Refused("source-need-missing", name=missing[0])
    return kept
