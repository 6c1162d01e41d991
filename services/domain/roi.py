"""What a channel costs and brings (formulas 4.3): one scope, one attribution, money in minor units, net of VAT."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor


class RoiView(StrEnum):
    """Revenue by the date of payment, or by the date of the lead."""

    CASH = "cash"
    COHORT = "cohort"


@dataclass(slots=True)
class Channel:
    """What was counted for one row. `ads` is A, `marketing` M, `department` S; `cost_known` says margins are whole."""

    ads: int = 0
    marketing: int = 0
    department: int = 0
    has_ads: bool = False
    leads: int = 0
    qualified: int | None = None
    won: int = 0
    customers: int = 0
    revenue: int = 0
    margin: int = 0
    with_margin: int = 0
    without_margin: int = 0
    ripe: int = 0

    def add(self, other: "Channel") -> None:
        """Take in another row."""
        for name in ("ads", "marketing", "department", "leads", "won", "customers", "revenue", "margin",
                     "with_margin", "without_margin", "ripe"):  # fmt: skip
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.has_ads = self.has_ads or other.has_ads
        if other.qualified is not None:
            self.qualified = (self.qualified or 0) + other.qualified


@dataclass(frozen=True, slots=True)
class Yield:
    """The ratios of a row; None where the base is nothing: a channel without cost has no ROMI."""

    margin: int | None
    cpl: Fraction | None
    cpo: Fraction | None
    cac: Fraction | None
    cac_marketing: Fraction | None
    romi: Fraction | None
    romi_revenue: Fraction | None
    roi: Fraction | None


def yield_of(row: Channel, *, margin_known: bool) -> Yield:
    """The economics of a row by the formulas of docs/numbers.md."""
    margin = row.margin if margin_known and (row.with_margin or not row.without_margin) else None
    full = row.ads + row.marketing + row.department
    goods = None if margin is None else row.revenue - margin
    return Yield(
        margin=margin,
        cpl=_per(row.ads, row.leads) if row.has_ads else None,
        cpo=_per(row.ads, row.won) if row.has_ads else None,
        cac=_per(full, row.customers) if full else None,
        cac_marketing=_per(row.ads + row.marketing, row.customers) if row.ads + row.marketing else None,
        romi=None if margin is None else _per(margin - row.ads, row.ads),
        romi_revenue=_per(row.revenue - row.ads, row.ads),
        roi=None if margin is None or goods is None or not full else _per(margin - full, goods + full),
    )


def _per(amount: int, count: int) -> Fraction | None:
    return Fraction(amount, count) if count else None


def share_department(total: int, leads: Sequence[int]) -> list[int]:
    """The department's cost split by leads, to the last minor unit; nothing is split where there are no leads."""
    whole = sum(leads)
    if not whole:
        return [0] * len(leads)
    exact = [Fraction(total * count, whole) for count in leads]
    shares = [floor(value) for value in exact]
    rest = sorted(range(len(leads)), key=lambda place: (shares[place] - exact[place], place))
    for place in rest[: total - sum(shares)]:
        shares[place] += 1
    return shares
