"""A manager's day on the telephone, minute by minute: nobody speaks with two clients at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from itertools import count
from random import Random

from sandbox.department.chance import around
from sandbox.department.leads import Client
from sandbox.department.market import phone_of
from sandbox.department.people import Seller
from sandbox.department.shifts import Shift

_COLD_REACH, _WARM_REACH, _BACK_REACH = 0.5, 0.78, 0.8
_COLD_TALK, _WARM_TALK, _IN_TALK, _LEAD_TALK = 62.0, 165.0, 120.0, 230.0
_ANSWERED = 0.95
_MISSED_WHILE_BUSY = 0.4
_STRANGERS = 9_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call, known to telephony when it has ended."""

    seller: Seller
    started_at: datetime
    direction: str
    talk: int
    wait: int
    phone: str
    client: Client | None = None

    @property
    def ended_at(self) -> datetime:
        """The moment from which the telephony can tell of it."""
        return self.started_at + timedelta(seconds=self.wait + self.talk)


@dataclass(frozen=True, slots=True)
class Wish:
    """A call that somebody wants: `out` and `in`, `back` after a missed one."""

    at: datetime
    kind: str
    client: Client | None
    phone: str
    first: bool = False


@dataclass(slots=True)
class PhoneDay:
    """The day being lived."""

    seller: Seller
    shift: Shift
    chance: Random
    told: Sequence[Call] = ()
    calls: list[Call] = field(default_factory=list)
    _free: datetime = field(init=False)
    _waiting: list[tuple[datetime, int, Wish]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def __post_init__(self) -> None:
        self._free = self.shift.start
        self.told = sorted(self.told, key=lambda call: call.started_at)

    def live(self, wishes: Sequence[Wish]) -> list[Call]:
        """The calls of the day; what is told has its fixed place among them."""
        self._waiting = [(wish.at, next(self._order), wish) for wish in wishes]
        heapify(self._waiting)
        while self._waiting:
            at, _, wish = heappop(self._waiting)
            if wish.kind == "in":
                self._rings(at, wish)
            else:
                self._dial(at, wish)
        return sorted([*self.calls, *self.told], key=lambda call: call.started_at)

    def _rings(self, at: datetime, wish: Wish) -> None:
        """A client calls: answered when nothing else goes on, else sometimes missed, and then called back."""
        chance, wait = self.chance, self.chance.randint(4, 19)
        talk = self._talk(_IN_TALK)
        busy = at < self._free or self._told_within(at, wait + talk) is not None
        if busy and chance.random() >= _MISSED_WHILE_BUSY:
            return
        if not busy and chance.random() < _ANSWERED:
            self._add(Call(self.seller, at, "in", talk, wait, wish.phone, wish.client))
            return
        wait = chance.randint(9, 46) if chance.random() < 0.9 else chance.randint(1, 4)
        self.calls.append(Call(self.seller, at, "in", 0, wait, wish.phone, wish.client))
        self._want_back(at, wish, around(chance, 8, 0.7))

    def _dial(self, at: datetime, wish: Wish) -> None:
        chance = self.chance
        start = max(at, self._free + timedelta(seconds=chance.uniform(8, 70)))
        reach = {"cold": _COLD_REACH, "back": _BACK_REACH}.get(wish.kind, _WARM_REACH) * self.seller.reach
        reached = chance.random() < reach
        wait = chance.randint(5, 22) if reached else chance.randint(14, 38)
        talk = self._talk(_COLD_TALK if wish.kind == "cold" else _WARM_TALK) if reached else 0
        while (told := self._told_within(start, wait + talk)) is not None:
            start = told.ended_at + timedelta(seconds=chance.uniform(6, 40))
        late = timedelta(0) if wish.kind == "cold" else timedelta(minutes=25)
        if start + timedelta(seconds=wait + talk) > self.shift.end + late:
            return
        self._add(Call(self.seller, start.replace(microsecond=0), "out", talk, wait, wish.phone, wish.client))
        if not reached and (wish.kind == "back" or wish.first):
            self._want_back(start, wish, chance.uniform(18, 70))

    def _want_back(self, at: datetime, wish: Wish, minutes: float) -> None:
        later = at + timedelta(minutes=minutes)
        heappush(self._waiting, (later, next(self._order), Wish(later, "back", wish.client, wish.phone)))

    def _told_within(self, start: datetime, seconds: int) -> Call | None:
        """The told call that this one would run into."""
        end = start + timedelta(seconds=seconds)
        return next((told for told in self.told if told.started_at <= end and start <= told.ended_at), None)

    def _talk(self, median: float) -> int:
        return max(6, min(2_700, round(around(self.chance, median * self.seller.talk, 0.85))))

    def _add(self, call: Call) -> None:
        self.calls.append(call)
        self._free = call.ended_at


def stranger(chance: Random) -> str:
    """The number of somebody from the list that managers call through."""
    return phone_of(chance.randrange(_STRANGERS), met=False)


def lead_call(chance: Random, seller: Seller, created_at: datetime, client: Client) -> Call:
    """The answered call that makes a lead: the deal is written down while it lasts."""
    wait, talk = chance.randint(4, 15), round(min(540, max(70, around(chance, _LEAD_TALK * seller.talk, 0.4))))
    begin = created_at - timedelta(seconds=wait + chance.randint(20, min(talk, 160)))
    return Call(seller, begin.replace(microsecond=0), "in", talk, wait, phone_of(client.number, met=True), client)
