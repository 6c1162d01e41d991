"""What surely happens around the anchor, so that a short look at the department shows it.

On the anchor's day the late riser begins at 09:25, misses a call at 11:42 and calls back at 12:05, is behind the
pace at 13:00 and wins a deal at 15:30; the beginner is behind at 11:00 and catches up; a big deal of the staller has
stood still for weeks. For three weeks hardly any proposal of the steady one has become a contract. Days are counted
in working days from the anchor.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sandbox.department.calendar import moment, working_day
from sandbox.department.people import BEGINNER, CLOSER, LATE_RISER, RETURNING, STALLER, STEADY, Seller

USUAL_HOURS = (1.0, 1.2, 1.2, 1.0, 0.22, 1.0, 1.15, 1.05, 0.7)
"""How busy the hours from nine on are: lunch is a dip."""

When = tuple[int, str]
"""A working day from the anchor, and a local time."""


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A day of one manager that goes as told."""

    seller: Seller
    day: int
    start: str | None = None
    calls: int | None = None
    hours: tuple[float, ...] = USUAL_HOURS
    quiet_until: str | None = None
    """No client calls before, but those told."""


@dataclass(frozen=True, slots=True)
class ToldCall:
    """A call that happens as told, with the client of a told deal."""

    seller: Seller
    when: When
    direction: str
    talk: int
    wait: int
    deal: str


@dataclass(frozen=True, slots=True)
class ToldDeal:
    """A deal that goes as told; `quiet` are the days between which nobody touches it."""

    key: str
    seller: Seller
    channel: str
    campaign: str
    product: str
    client: str
    amount: int
    created: When
    moves: tuple[tuple[int, str, str], ...]
    payments: tuple[tuple[int, str, int], ...] = ()
    quiet: tuple[int, int] | None = None


DAYS = (
    ToldDay(LATE_RISER, 0, "09:25:00", 16, (0.05, 0.25, 0.3, 0.3, 0.15, 1.3, 1.3, 1.2, 1.0), quiet_until="13:10:00"),
    ToldDay(BEGINNER, 0, "08:57:00", 58, (0.08, 0.12, 2.4, 2.3, 0.3, 1.0, 1.0, 0.9, 0.6)),
    ToldDay(CLOSER, 0, "08:55:30"),
    ToldDay(STALLER, 0, "09:02:00", 37),
    ToldDay(RETURNING, 0, "08:50:00", 37),
    ToldDay(STEADY, 0, "08:56:00", 33),
    ToldDay(BEGINNER, 1, "09:31:00", 40),
    ToldDay(STALLER, 2, "09:03:00", 18, (0.5, 0.6, 0.7, 0.6, 0.2, 1.0, 1.0, 1.0, 0.8)),
    ToldDay(LATE_RISER, 3, "09:04:00", 46),
    ToldDay(LATE_RISER, 4, "09:22:00", 38),
)

CALLS = (
    ToldCall(LATE_RISER, (0, "09:25:40"), "out", 96, 11, "morning"),
    ToldCall(LATE_RISER, (0, "11:42:00"), "in", 0, 27, "missed"),
    ToldCall(LATE_RISER, (0, "12:05:00"), "out", 214, 9, "missed"),
    ToldCall(LATE_RISER, (0, "15:22:00"), "out", 161, 7, "won today"),
    ToldCall(STALLER, (2, "11:15:00"), "out", 305, 12, "stalled"),
    ToldCall(CLOSER, (4, "10:18:00"), "in", 0, 31, "missed later"),
    ToldCall(CLOSER, (4, "10:31:00"), "out", 188, 8, "missed later"),
)

