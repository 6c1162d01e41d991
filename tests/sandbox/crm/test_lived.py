"""The invented department in a CRM has lived the same life as in its files."""

import csv
import io
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from sandbox.crm.lived import Lived
from tests.sandbox.living import department

NOON = datetime.fromisoformat("2026-11-24T12:00:00+03:00")


def rows(content):
    """Rows of a file."""
    return list(csv.DictReader(io.StringIO(content.decode()), delimiter=";"))


@pytest.fixture(scope="module")
def lived():
    """The department until the noon of its day."""
    made = Lived(date(2026, 11, 24))
    made.live(NOON)
    return made


def test_deals_moves_and_calls_are_those_of_the_files(lived):
    files, ledger = department().files(NOON), lived.ledger
    deals, moves, calls = (rows(files[kind]) for kind in ("deals", "stages", "calls"))
    states = {"open": "открыта", "won": "выиграна", "lost": "проиграна"}

    assert (len(ledger.deals), len(ledger.calls)) == (len(deals), len(calls))
    assert Counter(states[ledger.stages[deal.stage_id].kind] for deal in ledger.deals) == Counter(
        deal["Статус"] for deal in deals
    )
    assert len(ledger.moves) == len(moves)
    assert sum(call.talk for call in ledger.calls) == sum(int(call["Разговор"]) for call in calls)
    prices = Counter("" if deal.price is None else str(deal.price) for deal in ledger.deals)
    assert prices == Counter(deal["Сумма"] for deal in deals)


def test_amounts_are_those_of_the_files(lived):
    deals = rows(department().files(NOON)["deals"])
    ledger, cost = lived.ledger, lived.ledger.field("Себестоимость").id

    won = [deal for deal in ledger.deals if ledger.stages[deal.stage_id].kind == "won"]
    assert sum(deal.values.get(cost, 0) for deal in won) == sum(
        int(deal["Себестоимость"]) for deal in deals if deal["Статус"] == "выиграна"
    )


def test_living_on_adds_only_what_is_new_in_the_order_of_time(lived):
    before = len(lived.ledger.events)
    count = lived.live(NOON + timedelta(hours=2))
    fresh = lived.ledger.events[before:]

    assert count and fresh
    assert all(NOON.timestamp() < event.at <= NOON.timestamp() + 7_200 for event in fresh)
    assert [event.at for event in fresh] == sorted(event.at for event in fresh)
    assert lived.live(NOON) == 0
