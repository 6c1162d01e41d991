"""Every KPI is described once, and the descriptions agree with each other and with the tables."""

from collections import Counter
from dataclasses import fields

import pytest

from services.domain.company import Company
from services.domain.kpi import (
    BY_KEY,
    CLOCK_PARTS,
    EXCLUSIONS,
    KPIS,
    MEASURES,
    SAMPLES,
    STORED,
    Better,
    Kind,
    known_keys,
)
from services.domain.measures import Fold, Op, Setting
from services.domain.report import Unit
from services.store.counting import GROUNDS

CONTRACT = [
    "calls_total",
    "calls_out",
    "calls_in",
    "calls_connected",
    "calls_missed",
    "talk_time",
    "quality_talks",
    "first_call_at",
    "last_call_at",
    "day_start",
    "day_end",
    "emails",
    "messages",
    "proposals",
    "presentations",
    "meetings",
    "tasks_done",
    "tasks_overdue",
    "leads_new",
    "deals_won",
    "deals_lost",
    "revenue",
    "margin",
    "average_deal",
    "win_rate",
    "first_response",
    "missed_callback",
]

every_kpi = pytest.mark.parametrize("kpi", KPIS, ids=lambda kpi: kpi.key)
every_measure = pytest.mark.parametrize("measure", [*STORED, *SAMPLES], ids=lambda m: f"{m.key} of {m.rows}")

STORED_KEYS = {measure.key for measure in STORED}
SAMPLED_KEYS = {measure.key for measure in SAMPLES}


def test_the_keys_are_those_of_the_contract_in_its_order():
    assert [kpi.key for kpi in KPIS] == CONTRACT
    assert list(BY_KEY) == CONTRACT
    assert known_keys() == set(CONTRACT)


@every_kpi
def test_a_kpi_is_made_of_what_is_counted(kpi):
    parts = set(kpi.parts)

    match kpi.kind:
        case Kind.MEDIAN:
            assert parts <= SAMPLED_KEYS
        case Kind.ABSENT:
            assert parts == set()
        case _:
            assert parts <= STORED_KEYS


@every_kpi
def test_the_shape_of_a_kpi_fits_its_kind(kpi):
    least = {Kind.RATIO: 2, Kind.MARGIN: 3, Kind.ABSENT: 0}.get(kpi.kind, 1)

    assert len(kpi.parts) == least or (kpi.kind is Kind.RATIO and len(kpi.parts) > least)
    assert (kpi.kind is Kind.CLOCK) == (kpi.unit is Unit.MOMENT)
    assert (kpi.unit is Unit.RATE) <= (kpi.kind is Kind.RATIO)
    if kpi.kind is Kind.CLOCK:
        assert kpi.parts == (kpi.key,)


@every_kpi
def test_what_adds_up_is_stored_as_sums_and_clocks_are_not(kpi):
    folds = {measure.fold for measure in STORED if measure.key in kpi.parts}

    if kpi.kind in (Kind.SUM, Kind.RATIO, Kind.MARGIN):
        assert folds == {Fold.SUM}
    if kpi.kind is Kind.CLOCK:
        assert folds == {Fold.LAST if kpi.key in ("last_call_at", "day_end") else Fold.FIRST}


def test_less_is_better_where_a_head_would_say_so():
    less = {kpi.key for kpi in KPIS if kpi.better is Better.LESS}

    assert less == {
        "calls_missed",
        "first_call_at",
        "day_start",
        "tasks_overdue",
        "deals_lost",
        "first_response",
        "missed_callback",
    }


def test_money_is_money_and_time_is_time():
    units = {kpi.key: kpi.unit for kpi in KPIS if kpi.unit is not Unit.COUNT}

    assert units == {
        "talk_time": Unit.SECONDS, "first_call_at": Unit.MOMENT, "last_call_at": Unit.MOMENT, "day_start": Unit.MOMENT,
        "day_end": Unit.MOMENT, "revenue": Unit.MONEY, "margin": Unit.MONEY, "average_deal": Unit.MONEY,
        "win_rate": Unit.RATE, "first_response": Unit.SECONDS, "missed_callback": Unit.SECONDS,
    }  # fmt: skip


@every_measure
def test_a_measure_tests_and_adds_columns_that_its_rows_have(measure):
    columns = GROUNDS[measure.rows].table.c.keys()

    tested = {test.column for group in measure.where for test in group}
    assert tested <= set(columns)
    assert measure.value is None or measure.value in columns
    assert measure.ready is None or measure.ready in columns
    assert all(group for group in measure.where)


@every_measure
def test_a_test_has_a_value_exactly_where_it_compares(measure):
    for group in measure.where:
        for test in group:
            assert (test.value is None) == (test.op in (Op.KNOWN, Op.UNKNOWN))


def test_a_key_is_counted_once_over_the_same_rows():
    assert max(Counter((measure.key, measure.rows) for measure in STORED).values()) == 1
    assert max(Counter(measure.key for measure in SAMPLES).values()) == 1


def test_a_key_of_several_rows_folds_in_one_way():
    folds = {}
    for measure in STORED:
        folds.setdefault(measure.key, set()).add(measure.fold)

    assert {key for key, found in folds.items() if len(found) > 1} == set()


def test_numbers_exclusions_and_samples_never_share_a_key():
    assert {measure.key for measure in MEASURES} & {measure.key for measure in EXCLUSIONS} == set()
    assert set() == STORED_KEYS & SAMPLED_KEYS


def test_clocks_are_known_by_their_fold():
    assert {"first_call_at", "last_call_at", "day_start", "day_end"} == CLOCK_PARTS


def test_samples_say_since_when_they_are_known():
    assert all(measure.ready and measure.value for measure in SAMPLES)


def test_keys_fit_into_the_store():
    assert max(len(key) for key in STORED_KEYS) <= 64


def test_every_threshold_is_a_whole_number_among_the_settings_of_a_company():
    settings = {field.name: field.type for field in fields(Company)}

    assert {settings.get(setting.value) for setting in Setting} == {int}
