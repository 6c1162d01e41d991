"""The order and meaning of stages that nobody told."""

from collections import defaultdict
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.deals import Status
from services.domain.stage_order import StageEvidence, meaning_by_name, meaning_of, order_of, ranks_in


def evidence(*, won=0, lost=0, still=0, passed=False, ended=None):
    """What deals say of a stage they ended (or stand) in."""
    finals = {Status.WON: won, Status.LOST: lost, Status.OPEN: still}
    return StageEvidence(final_of=finals, passed=passed, ended_with=won + lost if ended is None else ended)


@pytest.mark.parametrize(
    ("name", "meaning"),
    [
        ("Won", Status.WON),
        ("  closed   WON ", Status.WON),
        ("Успешно реализовано", Status.WON),
        ("Закрыто и не реализовано", Status.LOST),
        ("Отказ", Status.LOST),
        ("Переговоры", Status.OPEN),
        ("Wonderful", Status.OPEN),
        ("", Status.OPEN),
    ],
)
def test_a_name_may_say_it(name, meaning):
    assert meaning_by_name(name) is meaning


def test_a_name_says_more_than_deals():
    assert meaning_of("Отказ", evidence(won=5)) is Status.LOST


def test_a_stage_in_which_deals_only_end_is_what_they_ended_as():
    assert meaning_of("Договор", evidence(won=3)) is Status.WON
    assert meaning_of("Архив", evidence(lost=3)) is Status.LOST


def test_a_stage_that_deals_pass_or_end_in_unlike_ways_is_open():
    assert meaning_of("Договор", evidence(won=3, passed=True)) is Status.OPEN
    assert meaning_of("Договор", evidence(won=3, lost=1)) is Status.OPEN
    assert meaning_of("Договор", evidence(won=3, still=1)) is Status.OPEN
    assert meaning_of("Договор", evidence()) is Status.OPEN


def test_deals_lost_long_after_they_came_into_a_stage_do_not_make_it_the_end():
    assert meaning_of("Переговоры", evidence(lost=4, ended=3)) is Status.OPEN
    assert meaning_of("Переговоры", evidence(won=4, ended=2)) is Status.WON
    assert meaning_of("Переговоры", evidence(won=4, ended=1)) is Status.OPEN


def test_the_place_of_a_stage_is_that_of_its_first_entry():
    assert ranks_in("NQPQW") == {"N": 0, "Q": Fraction(1, 3), "P": Fraction(2, 3), "W": 1}
    assert ranks_in("N") == {"N": 0}
    assert ranks_in("") == {}


def test_stages_of_one_moment_share_a_place():
    assert ranks_in(["N", "QP", "W"]) == {"N": 0, "Q": Fraction(1, 2), "P": Fraction(1, 2), "W": 1}
    assert ranks_in(["NQ"]) == {"N": 0, "Q": 0}
    assert ranks_in(["N", "NQ", "Q"]) == {"N": 0, "Q": 1}


def order(histories, told=(), meanings=None):
    found = defaultdict(StageEvidence)
    for history in histories:
        for name, rank in ranks_in(history).items():
            found[name].ranks.append(rank)
    names = {name: meaning_by_name(name) for name in {*found, *told}}
    return order_of(told, found, names | (meanings or {}))


def test_stages_stand_as_histories_run():
    assert order(["NQP", "NP", "NQ"]) == ["N", "Q", "P"]


def test_won_comes_last_and_lost_after_it():
    ends = {"W": Status.WON, "L": Status.LOST}

    assert order(["NW", "NL", "NQPW", "L"], meanings=ends) == ["N", "Q", "P", "W", "L"]


def test_what_is_told_comes_first_as_it_was_told():
    assert order(["NQP"], told=("P", "X")) == ["P", "X", "N", "Q"]


HISTORIES = st.lists(st.text("NQPWL", min_size=1, max_size=6), max_size=8)
ENDS = {"W": Status.WON, "L": Status.LOST}


@given(HISTORIES, st.randoms(use_true_random=False))
def test_the_order_of_deals_and_of_names_changes_nothing(histories, chance):
    shuffled = chance.sample(histories, len(histories))

    assert order(shuffled, meanings=ENDS) == order(histories, meanings=ENDS)


@given(HISTORIES)
def test_every_stage_has_one_place_and_the_ends_stand_at_the_end(histories):
    placed = order(histories, meanings=ENDS)

    assert sorted(placed) == sorted({*"".join(histories), *ENDS})
    assert placed[-2:] == ["W", "L"]


@given(st.lists(st.sampled_from("NQP"), min_size=1, max_size=3, unique=True))
def test_one_straight_history_is_the_order(stages):
    assert order(["".join(stages)]) == stages
