"""Money in and out: payments of won deals, what ads and the department cost, and the plans of the months."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sandbox.department.calendar import DAY, days, first_of_month, is_working, moment
from sandbox.department.chance import around, dice
from sandbox.department.deals import Deal, vat_on
from sandbox.department.market import CHANNELS, Campaign, Channel
from sandbox.department.people import NORTH, SELLERS, URALS
from sandbox.department.shifts import NEVER, Shifts
from sandbox.department.stories import DEALS, Script


@dataclass(frozen=True, slots=True)
class Payment:
    """Money for a deal; below zero it went back."""

    at: datetime
    deal: Deal
    amount: int
    vat: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What was spent on the days from `first` to `last`, and when it became known."""

    known_at: datetime
    first: date
    last: date
    amount: float
    category: str
    channel: str = ""
    campaign: str = ""
    vat: int | None = None
    clicks: int | None = None
    shown: int | None = None
    claimed_leads: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be reached in a month by a person, a team, or the company."""

    known_at: datetime
    month: date
    kpi: str
    target: int
    person: str = ""
    team: str = ""


_MONTHLY = (
    ("payroll", 1_084_000, "", None),
    ("telephony", 21_600, "", 22),
    ("tools", 34_800, "", 22),
    ("other", 96_000, "", 22),
    ("marketing", 64_000, "Звонок с сайта", 22),
)
"""Pay with its taxes, telephony, CRM, rent; and the care of the site, which brings calls."""


def payments_of(deals: Sequence[Deal], script: Script, shifts: Shifts, seed: int) -> list[Payment]:
    """Half of the deals are paid at once; of the others a part comes first and the rest in some weeks."""
    told = {deal.key: deal.payments for deal in DEALS}
    made: list[Payment] = []
    for deal in deals:
        if deal.told:
            paid = [(script.at((day, clock), deal.seller), amount) for day, clock, amount in told[deal.key]]
        else:
            paid = _parts(deal, shifts, seed)
        made += [Payment(at, deal, amount, vat_on(at)) for at, amount in paid if at < NEVER]
    return made


def _parts(deal: Deal, shifts: Shifts, seed: int) -> list[tuple[datetime, int]]:
    if not deal.won or deal.closed_at is None:
        return []
    chance = dice(seed, "payments", deal.key)
    at = shifts.forward(deal.seller, deal.closed_at, chance.uniform(0.1, 5)).replace(microsecond=0)
    if chance.random() < 0.5:
        return [(at, deal.amount)]
    first = round(deal.amount * chance.choice((0.5, 0.5, 0.6, 0.7)) / 100) * 100
    rest = shifts.forward(deal.seller, at, around(chance, 52, 0.4)).replace(microsecond=0)
    return [(at, first), (rest, deal.amount - first)]


def costs_between(first: date, last: date, seed: int) -> list[Cost]:
    """Ads day by day, told the next morning; what is paid by the month, told as it begins."""
    made = [
        _ads(day, channel, campaign, seed)
        for day in days(first, last)
        for channel in CHANNELS
        for campaign in channel.campaigns
    ]
    month = first_of_month(first)
    while month <= last:
        made += _month(max(month, first), first_of_month(month, 1) - DAY, seed)
        month = first_of_month(month, 1)
    return made


def _ads(day: date, channel: Channel, campaign: Campaign, seed: int) -> Cost:
    chance = dice(seed, "ads", campaign.name, day)
    spent = campaign.spend * chance.uniform(0.82, 1.16) * (1.0 if is_working(day) else 0.55)
    clicks = max(1, round(spent / (campaign.click * chance.uniform(0.88, 1.14))))
    return Cost(
        known_at=moment(day + DAY, "06:30"),
        first=day,
        last=day,
        amount=round(spent, 2),
        category="ads",
        channel=channel.name,
        campaign=campaign.name,
        vat=vat_on(moment(day, "12:00")),
        clicks=clicks,
        shown=round(clicks * campaign.shown_per_click * chance.uniform(0.9, 1.12)),
        claimed_leads=round(clicks * chance.uniform(0.02, 0.05)),
    )


def _month(first: date, last: date, seed: int) -> list[Cost]:
    part = ((last - first).days + 1) / last.day
    known = moment(first, "00:05")
    made = []
    for category, amount, channel, vat in _MONTHLY:
        sum_of_month = amount * dice(seed, category, last).uniform(0.98, 1.03) * part
        rate = vat and vat_on(known)
        made.append(Cost(known, first, last, round(sum_of_month, -1), category, channel, vat=rate))
    return made


def plans_between(first: date, last: date, anchor: date) -> list[Plan]:
    """The plans of each month, set three days before it begins, for those who are here from its first week on."""
    made: list[Plan] = []
    month = first_of_month(first)
    while month <= last:
        known = moment(month, "12:00") - timedelta(days=3)
        people = [(seller, seller.plan) for seller in SELLERS if anchor - seller.hired * DAY < month + 7 * DAY]
        made += [Plan(known, month, "revenue", plan, person=seller.name) for seller, plan in people]
        for team in (NORTH, URALS):
            total = sum(plan for seller, plan in people if seller.team == team)
            made.append(Plan(known, month, "revenue", total, team=team))
        made.append(Plan(known, month, "revenue", sum(plan for _, plan in people)))
        made.append(Plan(known, month, "deals_won", 66))
        month = first_of_month(month, 1)
    return made
