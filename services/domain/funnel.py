"""The funnel in its four labelled views; never one without its label (formulas 4.1, docs/numbers.md).

`reached` counts a skipped stage as passed. Cohort: deals created in the period. Entry cohort: deals that entered the
stage in the period and were watched for the whole horizon. Flow: first entries in the period. Snapshot: open deals.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from services.domain.deals import Stage, Status
from services.domain.ids import DealId, PersonId
from services.domain.path import Visit
from services.domain.period import Period
from services.domain.quantiles import MEDIAN, P75, quantile


class View(StrEnum):
    """Which deals stand in the rows."""

    COHORT = "cohort"
    ENTRY_COHORT = "entry_cohort"
    FLOW = "flow"
    SNAPSHOT = "snapshot"


@dataclass(frozen=True, slots=True)
class FunnelDeal:
    """A deal as of the report's moment: what happened later has not happened."""

    id: DealId
    pipeline: str | None
    status: Status
    created_at: datetime | None
    created_day: date | None
    closed_at: datetime | None
    closed_day: date | None
    owner: PersonId
    source: str | None
    product: str | None
    won_net: int | None
    stage: int | None
    has_history: bool
    visits: tuple[Visit, ...]


@dataclass(frozen=True, slots=True)
class StageRow:
    """One stage of the funnel; a None does not exist in this view."""

    stage: Stage
    entered: int | None
    reached: int | None
    conversion_from_previous: Fraction | None
    conversion_from_first: Fraction | None
    open_now: int
    time_median_s: Fraction | None
    time_p75_s: Fraction | None
    returns: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What the rows are cut by: period, view, moment, horizon (entry cohort only) and the day of a moment."""

    view: View
    period: Period
    as_of: datetime
    horizon: timedelta
    day_of: Callable[[datetime], date]

    def holds(self, moment: datetime | None) -> bool:
        """Whether the moment is known and lies in the period, by the company's days."""
        return moment is not None and self.day_of(moment) in self.period


Chosen = Callable[[FunnelDeal, Visit | None], bool]
"""Whether a deal (or, for flow, a visit of it) belongs to the row's person, team, source and so on."""


def anyone(_deal: FunnelDeal, _visit: Visit | None) -> bool:
    """No choice: everything belongs."""
    return True


def stage_rows(
    deals: Sequence[FunnelDeal], pipeline: Sequence[Stage], frame: Frame, chosen: Chosen = anyone
) -> list[StageRow]:
    """The rows of one pipeline in its order; `deals` are that pipeline's, cut at the frame's moment."""
    line = [stage for stage in pipeline if stage.meaning is not Status.LOST]
    scope = [deal for deal in deals if in_scope(deal, frame) and chosen(deal, None)]
    counted = _COUNTS[frame.view](deals, scope, line, frame, chosen)
    standing = _standing(scope if frame.view in (View.COHORT, View.SNAPSHOT) else _open(deals, chosen))
    rows = []
    for place, stage in enumerate(line):
        visits = _visits(deals, scope, stage, frame, chosen)
        spent = [visit.spent_s for deal, visit in visits if visit.spent_s is not None and _passed(deal, stage)]
        spent = spent if stage.meaning is Status.OPEN else []
        entered, reached, of_previous, of_first = counted[place]
        rows.append(
            StageRow(
                stage,
                entered,
                reached,
                of_previous,
                of_first,
                standing.get(stage.id, 0),
                quantile(spent, MEDIAN),
                quantile(spent, P75),
                sum(visit.times - 1 for _, visit in visits),
            )
        )
    return rows


def in_scope(deal: FunnelDeal, frame: Frame) -> bool:
    """Cohort and its outcomes: by creation day. Snapshot: open deals. The others choose by visits."""
    match frame.view:
        case View.COHORT:
            return deal.created_day is not None and deal.created_day in frame.period
        case View.SNAPSHOT:
            return deal.status is Status.OPEN
        case _:
            return True


Counted = list[tuple[int | None, int | None, Fraction | None, Fraction | None]]


