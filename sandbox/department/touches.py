"""What a deal asks of its manager between its moves: calls that are due, and letters, messages, meetings, tasks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sandbox.department.chance import around, dice, weighted
from sandbox.department.deals import CONTRACT, MEASURE, PROPOSAL, WON, Deal, Move
from sandbox.department.people import Seller
from sandbox.department.shifts import NEVER, Shifts

_KINDS = ("call", "message", "email")
_OFTEN = (0.48, 0.34, 0.18)
_BETWEEN_HOURS = 8.5
_LET_GO_HOURS = (10, 50)
"""A deal that nobody closes is touched for so long after its last move."""
_BIG = 180_000


@dataclass(frozen=True, slots=True)
class Activity:
    """A letter, message, proposal, presentation, meeting, task or note."""

    at: datetime
    kind: str
    seller: Seller
    deal: Deal
    direction: str = ""


@dataclass(frozen=True, slots=True)
class DueCall:
    """A call that a deal asks for; `first` is the one that answers the lead."""

    at: datetime
    deal: Deal
    first: bool = False


@dataclass(frozen=True, slots=True)
class Touches:
    """What was done about one deal."""

    calls: list[DueCall]
    activities: list[Activity]
    last_at: datetime


def touches_of(deal: Deal, shifts: Shifts, seed: int, begin: datetime) -> Touches:
    """Every touch of a deal; before `begin` telephony was not connected, and only what was written is known."""
    chance = dice(seed, "touches", deal.key, deal.created_at.date())
    made = Touches([], [], _end(deal, shifts, chance))
    if not deal.by_phone:
        _first(made, deal, chance, begin)
    for move in deal.moves[1:]:
        _around_move(made, deal, move, shifts, chance)
    at = shifts.forward(deal.seller, max(deal.first_touch_at, deal.created_at), around(chance, 4))
    while at < made.last_at:
        _touch(made, deal, at, chance)
        at = shifts.forward(deal.seller, at, around(chance, _BETWEEN_HOURS * deal.seller.patience, 0.5))
    return made if deal.quiet is None else _without(made, *deal.quiet)


def _end(deal: Deal, shifts: Shifts, chance: Random) -> datetime:
    """When the last touch may be: at the closing, or when a deal without one is let go."""
    closed = deal.moves[-1].at if deal.closed_at else None
    if deal.told:
        return closed or NEVER
    return closed or shifts.forward(deal.seller, deal.moves[-1].at, chance.uniform(*_LET_GO_HOURS))


def _first(made: Touches, deal: Deal, chance: Random, begin: datetime) -> None:
    if deal.first_touch_at < begin or chance.random() < 0.12:
        made.activities.append(Activity(deal.first_touch_at, "message", deal.seller, deal, "out"))
    else:
        made.calls.append(DueCall(deal.first_touch_at, deal, first=True))


def _around_move(made: Touches, deal: Deal, move: Move, shifts: Shifts, chance: Random) -> None:
    """What a move is made of: a talk before, the paper or the visit itself."""
    ago = timedelta(minutes=chance.uniform(4, 45))
    if move.stage in (MEASURE, CONTRACT, WON) and chance.random() < 0.8 and not (deal.told and move.stage == WON):
        made.calls.append(DueCall(move.at - ago, deal))
    if move.stage == MEASURE:
        visit = shifts.forward(deal.seller, move.at, chance.uniform(2, 7))
        later = next((later.at for later in deal.moves if later.at > move.at), NEVER)
        if visit < later:
            made.activities.append(Activity(visit, "meeting", deal.seller, deal))
    elif move.stage == PROPOSAL:
        made.activities.append(Activity(move.at - timedelta(seconds=90), "proposal", deal.seller, deal, "out"))
        if deal.amount > _BIG and chance.random() < 0.7:
            shown = shifts.forward(deal.seller, move.at, chance.uniform(4, 14))
            made.activities.append(Activity(shown, "presentation", deal.seller, deal))
    elif move.stage in (CONTRACT, WON):
        made.activities.append(Activity(move.at - timedelta(seconds=50), "email", deal.seller, deal, "out"))


def _touch(made: Touches, deal: Deal, at: datetime, chance: Random) -> None:
    kind = weighted(chance, _KINDS, _OFTEN)
    if kind == "call":
        made.calls.append(DueCall(at, deal))
    else:
        made.activities.append(Activity(at, kind, deal.seller, deal, "out"))
        if chance.random() < 0.55:
            made.activities.append(
                Activity(at + timedelta(minutes=around(chance, 22, 1.0)), kind, deal.seller, deal, "in")
            )
    if chance.random() < 0.4:
        made.activities.append(Activity(at + timedelta(minutes=chance.uniform(1, 6)), "task", deal.seller, deal))
    if chance.random() < 0.12:
        made.activities.append(Activity(at + timedelta(minutes=chance.uniform(1, 4)), "note", deal.seller, deal))


def _without(made: Touches, first: datetime, last: datetime) -> Touches:
    return Touches(
        [call for call in made.calls if not first <= call.at < last],
        [done for done in made.activities if not first <= done.at < last],
        made.last_at,
    )
