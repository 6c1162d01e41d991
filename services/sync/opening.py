"""Opens connectors: with the secrets of a source, its tokens, its pace and nothing else of the program."""

import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

from services.connectors.kit.contract import Connector, Tools, Vendor
from services.connectors.kit.guard import Guard
from services.connectors.kit.limiter import AccountLimiter
from services.connectors.kit.registry import vendor
from services.domain.ids import CompanyId
from services.errors import Refused
from services.store.db import Database
from services.store.vault import Vault
from services.sync.pace import StoredBuckets
from services.sync.tokens import StoredTokens

_ADDRESS = "url"


class Opening:
    """Makes connectors of accounts; `local` lets an account live at an address inside, or without https."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        machine_now: Callable[[], datetime],
        *,
        local: bool = False,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._database = database
        self._vault = vault
        self._machine_now = machine_now
        self._local = local
        self._trust = trust

    def vendor(self, key: str) -> Vendor:
        """A vendor by its key; Refused when there is none."""
        return vendor(key)

    def __call__(self, key: str, given: Mapping[str, str], company: CompanyId, source: int) -> Connector:
        """A connector of an account; nothing is asked yet. Refused when what is given cannot be right."""
        kind = vendor(key)
        limiter = AccountLimiter(f"source:{source}", kind.rate, StoredBuckets(self._database), self._machine_now)
        tokens = StoredTokens(self._database, self._vault, company, source)
        tools = Tools(Guard(allowed=self._allowed(given)), limiter, tokens, self._machine_now, self._trust)
        return kind.opens(given, tools)

    def _allowed(self, given: Mapping[str, str]) -> tuple[str, ...]:
        """The address that was given, where it may lead anywhere."""
        address = given.get(_ADDRESS, "")
        if self._local and address:
            with suppress(Refused):
                return (str(Guard(allowed=(address,)).origin(address)),)
        return ()
