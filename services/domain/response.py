"""How soon somebody answered: first response to a lead, and the call back after a missed one (formulas 4.4)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

CALLBACK_WITHIN = timedelta(days=7)
"""A talk later than this is a new story and not a call back."""

RESPONSE_WITHIN = timedelta(days=30)
"""A first touch later than this answers nobody: the lead was left."""

_LAST = 2**63
"""Behind every id of a call at the same moment."""

WorkingSeconds = Callable[[datetime, datetime], int]


class PhoneCall(NamedTuple):
    """A call with one outside number."""

    id: int
    started_at: datetime
    outgoing: bool
    talked: bool
    missed: bool


@dataclass(frozen=True, slots=True)
class Callback:
    """A missed client was called back: which missed call began the wait, when the talk was, and working seconds."""

    call: int
    at: datetime
    seconds: int


def callbacks(calls: Sequence[PhoneCall], working: WorkingSeconds) -> Iterator[Callback]:
    """One clock per client: it starts at the first missed call and stops at the first talk in either direction.

    A client who calls again and is answered got through alone: that wait ends without a credit.
    """
    for waiting, call in _waits(calls):
        if waiting is not None and call.talked and call.outgoing:
            yield Callback(waiting.id, call.started_at, working(waiting.started_at, call.started_at))


def still_waiting(calls: Sequence[PhoneCall], at: datetime) -> PhoneCall | None:
    """The missed call of a client with whom nobody has talked since, by the moment; None where nobody waits."""
    known = [call for call in calls if call.started_at <= at]
    now = PhoneCall(_LAST, at, outgoing=False, talked=False, missed=False)
    return next((waiting for waiting, call in _waits([*known, now]) if call is now), None)


def _waits(calls: Sequence[PhoneCall]) -> Iterator[tuple[PhoneCall | None, PhoneCall]]:
    """Each call in order with the missed one whose client is still waiting when it comes."""
    waiting: PhoneCall | None = None
    for call in sorted(calls, key=lambda call: (call.started_at, call.id)):
        if waiting is not None and call.started_at - waiting.started_at > CALLBACK_WITHIN:
            waiting = None
        yield waiting, call
        if call.talked:
            waiting = None
        elif call.missed and waiting is None:
            waiting = call


@dataclass(frozen=True, slots=True)
class Touch:
    """Somebody of the company and the lead were in touch; `until` is the end of an answered incoming call."""

    at: datetime
    until: datetime | None = None


_AFTER_CALL = timedelta(minutes=1)
"""A lead written down within this after the call was made by that call."""


def first_touch(created: datetime, touches: Iterable[Touch]) -> tuple[datetime | None, bool]:
    """The first touch since the lead came, and whether the lead was itself made by an answered call.

    Such a lead was answered before it was written down: it is left out of the median.
    """
    first: datetime | None = None
    for touch in sorted(touches, key=lambda touch: touch.at):
        if touch.until is not None and touch.at <= created <= touch.until + _AFTER_CALL:
            return created, True
        if created <= touch.at <= created + RESPONSE_WITHIN:
            first = first or touch.at
    return first, False
