"""Revenue and margin of one deal, recognised by the company's one rule (formulas: money; docs/numbers.md).

Revenue is net of VAT, in the company's currency at the rate of its own day; refunds are subtracted on their day. The
cost of goods is recognised in proportion to what is recognised of the sale.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from services.domain.deals import Status
from services.domain.money import exponent, round_half_even


class Basis(StrEnum):
    """What the company counts as revenue."""

    PAYMENTS = "payments"
    PAID = "paid"
    WON = "won"


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that came (or, as a refund, went back) for a deal; minor units of its currency, VAT inside."""

    at: datetime
    day: date
    amount: int
    currency: str | None
    vat: Decimal | None
    refund: bool


@dataclass(frozen=True, slots=True)
class Price:
    """The money side of a deal: minor units of its currency; `amount` and `paid` with VAT inside, `cost` without."""

    status: Status
    closed_at: datetime | None
    closed_day: date | None
    amount: int | None
    paid: int | None
    cost: int | None
    currency: str | None
    vat: Decimal | None


@dataclass(frozen=True, slots=True)
class Income:
    """Recognised revenue: minor units of the company's currency, None without a rate; margin None without a cost."""

    at: datetime | None
    day: date | None
    net: int | None
    margin: int | None
    by_default: bool = False


class Rates:
    """Rates to the company's currency by day; the last one known on a day holds."""

    def __init__(self, currency: str, known: Mapping[str, Sequence[tuple[date, Decimal]]]) -> None:
        self.currency = currency
        self._known = {name: sorted(rates) for name, rates in known.items()}

    def on(self, day: date | None, currency: str | None) -> Fraction | None:
        """Minor units of the company's currency in one minor unit of `currency`; None where no rate is known."""
        if currency is None or currency == self.currency:
            return Fraction(1)
        known = [rate for since, rate in self._known.get(currency, ()) if day is None or since <= day]
        if not known:
            return None
        return Fraction(known[-1]) * Fraction(10) ** (exponent(self.currency) - exponent(currency))


@dataclass(frozen=True, slots=True)
class Terms:
    """How the company counts: the basis, its usual VAT, its margin where costs are unknown, and the rates."""

    basis: Basis | None
    vat: Decimal | None
    default_margin: Decimal | None
    rates: Rates

    def net(self, amount: int, vat: Decimal | None, rate: Fraction) -> int:
        """The amount without the VAT inside it, in the company's currency."""
        share = vat if vat is not None else self.vat or Decimal(0)
        return round_half_even(amount * rate * 100 / (100 + Fraction(share)))


def won_net(price: Price, terms: Terms) -> int | None:
    """The price of a won deal as the average deal counts it."""
    rate = terms.rates.on(price.closed_day, price.currency)
    if price.status is not Status.WON or price.amount is None or rate is None:
        return None
    return terms.net(price.amount, price.vat, rate)


def recognise(price: Price, payments: Sequence[Payment], terms: Terms) -> list[Income]:
    """The deal's revenue in parts, each on its own day."""
    match terms.basis:
        case Basis.PAYMENTS:
            parts = [(payment, _part_of(payment, price, terms)) for payment in sorted(payments, key=_when)]
            whole = price.amount or sum(part for payment, part in parts if not payment.refund)
            return [_of_payment(payment, price, part / whole if whole else part * 0, terms) for payment, part in parts]
        case Basis.PAID if price.paid:
            return [_at_closing(price, price.paid, terms)]
        case Basis.WON if price.status is Status.WON and price.amount is not None:
            return [_at_closing(price, price.amount, terms)]
        case _:
            return []


def _when(payment: Payment) -> tuple[datetime, int, bool]:
    return payment.at, payment.amount, payment.refund


def _signed(payment: Payment) -> int:
    return -abs(payment.amount) if payment.refund else payment.amount


def _part_of(payment: Payment, price: Price, terms: Terms) -> Fraction:
    """The payment in the deal's currency, so that it can be a part of its amount; 0 where a rate is lacking."""
    currency = payment.currency or price.currency
    if currency == price.currency:
        return Fraction(_signed(payment))
    rate = terms.rates.on(payment.day, currency)
    deals = terms.rates.on(payment.day, price.currency)
    return _signed(payment) * rate / deals if rate and deals else Fraction(0)


def _of_payment(payment: Payment, price: Price, share: Fraction, terms: Terms) -> Income:
    rate = terms.rates.on(payment.day, payment.currency or price.currency)
    if rate is None:
        return Income(payment.at, payment.day, None, None)
    vat = payment.vat if payment.vat is not None else price.vat
    return _income(payment.at, payment.day, terms.net(_signed(payment), vat, rate), price, share, terms)


def _at_closing(price: Price, amount: int, terms: Terms) -> Income:
    """All of it on the day of closing; what an open deal says was paid has no day yet."""
    if price.status is Status.OPEN:
        price = replace(price, closed_at=None, closed_day=None)
    rate = terms.rates.on(price.closed_day, price.currency)
    if rate is None:
        return Income(price.closed_at, price.closed_day, None, None)
    share = Fraction(amount, price.amount) if price.amount else Fraction(1)
    return _income(price.closed_at, price.closed_day, terms.net(amount, price.vat, rate), price, share, terms)


def _income(at: datetime | None, day: date | None, net: int, price: Price, share: Fraction, terms: Terms) -> Income:
    """Margin is revenue less its share of the cost; without a cost, the company's usual margin, marked so."""
    rate = terms.rates.on(day, price.currency)
    if price.cost is not None and rate is not None:
        return Income(at, day, net, net - round_half_even(price.cost * rate * share))
    if terms.default_margin is not None:
        margin = round_half_even(net * Fraction(terms.default_margin) / 100)
        return Income(at, day, net, margin, by_default=True)
    return Income(at, day, net, None)
