"""Every manager's days on the telephone: what deals ask for, what clients want, and the list of strangers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from sandbox.department.calendar import local_day, moment, working_day
from sandbox.department.calls import Call, PhoneDay, Wish, lead_call, stranger
from sandbox.department.chance import count_near, dice
from sandbox.department.deals import Deal
from sandbox.department.market import phone_of
from sandbox.department.people import SELLERS, Seller
from sandbox.department.shifts import Shift, Shifts
from sandbox.department.stories import CALLS, USUAL_HOURS, Script
from sandbox.department.touches import DueCall, Touches

_INCOMING = 6.5
_OF_CLIENTS = 0.68
_BY_WEEKDAY = (1.0, 1.06, 1.04, 1.0, 0.88, 1.0, 1.0)
_BEGINNING_DAYS = 15
"""So many days a new manager takes to come to full speed."""


class Desk:
    """Who calls whom and when."""

    def __init__(self, script: Script, shifts: Shifts, seed: int, touched: Sequence[tuple[Deal, Touches]]) -> None:
        self._script = script
        self._shifts = shifts
        self._seed = seed
        self._due = _due_by_day(touched)
        self._live: dict[str, list[tuple[Deal, Touches]]] = defaultdict(list)
        self._told: dict[tuple[str, date], list[Call]] = defaultdict(list)
        for deal, touches in touched:
            self._live[deal.seller.name].append((deal, touches))
            if deal.by_phone:
                call = lead_call(dice(seed, "lead call", deal.key), deal.seller, deal.created_at, deal.client)
                self._told[deal.seller.name, local_day(deal.created_at, deal.seller.zone)].append(call)
        self._tell({deal.key: deal for deal, _ in touched if deal.told})

    def calls(self, begin: datetime, end: datetime) -> list[Call]:
        """All calls of all managers, since telephony was connected."""
        return [
            call
            for seller in SELLERS
            for place, shift in enumerate(self._shifts.all_of(seller))
            if begin <= shift.start < end
            for call in self._day(seller, shift, place)
        ]

    def _tell(self, deals: Mapping[str, Deal]) -> None:
        for told in CALLS:
            client, at = deals[told.deal].client, self._script.at(told.when, told.seller)
            day = working_day(self._script.anchor, told.when[0])
            call = Call(
                told.seller, at, told.direction, told.talk, told.wait, phone_of(client.number, met=True), client
            )
            self._told[told.seller.name, day].append(call)

    def _day(self, seller: Seller, shift: Shift, place: int) -> list[Call]:
        chance = dice(self._seed, "calls", seller.name, shift.day)
        key = (seller.name, shift.day)
        wishes = [
            Wish(
                max(due.at, shift.start), "warm", due.deal.client, phone_of(due.deal.client.number, met=True), due.first
            )
            for due in self._due.get(key, ())
        ]
        wishes += self._cold(chance, seller, shift, place) + self._incoming(chance, seller, shift)
        return PhoneDay(seller, shift, chance, self._told.get(key, ())).live(wishes)

    def _cold(self, chance: Random, seller: Seller, shift: Shift, place: int) -> list[Wish]:
        """Calls by the list, spread over the day as the day is busy."""
        told = self._script.day_of(seller, shift.day)
        number = count_near(chance, seller.calls * _BY_WEEKDAY[shift.day.weekday()])
        if seller.hired < 90:
            number = round(number * min(1.0, 0.45 + 0.55 * place / _BEGINNING_DAYS))
        hours = told.hours if told else USUAL_HOURS
        if told and told.calls is not None:
            number = told.calls
        nine = shift.start.replace(minute=0, second=0, microsecond=0)
        nine += timedelta(hours=1) if shift.start.minute > 40 else timedelta(0)
        return [
            Wish(max(at, shift.start), "cold", None, stranger(chance))
            for hour in chance.choices(range(len(hours)), hours, k=number)
            if (at := nine + timedelta(hours=hour, seconds=chance.randrange(3_600))) < shift.end
        ]

    def _incoming(self, chance: Random, seller: Seller, shift: Shift) -> list[Wish]:
        """Clients of live deals call by themselves, and so do strangers."""
        told = self._script.day_of(seller, shift.day)
        quiet = moment(shift.day, told.quiet_until, seller.zone) if told and told.quiet_until else shift.start
        live = [deal for deal, touches in self._live[seller.name] if deal.created_at <= shift.start < touches.last_at]
        length = int((shift.end - shift.start).total_seconds())
        wishes = []
        for _ in range(count_near(chance, _INCOMING)):
            at = shift.start + timedelta(seconds=chance.randrange(length))
            client = chance.choice(live).client if live and chance.random() < _OF_CLIENTS else None
            phone = stranger(chance) if client is None else phone_of(client.number, met=True)
            if at >= quiet:
                wishes.append(Wish(at, "in", client, phone))
        return wishes


def _due_by_day(touched: Sequence[tuple[Deal, Touches]]) -> dict[tuple[str, date], list[DueCall]]:
    due: dict[tuple[str, date], list[DueCall]] = defaultdict(list)
    for deal, touches in touched:
        for call in touches.calls:
            if call.at.year < 9999:
                due[deal.seller.name, local_day(call.at, deal.seller.zone)].append(call)
    return due
