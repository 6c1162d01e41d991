"""Who works in the department, and what each of them is like. All names are invented."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sandbox.department.calendar import MOSCOW

COMPANY = "Светлый контур"
NORTH = "Продажи/Север"
URALS = "Продажи/Урал"
URALS_ZONE = ZoneInfo("Asia/Yekaterinburg")


@dataclass(frozen=True, slots=True)
class Seller:
    """A manager with a character.

    Hours are working hours, factors compare with an ordinary manager.
    """

    name: str
    team: str
    extension: str
    crm_id: str
    hired: int
    """Days before the anchor."""
    share: float
    """Of the leads."""
    begins: float = 0.0
    """Usual minutes after nine."""
    calls: int = 48
    """Of a usual day that are dialled without a deal."""
    talk: float = 1.0
    reach: float = 1.0
    answers: float = 0.25
    """Hours from a lead to the first call."""
    closing: float = 1.0
    """Chance that a proposal becomes a contract."""
    slow: float = 1.0
    """Time that deals take."""
    patience: float = 1.0
    """Time between two touches of a client."""
    leaves_open: float = 0.015
    """Share of lost deals that nobody closes."""
    plan: int = 1_100_000
    """Revenue of a month, without VAT."""
    zone: ZoneInfo = MOSCOW
    zone_named: str = ""


CLOSER = Seller(
    "Вера Ланская", NORTH, "201", "71", hired=1420, share=1.05, begins=-4, calls=29, talk=1.5, reach=1.1,
    answers=0.15, closing=1.4, slow=0.85, patience=0.9, leaves_open=0.01, plan=2_200_000,
)  # fmt: skip
BEGINNER = Seller(
    "Тимур Галеев", NORTH, "202", "72", hired=57, share=0.75, begins=-6, calls=52, talk=0.6, reach=0.92,
    answers=0.1, closing=0.55, leaves_open=0.02, plan=500_000,
)  # fmt: skip
LATE_RISER = Seller(
    "Кирилл Дроздов", NORTH, "203", "73", hired=610, share=1.05, begins=13, calls=33, talk=1.1,
    answers=0.5, closing=1.05, plan=1_300_000,
)  # fmt: skip
STALLER = Seller(
    "Олег Стрешнев", URALS, "204", "74", hired=980, share=1.0, begins=2, calls=31, talk=1.15, answers=0.9,
    closing=0.85, slow=1.9, patience=2.2, leaves_open=0.09, plan=1_300_000,
)  # fmt: skip
RETURNING = Seller(
    "Алина Рудакова", URALS, "205", "75", hired=730, share=1.05, begins=-2, calls=32, answers=0.3,
    closing=1.1, plan=1_300_000,
)  # fmt: skip
STEADY = Seller(
    "Марат Хабиров", URALS, "206", "76", hired=860, share=1.1, begins=-3, calls=35, answers=0.25, leaves_open=0.01,
    plan=1_700_000, zone=URALS_ZONE, zone_named="Asia/Yekaterinburg",
)  # fmt: skip

SELLERS = (CLOSER, BEGINNER, LATE_RISER, STALLER, RETURNING, STEADY)
HEAD = "Нина Белозёрова"
OWNER = "Глеб Самарцев"


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which somebody is away; days are counted from the anchor, both ends belong to it."""

    seller: Seller
    first: int
    last: int
    kind: str


ABSENCES = (
    Absence(STEADY, -46, -44, "sick"),
    Absence(CLOSER, -67, -61, "vacation"),
    Absence(LATE_RISER, -33, -33, "day_off"),
    Absence(RETURNING, -14, -1, "vacation"),
    Absence(STALLER, 13, 14, "sick"),
)
