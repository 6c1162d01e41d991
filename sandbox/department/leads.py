"""Clients who come: when, from where, for what, and to which manager."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sandbox.department.calendar import DAY, days, is_working, local_day, moment, working_day
from sandbox.department.chance import around, count_near, dice, weighted
from sandbox.department.market import CHANNELS, Channel, campaign_of, client_name, product_for
from sandbox.department.people import SELLERS, Seller
from sandbox.department.shifts import Shifts
from sandbox.department.stories import Script

_BY_WEEKDAY = (13.4, 12.0, 11.8, 11.4, 10.0, 3.6, 2.6)
_HOLIDAY = 2.6
_AGAIN = 0.06
"""Share of leads that are clients of before."""


@dataclass(frozen=True, slots=True)
class Client:
    """Somebody who may buy."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Lead:
    """One client's wish, and the manager who got it."""

    key: str
    at: datetime
    seller: Seller
    channel: Channel
    campaign: str
    product: str
    making: float
    amount: int
    client: Client
    by_phone: bool


class Leads:
    """All leads between two days; each day is drawn for itself, clients of before come again."""

    def __init__(self, script: Script, shifts: Shifts, seed: int) -> None:
        self._script = script
        self._shifts = shifts
        self._seed = seed
        self._clients: list[tuple[Client, Seller]] = []

    def between(self, first: date, last: date) -> list[Lead]:
        """The leads of these days in the order in which they came."""
        return [lead for day in days(first, last) for lead in self._of_day(day)]

    def _of_day(self, day: date) -> list[Lead]:
        chance = dice(self._seed, "leads", day)
        mean = _BY_WEEKDAY[day.weekday()] if is_working(day) or day.weekday() > 4 else _HOLIDAY
        at_work = [seller for seller in SELLERS if self._takes_leads(seller, day)]
        moments = sorted(self._moment(chance, day) for _ in range(count_near(chance, mean)))
        free = list(range(8, 470, 13)) if is_working(day) else []
        chance.shuffle(free)
        return [self._lead(chance, at, at_work, free, f"{day:%m%d}-{place}") for place, at in enumerate(moments)]

    def _takes_leads(self, seller: Seller, day: date) -> bool:
        """Leads of a free day wait for those who come on the next working one."""
        begin = self._script.anchor - seller.hired * DAY
        waiting = day if is_working(day) else working_day(day, 1)
        return day >= begin and self._shifts.on(seller, waiting) is not None

    @staticmethod
    def _moment(chance: Random, day: date) -> datetime:
        hour = weighted(chance, range(24), _BY_HOUR)
        return moment(day, f"{hour:02d}:{chance.randrange(60):02d}:{chance.randrange(60):02d}")

    def _lead(self, chance: Random, at: datetime, at_work: list[Seller], free: list[int], key: str) -> Lead:
        channel = weighted(chance, CHANNELS, [channel.share for channel in CHANNELS])
        product, seller = product_for(chance), weighted(chance, at_work, [seller.share for seller in at_work])
        client, known_by = self._client(chance, seller, at_work)
        slot = self._slot(chance, channel, at, known_by, free)
        amount = max(18_000, min(900_000, around(chance, product.amount * channel.size, product.spread)))
        return Lead(
            key=key,
            at=slot or at,
            seller=known_by,
            channel=channel,
            campaign=campaign_of(chance, channel),
            product=product.name,
            making=product.making * chance.uniform(0.93, 1.07),
            amount=round(amount / 500) * 500,
            client=client,
            by_phone=slot is not None,
        )

    def _client(self, chance: Random, seller: Seller, at_work: list[Seller]) -> tuple[Client, Seller]:
        if len(self._clients) > 40 and chance.random() < _AGAIN:
            client, of = chance.choice(self._clients[:-30])
            return client, of if of in at_work else seller
        client = Client(len(self._clients) + 1, client_name(chance))
        self._clients.append((client, seller))
        return client, seller

    def _slot(self, chance: Random, channel: Channel, at: datetime, seller: Seller, free: list[int]) -> datetime | None:
        """When a client who rather phones is answered; None for one who writes."""
        day = local_day(at)
        shift, told = self._shifts.on(seller, day), self._script.day_of(seller, day)
        if shift is None or (told and told.quiet_until) or chance.random() >= channel.by_phone or not free:
            return None
        begin = max(shift.start, moment(day, "09:00"))
        at = begin + timedelta(minutes=free.pop())
        return at if at < shift.end - timedelta(minutes=20) else None


_BY_HOUR = (1, 0.5, 0.3, 0.2, 0.2, 0.4, 1, 2, 4, 7, 9, 9, 8, 6, 7, 8, 8, 7, 5, 4, 4, 4, 3, 2)
