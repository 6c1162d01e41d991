"""A stage gets another name: its deals and their moves go along."""

from services.store.tables import deals, stage_entries, stages
from services.store.unit import Unit


class Renaming:
    """Names of a company's stages."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def stage(self, before: tuple[str, str], after: tuple[str, str], old: int, new: int) -> list[int]:
        """Call a stage otherwise; `old` and `new` are its numbers. Returns the deals that stood or passed there."""
        unit = self._unit
        standing = (deals.c.pipeline == before[0], deals.c.stage == before[1])
        touched = {row.id for row in await unit.rows(unit.select(deals, deals.c.id).where(*standing))}
        await unit.run(unit.update(deals).where(*standing).values(pipeline=after[0], stage=after[1]))
        if old != new:
            passed = unit.select(stage_entries, stage_entries.c.deal_id.label("id"))
            touched |= {row.id for row in await unit.rows(passed.where(stage_entries.c.stage_id == old))}
            await unit.run(unit.update(stage_entries).where(stage_entries.c.stage_id == old).values(stage_id=new))
            await unit.drop(stages, [old])
        return sorted(touched)
