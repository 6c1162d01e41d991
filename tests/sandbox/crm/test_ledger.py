"""The truth behind the played CRMs: the same seed gives the same rows, and every change leaves its trace."""

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.crm import Life, company, grown
from sandbox.crm.protocol import nested, pairs_of
from sandbox.crm.rows import EVENTS

AT = 1_720_000_000


def everything(ledger):
    """All rows and events as plain values."""
    tables = (ledger.deals, ledger.moves, ledger.calls, ledger.notes, ledger.tasks, ledger.contacts, ledger.handovers)
    return [[asdict(row) for row in table.all] for table in tables], [asdict(event) for event in ledger.events]


@pytest.fixture
def ledger():
    """A company with one deal in it."""
    made = company()
    made.add_deal("Стеллажи", at=AT, stage=made.pipelines.all[0].first, responsible=made.users.all[1], price=480_000)
    return made


def lived(seed, steps=300):
    """A grown ledger in which work has gone on."""
    made = grown(seed, deals=40, calls=80)
    life = Life(made, seed)
    for step in range(steps):
        life.step(AT + step)
    return made


def test_the_same_seed_gives_the_same_life_and_another_one_another():
    assert everything(lived(3)) == everything(lived(3))
    assert everything(lived(3)) != everything(lived(4))


def test_the_wanted_size_is_grown():
    made = grown(deals=500, calls=1_234)

    assert (len(made.deals), len(made.calls)) == (500, 1_234)
    assert {made.stages[deal.stage_id].kind for deal in made.deals} == {"open", "won", "lost"}


@pytest.mark.parametrize("seed", range(4))
def test_a_deal_stands_where_its_moves_have_led_it(seed):
    made = lived(seed)
    last = {move.deal_id: move for move in made.moves.all}

    for deal in made.deals:
        assert last[deal.id].to_stage_id == deal.stage_id
        assert (deal.closed_at is not None) == (made.stages[deal.stage_id].kind in ("won", "lost"))
        assert deal.pipeline_id == made.stages[deal.stage_id].pipeline_id
        assert deal.updated_at >= deal.created_at


@pytest.mark.parametrize("seed", range(4))
def test_moves_and_handovers_hang_together(seed):
    made = lived(seed)
    stands, owner = {}, {}
    for move in made.moves.all:
        assert move.from_stage_id == stands.get(move.deal_id)
        stands[move.deal_id] = move.to_stage_id
    for handed in made.handovers.all:
        assert owner.get(handed.deal_id, handed.from_id) == handed.from_id
        owner[handed.deal_id] = handed.to_id

    assert all(made.deals[number].responsible_id == user for number, user in owner.items())
    assert {event.kind for event in made.events} <= set(EVENTS)


def test_a_deleted_deal_comes_back(ledger):
    (deal,) = ledger.deals.all
    ledger.delete(deal, at=AT + 1)
    assert deal.deleted_at == AT + 1
    ledger.restore(deal, at=AT + 2)

    assert deal.deleted_at is None and deal.updated_at == AT + 2
    assert [event.kind for event in ledger.events] == ["deal_added", "deal_deleted", "deal_restored"]


def test_a_merge_gives_the_losers_deals_to_the_winner(ledger):
    user = ledger.users.all[1]
    loser, winner = (ledger.add_contact(name, at=AT, responsible=user) for name in ("Анна", "Анна П."))
    deal = ledger.add_deal("Окна", at=AT, stage=ledger.pipelines.all[0].first, responsible=user, contact=loser)

    ledger.merge(loser, winner, at=AT + 5)

    assert deal.contact_id == winner.id and deal.updated_at == AT + 5
    assert (loser.deleted_at, loser.merged_into) == (AT + 5, winner.id)


def test_a_recording_that_comes_late_changes_the_call_and_its_notes(ledger):
    (deal,) = ledger.deals.all
    call = ledger.add_call("+79161112233", started_at=AT, talk=60, wait=5, direction="out", on=deal)
    assert call.created_at == AT + 65 and not call.recorded

    ledger.record(call, "https://pbx.example.org/1.mp3", at=AT + 400)

    assert call.recorded and call.updated_at == AT + 400
    assert [note.updated_at for note in ledger.notes] == [AT + 400]


names = st.text("abcxyz_", min_size=1, max_size=6)
trees = st.recursive(st.text("абв 12%&=[+", max_size=8), lambda inner: st.lists(inner, min_size=1, max_size=3)
                     | st.dictionaries(names, inner, min_size=1, max_size=3), max_leaves=8)  # fmt: skip


@given(st.dictionaries(names, trees, max_size=4))
def test_a_form_is_read_as_it_was_written(tree):
    assert nested(pairs_of(tree)) == tree


def test_brackets_without_a_key_count_up():
    assert nested([("filter[id][]", "1"), ("filter[id][]", "2"), ("page", "3")]) == {
        "filter": {"id": ["1", "2"]},
        "page": "3",
    }


@pytest.mark.parametrize("pairs", [[("a[b]", "1"), ("a[b][c]", "2")], [("a" + "[b]" * 20, "1")]])
def test_what_php_would_not_take_is_refused(pairs):
    with pytest.raises(ValueError):
        nested(pairs)
