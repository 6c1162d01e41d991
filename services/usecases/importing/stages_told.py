"""Stages that a file or its map names, before their order is settled."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from services.domain.company import Company
from services.domain.deals import Status
from services.files.mapping import Mapping as FileMap
from services.store.pending import Kind, Mark, Pending
from services.store.sales import Sales
from services.store.tables import stages
from services.store.unit import Unit
from services.usecases.settling.stages import stage_id, unplaced


async def tell(unit: Unit, company: Company, met: Iterable[tuple[str | None, str]], told: FileMap) -> None:
    """Add the stages met in a file, and place those the map names, in every pipeline of the file."""
    named = sorted(set(met), key=lambda pair: (pair[0] or "", pair[1]))
    await unit.put(
        stages,
        [unplaced(stage_id(company, pipeline, name), pipeline, name) for pipeline, name in _once(company, named)],
        replace=False,
    )
    if not (told.order or told.won or told.lost or told.qualified):
        return
    held = {row.id: row for row in await Sales(unit).stage_rows()}
    rows = [
        row
        for pipeline in sorted({pipeline for pipeline, _ in named} or {None}, key=lambda name: name or "")
        for row in _told(company, pipeline, told, held)
    ]
    await unit.put(stages, rows)
    await Pending(unit).add([Mark(Kind.STAGES, "")])


def _once(company: Company, named: Sequence[tuple[str | None, str]]) -> list[tuple[str | None, str]]:
    """One spelling per stage."""
    return list({stage_id(company, *pair): pair for pair in reversed(named)}.values())


def _told(company: Company, pipeline: str | None, told: FileMap, held: Mapping[int, Any]) -> list[dict[str, Any]]:
    meanings = dict.fromkeys(told.won, Status.WON) | dict.fromkeys(told.lost, Status.LOST)
    names = list(dict.fromkeys((*told.order, *told.won, *told.lost, *told.qualified)))
    rows = []
    for place, name in enumerate(names):
        row = unplaced(stage_id(company, pipeline, name), pipeline, name)
        known = held.get(row["id"])
        if known is not None:
            row |= {"name": known.name, "qualified": known.qualified}
        row |= {"position": place, "meaning": meanings.get(name, Status.OPEN).value, "told": True}
        row["qualified"] = name in told.qualified or (row["qualified"] and not told.qualified)
        rows.append(row)
    return rows
