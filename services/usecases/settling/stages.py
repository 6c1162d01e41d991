"""The stages of pipelines in their order: as told, or as the stored deals show."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.domain.company import Company
from services.domain.deals import Entry, Status
from services.domain.ids import digest_id
from services.domain.stage_order import StageEvidence, meaning_of, order_of, ranks_in
from services.store.pending import Kind, Mark, Pending
from services.store.sales import Sales
from services.store.unit import StoredRow, Unit

WON_END = "won"
"""The name of the end of a pipeline that has no stage of its own for won deals."""

_MOMENT_OF_CLOSING_S = 86_400
"""A deal that came into a stage within a day of its closing came there to end."""


def stage_id(company: Company, pipeline: str | None, name: str) -> int:
    """A stage's id; pipelines and stages are told apart by name, whatever the case."""
    return digest_id(company.id, "stage", (pipeline or "").casefold(), name.casefold())


async def settle(unit: Unit, company: Company) -> int:
    """Bring the order and meaning of stages up to date; deals of a pipeline that has changed are derived again."""
    if not await Pending(unit).take(Kind.STAGES, 1):
        return 0
    sales = Sales(unit)
    await _adopt(unit, sales, company)
    rows = await sales.stage_rows()
    evidence, won = await _evidence(sales, company, {row.id: row.pipeline for row in rows})
    fresh: list[dict[str, Any]] = []
    for pipeline in sorted({row.pipeline for row in rows} | won, key=lambda name: name or ""):
        own = [row for row in rows if row.pipeline == pipeline and row.id != stage_id(company, pipeline, WON_END)]
        fresh += _placed(company, pipeline, own, evidence, ended=pipeline in won)
    held = {row.id: {name: value for name, value in row._asdict().items() if name != "company_id"} for row in rows}
    changed = [row for row in fresh if held.get(row["id"]) != row]
    placed = {row["id"] for row in fresh}
    needless = [row for row in rows if row.id not in placed]
    await sales.put_stages(changed)
    await sales.drop_stages([row.id for row in needless])
    moved = {row["pipeline"] for row in changed} | {row.pipeline for row in needless}
    again = [row.id for row in await sales.outlines() if row.pipeline in moved] if moved else []
    await Pending(unit).add(Mark(Kind.DEAL, str(deal)) for deal in again)
    return 1


async def _adopt(unit: Unit, sales: Sales, company: Company) -> None:
    """Moves that named no pipeline belong to the pipeline of their deal, once the deal has come."""
    strays = await sales.strays()
    for stray in strays:
        stage = stage_id(company, stray.pipeline, stray.name)
        await sales.put_stages([unplaced(stage, stray.pipeline, stray.name)], replace=False)
        adopted = await sales.adopt(stray.stage_id, stage, stray.pipeline)
        await Pending(unit).add(Mark(Kind.DEAL, str(deal)) for deal in adopted)
    if strays:
        named = {stage_id(company, None, row.stage) for row in await sales.outlines() if row.stage and not row.pipeline}
        left = {stray.stage_id for stray in strays} - named - await sales.entered({s.stage_id for s in strays})
        await sales.drop_stages([row.id for row in await sales.stage_rows() if row.id in left and not row.told])


def unplaced(number: int, pipeline: str | None, name: str) -> dict[str, Any]:
    """A stage that has been met and not yet placed."""
    return {
        "id": number,
        "pipeline": pipeline,
        "name": name,
        "position": UNPLACED,
        "meaning": Status.OPEN.value,
        "qualified": False,
        "told": False,
    }


UNPLACED = 10_000
"""The position of a stage that nobody has placed yet."""


def _placed(
    company: Company,
    pipeline: str | None,
    own: Sequence[StoredRow],
    evidence: Mapping[int, StageEvidence],
    *,
    ended: bool,
) -> list[dict[str, Any]]:
    """The stages of one pipeline in order; one with won deals but no stage for them gets an end."""
    meanings = {
        row.name: Status(row.meaning) if row.told and row.meaning != Status.OPEN
        else meaning_of(row.name, evidence[row.id])
        for row in own
    }  # fmt: skip
    told = [row.name for row in sorted(own, key=lambda row: row.position) if row.told]
    names = order_of(told, {row.name: evidence[row.id] for row in own}, meanings)
    if ended and Status.WON not in meanings.values():
        lost = [name for name in names if meanings[name] is Status.LOST]
        names = [name for name in names if name not in lost] + [WON_END, *lost]
        meanings[WON_END] = Status.WON
    known = {row.name: (row.qualified, row.told) for row in own}
    return [
        {
            "id": stage_id(company, pipeline, name),
            "pipeline": pipeline,
            "name": name,
            "position": place,
            "meaning": meanings[name].value,
            "qualified": known.get(name, (False, False))[0],
            "told": known.get(name, (False, False))[1],
        }
        for place, name in enumerate(names)
    ]


async def _evidence(
    sales: Sales, company: Company, known: Mapping[int, str | None]
) -> tuple[dict[int, StageEvidence], set[str | None]]:
    """What the deals say of each stage, and the pipelines that have won deals."""
    evidence: dict[int, StageEvidence] = defaultdict(StageEvidence)
    won: set[str | None] = set()
    histories = await sales.histories()
    for row in await sales.outlines():
        story = _story(row, histories.get(row.id, ()), company)
        if row.status == Status.WON:
            won.add(row.pipeline or known.get(next(iter(story.ends), 0)))
        if story.ends & known.keys():
            _learn(evidence, story)
    return evidence, won


@dataclass(frozen=True, slots=True)
class _Story:
    """A deal's stages, moment by moment; `last` is the one it ended or stands in, None where nobody knows."""

    status: Status
    moments: Sequence[frozenset[int]]
    last: int | None
    ended_there: bool

    @property
    def ends(self) -> frozenset[int]:
        """The stage it ended in, or those of the last moment that may be it."""
        if self.last is not None:
            return frozenset({self.last})
        return self.moments[-1] if self.moments else frozenset()


def _story(row: StoredRow, history: Sequence[Entry], company: Company) -> _Story:
    """What is known of a deal's way; without a history only where it stands."""
    stands = stage_id(company, row.pipeline, row.stage) if row.stage else None
    status = Status(row.status)
    by_moment: dict[datetime, set[int]] = {}
    for entry in history:
        by_moment.setdefault(entry.at, set()).add(entry.stage)
    moments = [frozenset(by_moment[at]) for at in sorted(by_moment)]
    if not moments:
        return _Story(status, [], stands, status is Status.WON)
    ends = moments[-1]
    last = next(iter(ends)) if len(ends) == 1 else stands if stands in ends else None
    return _Story(status, moments, last, _ended_there(row, max(by_moment), moves=len(history)))


def _learn(evidence: dict[int, StageEvidence], story: _Story) -> None:
    """Stages that the deal went on from; the one it ended in; and their places in its history."""
    if story.last is not None:
        evidence[story.last].final_of[story.status] += 1
        evidence[story.last].ended_with += story.ended_there
    for stage in frozenset().union(*story.moments) - story.ends:
        evidence[stage].passed = True
    for name, rank in ranks_in([sorted(map(str, stages)) for stages in story.moments]).items():
        evidence[int(name)].ranks.append(rank)


def _ended_there(row: StoredRow, came: datetime, *, moves: int) -> bool:
    """Whether the deal came into its last stage only to end."""
    if row.closed_at is None:
        return row.status != Status.OPEN and moves > 1
    apart: float = abs((row.closed_at - came).total_seconds())
    return apart < _MOMENT_OF_CLOSING_S
