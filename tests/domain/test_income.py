"""Revenue and margin of one deal (formulas 4.0 and 4.3)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.deals import Status
from services.domain.income import Basis, Payment, Price, Rates, Terms, recognise, won_net

CLOSED = datetime(2026, 3, 20, 12, tzinfo=UTC)
RUB = Rates("RUB", {})


def a_price(status=Status.WON, *, amount=None, paid=None, cost=None, currency=None, vat=None, closed=CLOSED):
    """The money side of a deal, in minor units."""
    return Price(status, closed, closed.date() if closed else None, amount, paid, cost, currency, vat)


def a_payment(amount, on=20, *, currency=None, vat=None, refund=False):
    """Money of a day of March."""
    at = datetime(2026, 3, on, 9, tzinfo=UTC)
    return Payment(at, at.date(), amount, currency, vat, refund)


def terms(basis, *, vat=None, default_margin=None, rates=RUB):
    return Terms(basis, vat, default_margin, rates)


def test_every_payment_is_recognised_on_its_own_day():
    payments = [a_payment(300, 25), a_payment(700, 21)]

    parts = recognise(a_price(amount=1000), payments, terms(Basis.PAYMENTS))

    assert [(part.day.day, part.net) for part in parts] == [(21, 700), (25, 300)]


def test_a_payment_counts_whatever_became_of_the_deal():
    (part,) = recognise(a_price(Status.OPEN, amount=1000), [a_payment(300)], terms(Basis.PAYMENTS))

    assert part.net == 300


@pytest.mark.parametrize("amount", [300, -300])
def test_a_refund_is_subtracted_on_its_own_day_however_it_is_signed(amount):
    payments = [a_payment(1000, 20), a_payment(amount, 27, refund=True)]

    parts = recognise(a_price(amount=1000, cost=600), payments, terms(Basis.PAYMENTS))

    assert [(part.day.day, part.net, part.margin) for part in parts] == [(20, 1000, 400), (27, -300, -120)]


def test_a_deal_without_payments_has_no_revenue():
    assert recognise(a_price(amount=1000), [], terms(Basis.PAYMENTS)) == []


def test_paid_is_recognised_at_the_closing():
    (part,) = recognise(a_price(amount=1000, paid=400, cost=500), [], terms(Basis.PAID))

    assert (part.day, part.at, part.net, part.margin) == (CLOSED.date(), CLOSED, 400, 200)


@pytest.mark.parametrize("paid", [None, 0])
def test_what_nobody_paid_is_no_revenue(paid):
    assert recognise(a_price(amount=1000, paid=paid), [a_payment(5)], terms(Basis.PAID)) == []


def test_won_is_the_amount_of_won_deals():
    (part,) = recognise(a_price(amount=1000, paid=5, cost=300), [a_payment(5)], terms(Basis.WON))

    assert (part.net, part.margin) == (1000, 700)
    assert recognise(a_price(Status.LOST, amount=1000), [], terms(Basis.WON)) == []
    assert recognise(a_price(Status.OPEN, amount=1000), [], terms(Basis.WON)) == []
    assert recognise(a_price(), [], terms(Basis.WON)) == []


def test_as_long_as_nobody_chose_there_is_no_revenue():
    assert recognise(a_price(amount=1000, paid=1000), [a_payment(5)], terms(None)) == []


def test_revenue_of_a_closing_nobody_knows_belongs_to_no_day():
    (part,) = recognise(a_price(amount=1000, closed=None), [], terms(Basis.WON))

    assert (part.day, part.at, part.net) == (None, None, 1000)


def test_vat_is_the_payments_own_then_the_deals_then_the_companys():
    price = a_price(amount=366_000, vat=Decimal(22))
    payments = [a_payment(110_000, 1, vat=Decimal(10)), a_payment(122_000, 2)]

    own, deals = recognise(price, payments, terms(Basis.PAYMENTS, vat=Decimal(20)))
    (companys,) = recognise(a_price(), [a_payment(120_000)], terms(Basis.PAYMENTS, vat=Decimal(20)))
    (without,) = recognise(a_price(), [a_payment(120_000)], terms(Basis.PAYMENTS))
    (free,) = recognise(a_price(vat=Decimal(0)), [a_payment(120_000)], terms(Basis.PAYMENTS, vat=Decimal(20)))

    assert (own.net, deals.net) == (100_000, 100_000)
    assert (companys.net, without.net, free.net) == (100_000, 120_000, 120_000)


def test_golden_m1_revenue_is_net_and_cost_is_as_it_is():
    (part,) = recognise(
        a_price(amount=144_000_000, cost=72_000_000, vat=Decimal(20)), [], terms(Basis.WON, vat=Decimal(22))
    )

    assert (part.net, part.margin) == (120_000_000, 48_000_000)


def test_without_a_cost_the_margin_is_the_companys_usual_one_and_says_so():
    (usual,) = recognise(a_price(amount=1000), [], terms(Basis.WON, default_margin=Decimal("12.5")))
    (known,) = recognise(a_price(amount=1000, cost=0), [], terms(Basis.WON, default_margin=Decimal("12.5")))
    (unknown,) = recognise(a_price(amount=1000), [], terms(Basis.WON))

    assert (usual.margin, usual.by_default) == (125, True)
    assert (known.margin, known.by_default) == (1000, False)
    assert (unknown.margin, unknown.by_default) == (None, False)


EUR = Rates("RUB", {"EUR": [(date(2026, 3, 22), Decimal("95")), (date(2026, 3, 10), Decimal("90.5"))]})


def test_money_is_turned_at_the_rate_of_its_own_day():
    price = a_price(amount=30_000, currency="EUR", cost=15_000)

    parts = recognise(
        price, [a_payment(10_000, 10), a_payment(10_000, 21), a_payment(10_000, 22)], terms(Basis.PAYMENTS, rates=EUR)
    )

    assert [part.net for part in parts] == [905_000, 905_000, 950_000]
    assert [part.margin for part in parts] == [452_500, 452_500, 475_000]


def test_a_payment_that_has_no_rate_yet_is_still_a_part_of_its_deal():
    payments = [a_payment(10_000, 1, currency="EUR"), a_payment(10_000, 21, currency="EUR")]

    early, later = recognise(a_price(cost=10_000, currency="EUR"), payments, terms(Basis.PAYMENTS, rates=EUR))

    assert (early.net, early.margin) == (None, None)
    assert (later.net, later.margin) == (905_000, 452_500)


def test_without_a_rate_the_revenue_does_not_exist():
    early = a_payment(10_000, 9, currency="EUR")
    yen = a_payment(10_000, 20, currency="JPY")

    parts = recognise(a_price(), [early, yen], terms(Basis.PAYMENTS, rates=EUR))

    assert [(part.net, part.margin) for part in parts] == [(None, None), (None, None)]
    assert won_net(a_price(amount=1, currency="JPY"), terms(Basis.WON, rates=EUR)) is None


def test_a_currency_without_small_coins_is_turned_rightly():
    yen = Rates("RUB", {"JPY": [(date(2026, 1, 1), Decimal("0.6"))]})
    roubles = Rates("JPY", {"RUB": [(date(2026, 1, 1), Decimal("1.5"))]})

    assert won_net(a_price(amount=1000, currency="JPY"), terms(Basis.WON, rates=yen)) == 60_000
    assert won_net(a_price(amount=60_000, currency="RUB"), terms(Basis.WON, rates=roubles)) == 900


def test_a_payment_in_another_currency_takes_its_own_share_of_the_cost():
    price = a_price(amount=1_900_000, cost=950_000)

    (whole,) = recognise(price, [a_payment(20_000, 23, currency="EUR")], terms(Basis.PAYMENTS, rates=EUR))

    assert whole.net == 1_900_000
    assert whole.margin == 950_000


def test_payments_of_several_currencies_without_an_amount_share_the_cost():
    price = a_price(cost=1_000_000)
    payments = [a_payment(10_000, 22, currency="EUR"), a_payment(950_000, 23)]

    parts = recognise(price, payments, terms(Basis.PAYMENTS, rates=EUR))

    assert [part.margin for part in parts] == [450_000, 450_000]


AMOUNTS = st.lists(st.integers(1, 10**9), min_size=1, max_size=12)
SHARES = st.sampled_from([None, Decimal(0), Decimal(10), Decimal(20), Decimal(22)])


@given(AMOUNTS, st.integers(0, 10**9), SHARES)
def test_the_cost_of_partial_payments_is_the_whole_cost(amounts, cost, vat):
    price = a_price(amount=sum(amounts), cost=cost, vat=vat)

    parts = recognise(price, [a_payment(amount) for amount in amounts], terms(Basis.PAYMENTS))

    assert abs(sum(part.net - part.margin for part in parts) - cost) <= Fraction(len(amounts), 2)


@given(AMOUNTS, st.integers(0, 10**9), SHARES)
def test_what_is_paid_back_whole_leaves_nothing(amounts, cost, vat):
    price = a_price(amount=sum(amounts), cost=cost, vat=vat)
    payments = [a_payment(amount, refund=back) for amount in amounts for back in (False, True)]

    parts = recognise(price, payments, terms(Basis.PAYMENTS))

    assert sum(part.net for part in parts) == 0
    assert sum(part.margin for part in parts) == 0


@given(AMOUNTS, st.randoms(use_true_random=False))
def test_the_order_of_payments_changes_nothing(amounts, chance):
    payments = [a_payment(amount, 1 + amount % 28, refund=amount % 5 == 0) for amount in amounts]
    shuffled = chance.sample(payments, len(payments))
    price = a_price(amount=sum(amounts), cost=7)

    assert recognise(price, shuffled, terms(Basis.PAYMENTS)) == recognise(price, payments, terms(Basis.PAYMENTS))


@given(st.integers(1, 10**12), st.decimals(0, 100, places=2), st.sampled_from([Basis.PAID, Basis.WON]))
def test_net_and_vat_make_the_whole(amount, vat, basis):
    (part,) = recognise(a_price(amount=amount, paid=amount, vat=vat), [], terms(basis))

    assert abs(part.net * (100 + Fraction(vat)) / 100 - amount) <= (100 + Fraction(vat)) / 200


def test_the_last_known_rate_holds_and_order_does_not_matter():
    day = date(2026, 3, 10)

    assert EUR.on(day - timedelta(days=1), "EUR") is None
    assert EUR.on(day, "EUR") == EUR.on(day + timedelta(days=11), "EUR") == Fraction("90.5")
    assert EUR.on(date(2027, 1, 1), "EUR") == EUR.on(None, "EUR") == 95
    assert EUR.on(None, None) == EUR.on(day, "RUB") == 1