_SEARCH, _FEED = "Поиск. Входные группы", "РСЯ. Витражи"
DEALS = (
    ToldDeal(
        "won today", LATE_RISER, "Яндекс Директ", _SEARCH, "Алюминиевые витражи", "Автосалон «Третья передача»",
        486_000, (-14, "10:48"),
        ((-13, "11:20", "Замер"), (-10, "16:05", "Предложение"), (-4, "12:32", "Договор"), (0, "15:30", "won")),
        payments=((0, "15:30", 486_000),),
    ),
    ToldDeal(
        "stalled", STALLER, "Яндекс Директ", _FEED, "Алюминиевые витражи", "Бизнес-центр «Квадрат»",
        874_000, (-44, "12:14"),
        ((-41, "15:40", "Замер"), (-36, "11:06", "Предложение"), (6, "14:20", "Договор"), (12, "16:10", "won")),
        payments=((12, "16:12", 437_000),), quiet=(-14, 2),
    ),
    ToldDeal(
        "missed", LATE_RISER, "Авито", "Авито. Окна", "Окна ПВХ", "Кофейня «Овсянка и корица»",
        138_500, (-5, "14:26"), ((-4, "10:50", "Замер"), (-2, "17:10", "Предложение"), (2, "12:40", "Договор")),
    ),
    ToldDeal(
        "morning", LATE_RISER, "Рекомендации", "", "Офисные перегородки", "Коворкинг «Полдень»",
        212_000, (-3, "11:35"), ((-1, "15:15", "Замер"), (1, "16:45", "Предложение"), (5, "11:30", "lost")),
    ),
    ToldDeal(
        "friday", RETURNING, "Звонок с сайта", "", "Входные группы", "Клиника «Ясный день»",
        642_000, (-16, "13:20"),
        ((-15, "12:00", "Замер"), (-11, "15:30", "Предложение"), (1, "10:40", "Договор"), (3, "16:40", "won")),
        payments=((3, "16:44", 385_000), (8, "11:20", 257_000)),
    ),
    ToldDeal(
        "missed later", CLOSER, "Яндекс Директ", _SEARCH, "Входные группы", "Пекарня «Тёплый камень»",
        296_000, (-2, "15:50"), ((-1, "12:10", "Замер"), (1, "15:05", "Предложение"), (6, "12:25", "Договор"),
        (9, "11:45", "won")), payments=((9, "11:50", 296_000),),
    ),
    ToldDeal(
        "refunded", STEADY, "Авито", "Авито. Окна", "Окна ПВХ", "Хостел «Две подушки»",
        184_000, (-38, "10:12"),
        ((-36, "11:45", "Замер"), (-34, "15:20", "Предложение"), (-28, "12:50", "Договор"), (-24, "16:30", "won")),
        payments=((-24, "16:41", 184_000), (-6, "12:15", -64_000)),
    ),
)  # fmt: skip
"""Their moves end with `won` or `lost`; a payment below zero is a refund."""

_TROUBLE_DAYS = 21
_TROUBLE = 0.22


@dataclass(frozen=True, slots=True)
class Script:
    """The stories, put on the calendar of one anchor."""

    anchor: date
    _days: Mapping[tuple[str, date], ToldDay] = field(init=False)

    def __post_init__(self) -> None:
        told = {(day.seller.name, working_day(self.anchor, day.day)): day for day in DAYS}
        object.__setattr__(self, "_days", told)

    def at(self, when: When, seller: Seller) -> datetime:
        """The moment of a story, by the manager's own clock."""
        return moment(working_day(self.anchor, when[0]), when[1], seller.zone)

    def day_of(self, seller: Seller, day: date) -> ToldDay | None:
        """How this day of the manager is told to go."""
        return self._days.get((seller.name, day))

    def start_of(self, seller: Seller, day: date) -> datetime | None:
        """When the manager is told to begin."""
        told = self.day_of(seller, day)
        return moment(day, told.start, seller.zone) if told and told.start else None

    def trouble(self, seller: Seller, at: datetime) -> float:
        """What is left of the usual chance of a contract: the steady one is in trouble for three weeks."""
        begin = moment(self.anchor, "00:00") - timedelta(days=_TROUBLE_DAYS)
        return _TROUBLE if seller is STEADY and begin <= at < begin + timedelta(days=_TROUBLE_DAYS + 5) else 1.0