def _share(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _conversions(entered: Sequence[int], reached: Sequence[int]) -> Counted:
    """Shares of the stage before and of the first; the first stage converts from nothing."""
    return [
        (
            entered[place],
            count,
            _share(count, reached[place - 1]) if place else None,
            _share(count, reached[0]),
        )
        for place, count in enumerate(reached)
    ]


def furthest(deal: FunnelDeal, positions: Mapping[int, int]) -> int:
    """The furthest position the deal has reached; -1 when it has reached none of the line."""
    return max((positions[visit.stage] for visit in deal.visits if visit.stage in positions), default=-1)


def _cohort(_all: Sequence[FunnelDeal], scope: Sequence[FunnelDeal], line: Sequence[Stage], *_: object) -> Counted:
    positions = {stage.id: place for place, stage in enumerate(line)}
    far = [furthest(deal, positions) for deal in scope]
    entered = [sum(any(v.stage == stage.id for v in deal.visits) for deal in scope) for stage in line]
    return _conversions(entered, [sum(reach >= place for reach in far) for place in range(len(line))])


def _flow(
    deals: Sequence[FunnelDeal], _scope: Sequence[FunnelDeal], line: Sequence[Stage], frame: Frame, chosen: Chosen
) -> Counted:
    """First entries in the period, by whoever made the move: unlike deals above and below, so 100 % can be passed."""
    entries = dict.fromkeys((stage.id for stage in line), 0)
    for deal in deals:
        for visit in deal.visits:
            if visit.stage in entries and frame.holds(visit.first_at) and chosen(deal, visit):
                entries[visit.stage] += 1
    counts = list(entries.values())
    return _conversions(counts, counts)


def _snapshot(_all: object, _scope: object, line: Sequence[Stage], *_: object) -> Counted:
    return [(None, None, None, None) for _stage in line]


def _entry_cohort(
    deals: Sequence[FunnelDeal], _scope: Sequence[FunnelDeal], line: Sequence[Stage], frame: Frame, chosen: Chosen
) -> Counted:
    """Of the deals that entered a stage and were watched for the horizon: how many came further within it."""
    mine = [deal for deal in deals if chosen(deal, None)]
    arrivals = [_arrivals(deal, line) for deal in mine]
    rows: Counted = []
    for place, stage in enumerate(line):
        entered = len(_ripe(mine, stage, frame))
        before = _within(mine, arrivals, line, place - 1, place, frame) if place else (entered, entered)
        from_first = _within(mine, arrivals, line, 0, place, frame)
        previous = _share(*before) if place else None
        rows.append((entered, before[0], previous, _share(*from_first)))
    return rows


def entered_at(deal: FunnelDeal, stage: Stage) -> datetime | None:
    """The deal's first entry into the stage, where it is known."""
    return next((visit.first_at for visit in deal.visits if visit.stage == stage.id), None)


def _ripe(deals: Iterable[FunnelDeal], stage: Stage, frame: Frame) -> list[FunnelDeal]:
    return [
        deal
        for deal in deals
        if (at := entered_at(deal, stage)) is not None and frame.holds(at) and at + frame.horizon <= frame.as_of
    ]


def unripe(deals: Iterable[FunnelDeal], line: Iterable[Stage], frame: Frame) -> int:
    """How many deals entered some stage in the period and were not watched for the whole horizon."""
    stages = [stage for stage in line if stage.meaning is Status.OPEN]
    return sum(
        any(frame.holds(at) and at + frame.horizon > frame.as_of for s in stages if (at := entered_at(deal, s)))
        for deal in deals
    )


def _arrivals(deal: FunnelDeal, line: Sequence[Stage]) -> list[datetime | None]:
    """For each stage, when the deal had come to it or to any later one."""
    arrivals: list[datetime | None] = []
    nearest: datetime | None = None
    for stage in reversed(line):
        at = entered_at(deal, stage)
        nearest = at if nearest is None or (at is not None and at < nearest) else nearest
        arrivals.append(nearest)
    return arrivals[::-1]


def _within(
    deals: Sequence[FunnelDeal],
    arrivals: Sequence[Sequence[datetime | None]],
    line: Sequence[Stage],
    start: int,
    end: int,
    frame: Frame,
) -> tuple[int, int]:
    """Of the ripe entries into `start`, how many reached `end` within the horizon, and of how many."""
    came = base = 0
    for deal, reached in zip(deals, arrivals, strict=True):
        at = entered_at(deal, line[start])
        if at is None or not frame.holds(at) or at + frame.horizon > frame.as_of:
            continue
        base += 1
        there = reached[end]
        came += there is not None and there <= at + frame.horizon
    return came, base


_COUNTS: Mapping[View, Callable[..., Counted]] = {
    View.COHORT: _cohort,
    View.ENTRY_COHORT: _entry_cohort,
    View.FLOW: _flow,
    View.SNAPSHOT: _snapshot,
}


def _standing(deals: Iterable[FunnelDeal]) -> dict[int, int]:
    standing: dict[int, int] = {}
    for deal in deals:
        if deal.status is Status.OPEN and deal.stage is not None:
            standing[deal.stage] = standing.get(deal.stage, 0) + 1
    return standing


def _open(deals: Iterable[FunnelDeal], chosen: Chosen) -> list[FunnelDeal]:
    return [deal for deal in deals if deal.status is Status.OPEN and chosen(deal, None)]


def _passed(deal: FunnelDeal, stage: Stage) -> bool:
    """A stay that still goes on says nothing of the time to pass."""
    return not (deal.status is Status.OPEN and deal.stage == stage.id)


def _visits(
    deals: Sequence[FunnelDeal], scope: Sequence[FunnelDeal], stage: Stage, frame: Frame, chosen: Chosen
) -> list[tuple[FunnelDeal, Visit]]:
    """The visits whose time and returns the row shows: the cohort's, or those begun in the period."""
    by_visit = frame.view in (View.FLOW, View.ENTRY_COHORT)
    return [
        (deal, visit)
        for deal in (deals if by_visit else scope)
        for visit in deal.visits
        if visit.stage == stage.id and (not by_visit or (frame.holds(visit.first_at) and chosen(deal, visit)))
    ]
