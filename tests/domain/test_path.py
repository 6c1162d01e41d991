"""The way of one deal through its pipeline."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.deals import DealTimes, Entry, Stage, Status
from services.domain.path import as_of, by_pipeline, walk
from tests.domain.paths import BY_NAME, DAY, FIRST, LINE, L, N, P, Q, W, day, entries, status_of

OWNER, IVAN, OLGA = 1, 2, 3


def a_life(status=Status.OPEN, *, stage=None, created=FIRST, closed=None):
    return DealTimes(1, OWNER, status, stage.id if stage else None, created, closed)


def visits(path):
    return {visit.stage: visit for visit in path.visits}


def test_a_deal_visits_each_stage_of_its_history():
    path = walk(a_life(), entries("NQP"), LINE)

    assert [visit.stage for visit in path.visits] == [N.id, Q.id, P.id]
    assert [visit.first_at for visit in path.visits] == [day(1), day(2), day(3)]
    assert [visit.spent_s for visit in path.visits] == [86_400, 86_400, None]
    assert (path.present, path.furthest, path.has_history) == (P.id, 2, True)


def test_a_return_keeps_the_first_entry_and_adds_up_the_time():
    path = visits(walk(a_life(Status.WON, closed=day(6)), entries("NQPQPW"), LINE))

    assert (path[Q.id].first_at, path[Q.id].times, path[Q.id].spent_s) == (day(2), 2, 2 * 86_400)
    assert (path[P.id].first_at, path[P.id].times) == (day(3), 2)
    assert path[W.id].spent_s == 0


def test_the_present_stay_makes_the_time_in_its_stage_unknown():
    path = visits(walk(a_life(), entries("NQPQ"), LINE))

    assert path[Q.id].spent_s is None
    assert path[P.id].spent_s == 86_400


def test_a_move_to_the_same_stage_is_no_move():
    path = walk(a_life(Status.LOST, closed=day(4)), entries("NNQL"), LINE)

    assert [(visit.stage, visit.times) for visit in path.visits] == [(N.id, 1), (Q.id, 1), (L.id, 1)]
    assert visits(path)[N.id].spent_s == 2 * 86_400


def test_a_way_back_is_not_a_way_forward():
    path = walk(a_life(), entries("NPQ"), LINE)

    assert (path.present, path.furthest) == (Q.id, P.position)


def test_lost_stands_outside_the_order():
    path = walk(a_life(Status.LOST, closed=day(2)), entries("NL"), LINE)

    assert (path.present, path.furthest) == (L.id, N.position)


def test_a_closing_ends_the_last_stay_and_never_turns_time_round():
    late = visits(walk(a_life(Status.LOST, closed=day(5)), entries("NQ"), LINE))
    early = visits(walk(a_life(Status.LOST, closed=day(1)), entries("NQ"), LINE))

    assert late[Q.id].spent_s == 3 * 86_400
    assert early[Q.id].spent_s == 0


def test_an_expected_closing_ends_nothing():
    path = visits(walk(a_life(closed=day(9)), entries("NQ"), LINE))

    assert path[Q.id].spent_s is None


def test_a_move_is_by_whoever_made_it_and_else_by_the_owner():
    path = visits(walk(a_life(), entries("NQPQ", by=(0, IVAN, 0, OLGA)), LINE))

    assert [path[stage.id].by for stage in (N, Q, P)] == [OWNER, IVAN, OWNER]


def test_creation_proves_the_first_stage():
    path = walk(a_life(), [], LINE)

    assert [(visit.stage, visit.first_at, visit.spent_s) for visit in path.visits] == [(N.id, FIRST, None)]
    assert (path.present, path.furthest, path.has_history) == (None, 0, False)


def test_an_open_deal_stands_where_it_stands_since_when_nobody_knows():
    path = walk(a_life(stage=P), [], LINE)

    assert [(visit.stage, visit.first_at) for visit in path.visits] == [(N.id, FIRST), (P.id, None)]
    assert (path.present, path.furthest) == (P.id, 2)


def test_a_lost_deal_without_history_has_reached_only_what_its_dates_prove():
    path = walk(a_life(Status.LOST, stage=P, closed=day(9)), [], LINE)

    assert [visit.stage for visit in path.visits] == [N.id]
    assert path.furthest == 0


def test_a_won_deal_without_history_has_come_to_the_end_on_its_closing():
    path = walk(a_life(Status.WON, stage=Q, closed=day(9)), [], LINE)

    assert [(visit.stage, visit.first_at) for visit in path.visits] == [(N.id, FIRST), (W.id, day(9))]
    assert path.furthest == W.position


def test_a_win_that_the_history_does_not_tell_is_a_win():
    path = visits(walk(a_life(Status.WON, closed=day(9)), entries("NQ"), LINE))

    assert path[W.id].first_at == day(9)
    assert path[Q.id].spent_s == 7 * 86_400


def test_a_deal_of_no_dates_has_been_nowhere():
    path = walk(a_life(Status.LOST, created=None), [], LINE)

    assert (path.visits, path.present, path.furthest) == ((), None, None)


def test_a_pipeline_without_stages_has_no_visits():
    assert walk(a_life(Status.WON, closed=day(3)), [], ()).visits == ()


def test_stages_stand_by_pipeline_in_their_order():
    second = [Stage(9, "B", "z", 1, Status.WON), Stage(8, "B", "y", 0, Status.OPEN)]

    found = by_pipeline([*reversed(LINE), *second])

    assert {name: [stage.name for stage in line] for name, line in found.items()} == {
        None: ["N", "Q", "P", "W", "L"],
        "B": ["y", "z"],
    }


@pytest.mark.parametrize(
    ("moment", "stage"),
    [(day(1) - DAY, None), (day(1), N), (day(2) - timedelta(seconds=1), N), (day(2), Q), (day(9), P)],
)
def test_the_stage_of_a_past_moment(moment, stage):
    assert as_of(a_life(stage=P), entries("NQP"), LINE, moment).present == (stage.id if stage else None)


def test_at_a_past_moment_later_moves_and_returns_have_not_happened():
    closed = a_life(Status.WON, stage=W, closed=day(6))

    path = as_of(closed, entries("NQPQPW"), LINE, day(3))

    assert path == walk(a_life(), entries("NQP"), LINE)
    assert visits(path)[Q.id].times == 1


def test_at_a_past_moment_a_later_closing_has_not_happened():
    closed = a_life(Status.WON, stage=W, closed=day(6))

    assert as_of(closed, [], LINE, day(5)) == walk(a_life(), [], LINE)
    assert as_of(closed, [], LINE, day(6)).furthest == W.position


def test_moves_of_one_moment_run_as_the_pipeline_does():
    moves = [Entry(stage.id, day(1), 0) for stage in (P, N, Q)]

    path = walk(a_life(), moves, LINE)

    assert [visit.stage for visit in path.visits] == [N.id, Q.id, P.id]
    assert path.present == P.id


def test_of_the_moves_of_the_last_moment_the_stage_it_stands_in_is_the_last():
    moves = [*entries("NQP"), Entry(Q.id, day(3), 0)]

    path = walk(a_life(stage=Q), moves, LINE)

    assert path.present == Q.id
    assert visits(path)[P.id].spent_s == 0


PATHS = st.text("NQPWL", max_size=8)


@given(PATHS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(letters, chance):
    moves = entries(letters)
    shuffled = chance.sample(moves, len(moves))
    life = a_life(status_of(letters), closed=day(20))

    assert walk(life, shuffled, LINE) == walk(life, moves, LINE)
    assert as_of(life, shuffled, LINE, day(4)) == as_of(life, moves, LINE, day(4))


@given(PATHS, st.sampled_from(Status))
def test_every_move_and_every_second_of_a_closed_deal_is_in_its_visits(letters, status):
    closed = day(20)

    path = walk(a_life(status, closed=closed), entries(letters), LINE)

    seen = [visit for visit in path.visits if visit.first_at != closed]
    moves = [letter for place, letter in enumerate(letters) if letter != letters[place - 1 : place]]
    assert sum(visit.times for visit in seen) == (len(moves) if letters else 1)
    assert len({visit.stage for visit in path.visits}) == len(path.visits)
    if letters and status is not Status.OPEN:
        assert sum(visit.spent_s for visit in seen) == (closed - FIRST).total_seconds()
    if letters:
        assert path.present == BY_NAME[letters[-1]].id
        assert sum(visit.spent_s is None for visit in seen) == (status is Status.OPEN)


@given(st.lists(st.tuples(st.sampled_from(LINE), st.integers(0, 3)), min_size=1, max_size=6))
def test_moves_of_one_moment_have_one_order(moves):
    told = [Entry(stage.id, day(1 + number), 0) for stage, number in moves]

    assert walk(a_life(), told, LINE) == walk(a_life(), told[::-1], LINE)
