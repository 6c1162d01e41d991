"""Call backs after missed calls, and first responses to leads (formulas 4.4)."""

from datetime import UTC, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from services.domain.response import CALLBACK_WITHIN, PhoneCall, Touch, callbacks, first_touch, still_waiting

MONDAY = datetime(2026, 3, 23, 9, tzinfo=UTC)


def at(minutes=0, *, days=0, seconds=0):
    return MONDAY + timedelta(days=days, minutes=minutes, seconds=seconds)


def wall(start, end):
    """Every second counts."""
    return int((end - start).total_seconds())


def missed(number, moment):
    return PhoneCall(number, moment, outgoing=False, talked=False, missed=True)


def talked(number, moment, *, outgoing=True):
    return PhoneCall(number, moment, outgoing=outgoing, talked=True, missed=False)


def dialled(number, moment):
    return PhoneCall(number, moment, outgoing=True, talked=False, missed=False)


def waits(*calls):
    return [(back.call, back.seconds) for back in callbacks(calls, wall)]


def test_the_clock_runs_from_the_missed_call_to_the_first_talk():
    assert waits(missed(1, at(0)), dialled(2, at(5)), talked(3, at(12))) == [(1, 12 * 60)]


def test_one_clock_per_client_however_often_they_call():
    assert waits(missed(1, at(0)), missed(2, at(3)), missed(3, at(7)), talked(4, at(10))) == [(1, 600)]


def test_who_calls_again_and_is_answered_got_through_alone():
    assert waits(missed(1, at(0)), talked(2, at(5), outgoing=False), talked(3, at(9))) == []


def test_after_a_talk_the_next_missed_call_begins_a_new_wait():
    calls = (missed(1, at(0)), talked(2, at(1)), missed(3, at(30)), talked(4, at(32)))

    assert waits(*calls) == [(1, 60), (3, 120)]


def test_nobody_is_credited_for_a_client_who_is_still_waiting():
    assert waits(missed(1, at(0)), dialled(2, at(1))) == []
    assert waits(talked(1, at(0))) == []
    assert waits() == []


def test_after_seven_days_it_is_a_new_story():
    assert waits(missed(1, at(0)), talked(2, at(0, days=7))) == [(1, 7 * 86_400)]
    assert waits(missed(1, at(0)), talked(2, at(0, days=7, seconds=1))) == []


def test_a_missed_call_after_an_expired_wait_begins_a_new_one():
    calls = (missed(1, at(0)), missed(2, at(0, days=5)), missed(3, at(0, days=8)), talked(4, at(1, days=8)))

    assert waits(*calls) == [(3, 60)]


CALLS = st.lists(st.tuples(st.sampled_from([missed, talked, dialled]), st.integers(0, 20 * 1440)), max_size=12).map(
    lambda told: [made(number, at(minutes)) for number, (made, minutes) in enumerate(told)]
)


@given(CALLS, st.randoms(use_true_random=False))
def test_the_order_of_calls_changes_nothing(calls, chance):
    assert waits(*chance.sample(calls, len(calls))) == waits(*calls)


@given(CALLS)
def test_every_credit_has_its_own_missed_call_and_its_own_talk(calls):
    assume(len({call.started_at for call in calls}) == len(calls))

    found = list(callbacks(calls, wall))

    known = {call.id: call for call in calls}
    assert len({back.call for back in found}) == len({back.at for back in found}) == len(found)
    for back in found:
        assert known[back.call].missed
        assert timedelta(0) <= back.at - known[back.call].started_at <= timedelta(days=7)
        assert any(call.talked and call.outgoing and call.started_at == back.at for call in calls)


def test_the_first_touch_is_the_first_one_since_the_lead_came():
    touches = [Touch(at(30)), Touch(at(-5)), Touch(at(7))]

    assert first_touch(at(0), touches) == (at(7), False)


def test_a_touch_of_the_same_moment_is_a_touch():
    assert first_touch(at(0), [Touch(at(0))]) == (at(0), False)


def test_nobody_was_in_touch_yet():
    assert first_touch(at(0), []) == (None, False)
    assert first_touch(at(0), [Touch(at(-1))]) == (None, False)


def test_a_lead_written_down_during_or_just_after_a_call_was_made_by_it():
    incoming = Touch(at(0), until=at(5))

    assert first_touch(at(0), [incoming]) == (at(0), True)
    assert first_touch(at(3), [incoming]) == (at(3), True)
    assert first_touch(at(6), [incoming, Touch(at(6))]) == (at(6), True)
    assert first_touch(at(6, seconds=1), [incoming]) == (None, False)


def test_an_answered_call_of_a_lead_who_was_there_already_is_a_response():
    assert first_touch(at(-10), [Touch(at(0), until=at(5))]) == (at(0), False)


def test_a_touch_weeks_later_is_no_response_to_the_lead():
    assert first_touch(at(0), [Touch(at(0, days=30))]) == (at(0, days=30), False)
    assert first_touch(at(0), [Touch(at(0, days=30, seconds=1))]) == (None, False)


TOUCHES = st.lists(st.integers(-600, 600), max_size=8).map(lambda told: [Touch(at(minutes)) for minutes in told])


@given(TOUCHES, st.randoms(use_true_random=False))
def test_the_order_of_touches_changes_nothing(touches, chance):
    shuffled = chance.sample(touches, len(touches))

    assert first_touch(at(0), shuffled) == first_touch(at(0), touches)


def test_a_client_waits_until_somebody_talks_with_them():
    lost, tried, back = missed(1, at(0)), dialled(2, at(10)), talked(3, at(30))

    assert still_waiting([lost, tried], at(60)) is lost
    assert still_waiting([lost, tried, back], at(60)) is None
    assert still_waiting([lost, tried, back], at(20)) is lost
    assert still_waiting([lost], at(-1)) is None
    assert still_waiting([lost], at(0)) is lost


def test_who_got_through_alone_waits_no_longer():
    assert still_waiting([missed(1, at(0)), talked(2, at(5), outgoing=False)], at(60)) is None


def test_nobody_waits_for_ever():
    lost = missed(1, at(0))

    assert still_waiting([lost], at(0) + CALLBACK_WITHIN) is lost
    assert still_waiting([lost], at(1) + CALLBACK_WITHIN) is None
