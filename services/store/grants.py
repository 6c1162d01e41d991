"""Tokens of sources that are renewed: one version after another, never two at once."""

from dataclasses import dataclass, field
from datetime import datetime

from services.store.tables import grants
from services.store.unit import Unit


@dataclass(frozen=True, slots=True)
class SealedGrant:
    """Tokens as they lie in the store; moments are of the machine's clock."""

    version: int
    sealed: bytes = field(repr=False)
    expires_at: datetime
    asking_until: datetime | None
    asked: int
    dead: bool


class Grants:
    """The tokens of a company's sources."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def look(self, source: int) -> SealedGrant | None:
        """What lies there now."""
        row = await self._unit.row(self._unit.select(grants).where(grants.c.source_id == source))
        if row is None:
            return None
        return SealedGrant(row.version, bytes(row.sealed), row.expires_at, row.asking_until, row.asked, row.dead)

    async def begin(self, source: int, grant: SealedGrant) -> bool:
        """Lay the first tokens down; False, with no change, when some lie there."""
        return await self._unit.add(grants, {"source_id": source} | _values(grant))

    async def forget(self, source: int) -> None:
        """Take the tokens away."""
        await self._unit.run(self._unit.delete(grants).where(grants.c.source_id == source))

    async def hand_over(self, trial: int, source: int) -> None:
        """The tokens of a trial, or none where it had none, are the source's from now on."""
        await self.forget(source)
        await self._unit.run(self._unit.update(grants).where(grants.c.source_id == trial).values(source_id=source))

    async def swap(self, source: int, version: int, grant: SealedGrant) -> bool:
        """Put tokens in the place of those of this version; False, with no change, when others lie there."""
        mine = self._unit.update(grants).where(grants.c.source_id == source, grants.c.version == version)
        return await self._unit.run(mine.values(**_values(grant))) == 1


def _values(grant: SealedGrant) -> dict[str, object]:
    return {
        "version": grant.version, "sealed": grant.sealed, "expires_at": grant.expires_at,
        "asking_until": grant.asking_until, "asked": grant.asked, "dead": grant.dead,
    }  # fmt: skip
