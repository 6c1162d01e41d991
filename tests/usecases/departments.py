"""Small invented sales departments: people in several zones and teams, and a fortnight of what they did."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from services.domain.people import BEGINNING

MOSCOW = "Europe/Moscow"
ZONES = (MOSCOW, "Asia/Vladivostok", "Europe/Berlin", "America/New_York")
FIRST = date(2026, 3, 23)
"""A Monday; summer time begins in Berlin on the Sunday, a month ends within the fortnight, no holiday lies in it."""

DAYS = 14


@dataclass(frozen=True)
class Member:
    """Somebody: zones and teams since when, the earliest first; None is no team."""

    name: str
    zones: tuple[tuple[date, str], ...] = ()
    teams: tuple[tuple[date, str | None], ...] = ()
    extension: str | None = None


@dataclass(frozen=True)
class Call:
    """A call as a telephony tells it."""

    at: datetime
    who: str
    direction: str
    answered: bool
    talk: int
    wait: int | None
    phone: str | None
    contact: str | None


@dataclass(frozen=True)
class Activity:
    """A letter, a meeting, a task."""

    at: datetime
    who: str
    kind: str
    direction: str | None
    contact: str | None
    deal: str | None


@dataclass(frozen=True)
class Deal:
    """A deal as a CRM tells it; money in minor units of its currency."""

    id: str
    who: str
    status: str
    created: datetime | None
    closed: datetime | None
    amount: int | None
    paid: int | None
    cost: int | None
    vat: int | None
    currency: str
    contact: str | None


@dataclass(frozen=True)
class Move:
    """A deal came into a stage."""

    deal: str
    stage: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Payment:
    """Money for a deal, in the deal's currency."""

    deal: str
    at: datetime
    amount: int
    vat: int | None
    refund: bool


@dataclass(frozen=True)
class Department:
    """A company with everything that happened in it, as the oracle reads it."""

    members: tuple[Member, ...] = ()
    calls: tuple[Call, ...] = ()
    activities: tuple[Activity, ...] = ()
    deals: tuple[Deal, ...] = ()
    moves: tuple[Move, ...] = ()
    payments: tuple[Payment, ...] = ()
    rates: tuple[tuple[str, date, Decimal], ...] = ()
    timezone: str = MOSCOW
    quality_talk_seconds: int = 60
    connected_min_talk_seconds: int = 0
    lead_window_days: int = 30
    vat: int | None = None
    default_margin: int | None = None
    margins: bool = False
    currency: str = field(default="RUB", init=False)

    @property
    def zone(self):
        """The company's zone."""
        return ZoneInfo(self.timezone)

    @property
    def basis(self):
        """What the first file with money makes of revenue: payments come before deals."""
        if self.payments:
            return "payments"
        if any(deal.paid for deal in self.deals):
            return "paid"
        return "won" if any(deal.amount is not None for deal in self.deals) else None

    def owner(self, text):
        """Who is meant by a cell; a name nobody knows is somebody, an unknown extension is nobody."""
        for member in self.members:
            if text and text in (member.name, member.extension):
                return member.name
        return text if text and not text.isdigit() else None

    def member(self, who):
        """The member of this name; somebody without zone and team where there is none."""
        return next((member for member in self.members if member.name == who), Member(who or ""))

    def cut(self, who, at):
        """The local day of a moment, and the zone that cuts it."""
        for since, name in reversed(self.member(who).zones):
            day = at.astimezone(ZoneInfo(name)).date()
            if since <= day:
                return day, ZoneInfo(name)
        return self.day(at), self.zone

    def zone_on(self, who, day):
        """The zone of a person's local day."""
        known = [name for since, name in self.member(who).zones if since <= day]
        return ZoneInfo(known[-1]) if known else self.zone

    def team_on(self, who, day):
        """The team of a person's local day."""
        known = [team for since, team in self.member(who).teams if since <= day]
        return known[-1] if known else None

    def day(self, at):
        """The company's day of a moment."""
        return at.astimezone(self.zone).date()

    def rate(self, currency, day):
        """The last rate known on a day, of all days where the day is not known."""
        if currency == self.currency:
            return Fraction(1)
        known = [
            Fraction(rate) for name, since, rate in sorted(self.rates) if name == currency and (not day or since <= day)
        ]
        return known[-1] if known else None


NAMES = ("Анна Белова", "Борис Котов", "Вера Лось", "Глеб Мак")
WHO = st.sampled_from((*NAMES, *NAMES, "101", "102", "777", "Новый Человек", ""))
CONTACTS = st.sampled_from([None, "c1", "c2", "c3"])
PHONES = st.sampled_from([None, "+79161234567", "+79161234568", "+74951234567"])
DEALS = ("D1", "D2", "D3", "D4", "D5")
_EDGES = (0, 1, 539, 540, 541, 420, 419, 1079, 1080, 1081, 1439)
"""Minutes of a day at which something begins or ends."""

