"""A company and the settings that numbers depend on."""

from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from services.domain.ids import CompanyId
from services.domain.income import Basis


@dataclass(frozen=True, slots=True)
class Company:
    """One client of the installation.

    `vat` and `default_margin` are percents; `revenue` is chosen at the first import with money and then by hand.
    """

    id: CompanyId
    name: str
    zone: ZoneInfo
    currency: str
    language: str = "ru"
    country: str = "RU"
    vat: Decimal | None = None
    quality_talk_seconds: int = 60
    connected_min_talk_seconds: int = 0
    credit: str = "first"
    default_margin: Decimal | None = None
    revenue: Basis | None = None
    stale_after_hours: int = 24
    no_activity_days: int = 5
    lead_window_days: int = 30
