"""What a source brings to our door by itself: checked, kept, and only then acknowledged."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from services.connectors.kit.contract import Delivery, Forged
from services.domain.ids import CompanyId
from services.store.db import Database
from services.store.hints import keep_hints, opened_by
from services.store.together import Together
from services.store.vault import Vault
from services.sync.opening import Opening
from services.usecases.connect_source import given_of

Heard = tuple[CompanyId, int, str, str]


class TakeDelivery:
    """Take deliveries; many at once share one durable transaction. What they say is only that something has changed."""

    def __init__(self, database: Database, machine_now: Callable[[], datetime], vault: Vault, opening: Opening) -> None:
        self._database = database
        self._machine_now = machine_now
        self._vault = vault
        self._opening = opening
        self._keep = Together(self._kept)

    async def __call__(self, source: int, brought: tuple[str, str, str, Mapping[str, str], bytes]) -> int | None:
        """How many things may have changed; they are kept when this returns. None for what is not the source's.

        `brought` are verb, path, query, headers with names in lower case, and body.
        """
        async with self._database.overview() as connection:
            known = await opened_by(connection, source)
        if known is None:
            return None
        company, key, account, sealed = known
        hook = self._opening.vendor(key).hook
        if hook is None:
            return None
        try:
            hints = hook(Delivery(*brought), given_of(self._vault, company, sealed) | {"account_id": account})
        except Forged:
            return None
        if hints:
            await self._keep([(company, source, hint.kind.value, hint.external_id) for hint in hints])
        return len(hints)

    async def _kept(self, heard: Sequence[Sequence[Heard]]) -> Sequence[None]:
        async with self._database.durable() as connection:
            await keep_hints(connection, [one for some in heard for one in some], self._machine_now())
        return [None] * len(heard)
