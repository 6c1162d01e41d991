"""The language of measures: a tiny interpreter in loops agrees with what the words say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.kpi import EXCLUSIONS, KPIS, MEASURES, STORED
from services.domain.measures import Op, Rows, Setting, at_least, either, is_, is_not, known
from services.domain.measures import Test as Comparison

SETTINGS = {Setting.QUALITY_TALK: 60, Setting.CONNECTED_TALK: 10}


def holds(row, test):
    """One comparison, as a person would make it: nothing is known of what is unknown."""
    cell = row[test.column]
    value = SETTINGS.get(test.value, test.value)
    match test.op:
        case Op.KNOWN:
            return cell is not None
        case Op.UNKNOWN:
            return cell is None
        case _ if cell is None:
            return False
        case Op.IS:
            return cell == value
        case Op.IS_NOT:
            return cell != value
        case Op.AT_LEAST:
            return cell >= value
        case Op.BELOW:
            return cell < value


def counted(key, row, measures=STORED):
    """Whether the measure of this key takes the row."""
    return any(
        all(any(holds(row, test) for test in group) for group in measure.where)
        for measure in measures
        if measure.key == key and measure.rows is Rows.CALLS
    )


CALLS = st.fixed_dictionaries(
    {
        "direction": st.sampled_from(["in", "out", "internal"]),
        "answered": st.booleans(),
        "talk_s": st.sampled_from([0, 1, 9, 10, 59, 60, 600]),
        "wait_s": st.sampled_from([None, 0, 4, 5, 60]),
        "in_hours": st.booleans(),
        "in_shift": st.booleans(),
    }
)


@given(CALLS)
def test_every_external_call_is_in_or_out_and_no_internal_one_is_counted(call):
    total, ins, outs, internal = (
        counted(key, call) for key in ("calls_total", "calls_in", "calls_out", "internal_calls")
    )

    assert total == (ins != outs)
    assert internal != total


@given(CALLS)
def test_an_unanswered_incoming_call_is_missed_or_left_out_for_one_reason(call):
    reasons = [counted(key, call) for key in ("calls_missed", "after_hours_missed", "short_missed")]

    assert sum(reasons) == (call["direction"] == "in" and not call["answered"])


@given(CALLS)
def test_a_quality_talk_was_answered_and_long(call):
    assert counted("quality_talks", call) == (
        call["direction"] != "internal" and call["answered"] and call["talk_s"] >= 60
    )


@given(CALLS)
def test_connected_is_answered_at_or_over_the_companys_setting(call):
    assert counted("calls_connected", call) == (
        call["direction"] != "internal" and call["answered"] and call["talk_s"] >= 10
    )


@given(CALLS)
def test_the_first_call_is_outgoing_or_answered(call):
    touching = call["direction"] == "out" or (call["direction"] == "in" and call["answered"])

    assert counted("first_call_at", call) == counted("last_call_at", call) == touching


@given(CALLS)
def test_only_a_connected_outgoing_call_near_the_shift_starts_the_day(call):
    begins = call["direction"] == "out" and call["answered"] and call["talk_s"] >= 10 and call["in_shift"]

    assert counted("day_start", call) == counted("day_end", call) == begins


@given(CALLS)
def test_what_makes_the_day_start_earlier_is_a_touch(call):
    assert counted("day_start", call) <= counted("first_call_at", call)
    assert counted("quality_talks", replace_talk(call, 60)) <= counted("calls_total", call)


def replace_talk(call, seconds):
    return call | {"talk_s": seconds}


def test_words_of_conditions():
    assert is_("a", 1) == (Comparison("a", Op.IS, 1),)
    assert is_not("a", 1) == (Comparison("a", Op.IS_NOT, 1),)
    assert at_least("a", Setting.QUALITY_TALK) == (Comparison("a", Op.AT_LEAST, Setting.QUALITY_TALK),)
    assert known("a") == (Comparison("a", Op.KNOWN),)
    assert either(is_("a", 1), known("b")) == (Comparison("a", Op.IS, 1), Comparison("b", Op.KNOWN))


@pytest.mark.parametrize("measure", [*MEASURES, *EXCLUSIONS], ids=lambda m: f"{m.key} of {m.rows}")
def test_a_measure_is_a_value(measure):
    assert replace(measure) == measure
    assert hash(measure) == hash(replace(measure))


def test_every_number_of_calls_and_messages_is_counted_from_rows_of_its_own():
    counted_keys = {measure.key for measure in MEASURES}

    assert {part for kpi in KPIS for part in kpi.parts} - counted_keys == {"first_response", "missed_callback"}