MINUTES = st.builds(lambda day, minute: day * 1440 + minute, st.integers(0, DAYS - 1),
                    st.sampled_from(_EDGES) | st.integers(0, 1439))  # fmt: skip
KOPECKS = st.none() | st.sampled_from([0, 1, 3, 99_999, 120_000]) | st.integers(0, 10**9)


@st.composite
def departments(draw, most=14):
    """A department with up to `most` calls and about half as many of everything else; no two things at one moment."""
    seconds = itertools.count()
    moscow = ZoneInfo(MOSCOW)

    def moment():
        local = datetime.combine(FIRST, datetime.min.time(), moscow) + timedelta(minutes=draw(MINUTES))
        return local.astimezone(UTC) + timedelta(seconds=next(seconds))

    half = st.integers(0, most // 2)
    calls = [_call(draw, moment()) for _ in range(draw(st.integers(0, most)))]
    activities = [_activity(draw, moment()) for _ in range(draw(half))]
    deals = [_deal(draw, number, moment) for number in DEALS[: draw(half)]]
    moves = [
        Move(draw(st.sampled_from(DEALS)), draw(st.sampled_from("NQP")), moment(), draw(WHO)) for _ in range(draw(half))
    ]
    known = [deal.id for deal in deals]
    payments = [_payment(draw, known, moment()) for _ in range(draw(half) if known and draw(st.booleans()) else 0)]
    return Department(
        members=tuple(_member(draw, number, name) for number, name in enumerate(NAMES)),
        calls=tuple(calls), activities=tuple(activities), deals=tuple(deals), moves=tuple(moves),
        payments=tuple(payments),
        rates=(("EUR", FIRST + timedelta(days=4), Decimal("90.5")), ("EUR", FIRST + timedelta(days=9), Decimal(95))),
        timezone=draw(st.sampled_from((MOSCOW, MOSCOW, *ZONES))),
        quality_talk_seconds=draw(st.sampled_from([60, 120])),
        connected_min_talk_seconds=draw(st.sampled_from([0, 10])),
        lead_window_days=draw(st.sampled_from([3, 30])),
        vat=draw(st.sampled_from([None, 20])), default_margin=draw(st.sampled_from([None, 30])),
    )  # fmt: skip


def _member(draw, number, name):
    changed = FIRST + timedelta(days=draw(st.integers(1, DAYS - 1)))
    zones = draw(st.lists(st.sampled_from(ZONES), max_size=2))
    teams = draw(st.lists(st.sampled_from([None, "Sales", "Sales/North"]), min_size=1, max_size=2))
    since = (BEGINNING, changed)
    extension = str(101 + number) if number < 2 else None
    return Member(name, tuple(zip(since, zones, strict=False)), tuple(zip(since, teams, strict=False)), extension)


def _call(draw, at):
    answered, internal = draw(st.booleans()), draw(st.integers(0, 9)) == 0
    talk = draw(st.sampled_from([0, 5, 9, 10, 59, 60, 61, 300]))
    direction = "internal" if internal else draw(st.sampled_from(["in", "out"]))
    wait = draw(st.sampled_from([None, 0, 4, 5, 40]))
    return Call(at, draw(WHO), direction, answered, talk, wait, draw(PHONES), draw(CONTACTS))


def _activity(draw, at):
    kind = draw(st.sampled_from(["email", "message", "proposal", "presentation", "meeting", "task", "note"]))
    direction = draw(st.sampled_from([None, "in", "out"]))
    return Activity(at, draw(WHO), kind, direction, draw(CONTACTS), draw(st.sampled_from((None, *DEALS))))


def _deal(draw, number, moment):
    status = draw(st.sampled_from(["open", "won", "won", "lost"]))
    created, closed = (moment() if draw(st.integers(0, 5)) else None for _ in range(2))
    amount, paid, cost = draw(KOPECKS), draw(st.none() | KOPECKS), draw(KOPECKS)
    vat, currency = draw(st.sampled_from([None, 0, 10])), draw(st.sampled_from(["RUB", "RUB", "EUR", "USD"]))
    return Deal(number, draw(WHO), status, created, closed, amount, paid, cost, vat, currency, draw(CONTACTS))


def _payment(draw, known, at):
    amount = draw(st.integers(1, 10**8))
    return Payment(
        draw(st.sampled_from(known)), at, amount, draw(st.sampled_from([None, 10])), draw(st.integers(0, 4)) == 0
    )
