"""Money: whole minor units with a currency; unlike currencies are never added."""

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

_EXPONENTS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0,
    "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip
"""Currencies whose minor unit is not a hundredth (ISO 4217)."""


def exponent(currency: str) -> int:
    """How many decimal places the currency has."""
    return _EXPONENTS.get(currency, 2)


def to_minor(amount: Decimal, currency: str) -> int:
    """Round an amount to whole minor units, halves to even."""
    return int(amount.scaleb(exponent(currency)).to_integral_value(ROUND_HALF_EVEN))


def round_half_even(value: Fraction) -> int:
    """The nearest whole number, halves to even."""
    return round(value)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A sum of one currency in whole minor units."""

    minor: int
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} are not added")
        return Money(self.minor + other.minor, self.currency)

    def decimal(self) -> Decimal:
        """The sum in major units, with all the decimal places of its currency."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))
