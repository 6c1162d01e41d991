"""The way of one deal through its pipeline: first entries, returns, time spent (docs/numbers.md, the funnel).

A skipped stage counts as passed; a move to the same stage is no move; a return keeps the first entry. Without history
a deal has reached only what its dates and present stage prove.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.domain.deals import DealTimes, Entry, Stage, Status
from services.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class Visit:
    """A deal in one stage: first entry (None where unknown), times entered, seconds spent (None while it stays)."""

    stage: int
    first_at: datetime | None
    by: PersonId
    times: int
    spent_s: int | None


@dataclass(frozen=True, slots=True)
class Path:
    """All visits of a deal, the stage it stands in, and the furthest position it has reached."""

    visits: tuple[Visit, ...]
    present: int | None
    furthest: int | None
    has_history: bool


def walk(deal: DealTimes, entries: Sequence[Entry], pipeline: Sequence[Stage]) -> Path:
    """The deal's path; `pipeline` holds the stages of its pipeline in order; moves in another one are left out."""
    by_id = {stage.id: stage for stage in pipeline}
    moves = _moves(in_order([entry for entry in entries if entry.stage in by_id], deal.stage, pipeline))
    visits = _from_history(deal, moves) if moves else _from_dates(deal, pipeline, by_id)
    visits = _with_win(deal, visits, pipeline)
    reached = [by_id[v.stage].position for v in visits if by_id[v.stage].meaning is not Status.LOST]
    present = moves[-1].stage if moves else deal.stage
    return Path(tuple(visits), present, max(reached, default=None), bool(moves))


def as_of(deal: DealTimes, entries: Sequence[Entry], pipeline: Sequence[Stage], at: datetime) -> Path:
    """The path as it was at a past moment: later moves and a later closing have not happened.

    Only history says where the deal stood then; its present stage does not.
    """
    closed = deal.status is not Status.OPEN and deal.closed_at is not None and deal.closed_at <= at
    seen = [entry for entry in entries if entry.at <= at]
    then = replace(deal, stage=None) if closed else replace(deal, stage=None, status=Status.OPEN, closed_at=None)
    return walk(then, seen, pipeline)


def in_order(entries: Sequence[Entry], present: int | None, pipeline: Sequence[Stage]) -> list[Entry]:
    """Moves in their order; those of one moment as the pipeline runs, the stage that the deal stands in last."""
    places = {stage.id: stage.position for stage in pipeline}
    last = max((entry.at for entry in entries), default=None)

    def order(entry: Entry) -> tuple[datetime, bool, int, int]:
        stands = entry.at == last and entry.stage == present
        return entry.at, stands, places.get(entry.stage, -1), entry.stage

    return sorted(entries, key=order)


def _moves(ordered: Sequence[Entry]) -> list[Entry]:
    moves: list[Entry] = []
    for entry in ordered:
        if not moves or moves[-1].stage != entry.stage:
            moves.append(entry)
    return moves


def _from_history(deal: DealTimes, moves: Sequence[Entry]) -> list[Visit]:
    """One visit per stage; the last stay ends with the deal, and stays open while the deal is."""
    closed = deal.closed_at if deal.status is not Status.OPEN else None
    ends: list[datetime | None] = [*(move.at for move in moves[1:]), closed]
    visits: dict[int, Visit] = {}
    for move, end in zip(moves, ends, strict=True):
        stay = None if end is None else max(0, int((end - move.at).total_seconds()))
        known = visits.get(move.stage)
        if known is None:
            visits[move.stage] = Visit(move.stage, move.at, move.by or deal.owner, 1, stay)
        else:
            spent = None if stay is None or known.spent_s is None else known.spent_s + stay
            visits[move.stage] = Visit(move.stage, known.first_at, known.by, known.times + 1, spent)
    return list(visits.values())


def _from_dates(deal: DealTimes, pipeline: Sequence[Stage], by_id: Mapping[int, Stage]) -> list[Visit]:
    """Creation proves the first stage; an open deal also stands where it stands, since when nobody knows."""
    first = next((stage for stage in pipeline if stage.meaning is Status.OPEN), None)
    visits: list[Visit] = []
    present = by_id.get(deal.stage) if deal.stage is not None and deal.status is Status.OPEN else None
    if first is not None and deal.created_at is not None:
        visits.append(Visit(first.id, deal.created_at, deal.owner, 1, None))
    if present is not None and (not visits or present.id != visits[0].stage):
        visits.append(Visit(present.id, None, deal.owner, 1, None))
    return visits


def _with_win(deal: DealTimes, visits: list[Visit], pipeline: Sequence[Stage]) -> list[Visit]:
    """A won deal has come to the end of its pipeline, whether or not the history says so."""
    end = next((stage for stage in pipeline if stage.meaning is Status.WON), None)
    if deal.status is not Status.WON or end is None or any(visit.stage == end.id for visit in visits):
        return visits
    return [*visits, Visit(end.id, deal.closed_at, deal.owner, 1, None)]


def by_pipeline(stages: Sequence[Stage]) -> Mapping[str | None, list[Stage]]:
    """Stages by pipeline, each in its order."""
    pipelines: dict[str | None, list[Stage]] = {}
    for stage in sorted(stages, key=lambda stage: (stage.position, stage.name)):
        pipelines.setdefault(stage.pipeline, []).append(stage)
    return pipelines
