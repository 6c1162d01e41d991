"""Stages of a source: their names now, their order and meaning; a renamed one takes its deals along."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from services.connectors.kit.records import SourceStage
from services.domain.company import Company
from services.store.pending import Kind, Mark, Pending
from services.store.renaming import Renaming
from services.store.sales import Sales
from services.store.sources import Sources
from services.store.tables import stages
from services.store.unit import Unit
from services.usecases.settling.stages import stage_id, unplaced


async def take(unit: Unit, company: Company, source: int, records: Sequence[SourceStage]) -> int:
    """Everything said of stages is known after this; how many have changed their names."""
    told = names_of(records)
    known = await Sources(unit).stages(source)
    renamed = {known[ids]: said for ids, said in told.items() if ids in known and known[ids] != said}
    for before, after in renamed.items():
        await _rename(unit, company, before, after)
    await Sources(unit).name_stages(source, told)
    held = {row.id: row for row in await Sales(unit).stage_rows()}
    rows: list[dict[str, Any]] = []
    for record in sorted(records, key=lambda one: (one.pipeline_id, one.archived, one.position)):
        pipeline, stage = told[record.pipeline_id, record.stage_id]
        row = unplaced(stage_id(company, pipeline, stage), pipeline, stage)
        before_it = held.get(row["id"])
        row |= {"position": len(rows), "meaning": record.meaning.value, "told": True}
        row["qualified"] = before_it is not None and before_it.qualified
        rows.append(row)
    await unit.put(stages, rows)
    await Pending(unit).add([Mark(Kind.STAGES, "")])
    return len(renamed)


def names_of(records: Sequence[SourceStage]) -> dict[tuple[str, str], tuple[str, str]]:
    """Names of pipelines and stages by id; of several of one name all but the first have their ids beside it."""
    pipelines = _apart({one.pipeline_id: one.pipeline for one in records})
    told: dict[tuple[str, str], tuple[str, str]] = {}
    for pipeline_id, pipeline in pipelines.items():
        mine = _apart({one.stage_id: one.stage for one in records if one.pipeline_id == pipeline_id})
        told |= {(pipeline_id, stage): (pipeline, name) for stage, name in mine.items()}
    return told


def _apart(names: Mapping[str, str]) -> dict[str, str]:
    met: Counter[str] = Counter()
    made: dict[str, str] = {}
    for number, name in names.items():
        key = name.casefold()
        made[number] = f"{name} ({number})" if met[key] else name
        met[key] += 1
    return made


async def _rename(unit: Unit, company: Company, before: tuple[str, str], after: tuple[str, str]) -> None:
    old, new = stage_id(company, *before), stage_id(company, *after)
    deals = await Renaming(unit).stage(before, after, old, new)
    await Pending(unit).add(Mark(Kind.DEAL, str(deal)) for deal in deals)
