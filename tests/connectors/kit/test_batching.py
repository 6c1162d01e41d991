"""Many questions in one: a good answer with troubles inside."""

import pytest

from services.connectors.kit.batching import by_batch
from services.errors import AccessLost, Strange


def lost(name, said):
    return AccessLost(method=name, code=said["error"])


async def test_commands_go_fifty_at_a_time_and_each_ends_somewhere():
    sent = []

    async def send(some):
        sent.append(len(some))
        names = list(some)
        return {
            "result": {name: [name] for name in names[2:]},
            "result_error": {names[0]: {"error": "insufficient_scope"}},
        }

    batches = [one async for one in by_batch(send, {f"c{number}": "user.current" for number in range(120)}, lost)]

    assert sent == [50, 50, 20]
    assert sum(len(one.results) for one in batches) == 114
    assert batches[0].results["c2"] == ["c2"]
    assert batches[0].errors["c0"].code == "insufficient_scope"
    assert isinstance(batches[0].errors["c1"], Strange)
    assert all(not one.results.keys() & one.errors.keys() for one in batches)


async def test_an_empty_object_may_be_an_empty_list():
    async def all_failed(some):
        return {"result": [], "result_error": {name: {"error": "x"} for name in some}}

    async def all_good(some):
        return {"result": dict.fromkeys(some, 1), "result_error": []}

    (failed,) = [one async for one in by_batch(all_failed, {"a": "x"}, lost)]
    (good,) = [one async for one in by_batch(all_good, {"a": "x"}, lost)]

    assert (dict(failed.results), list(failed.errors)) == ({}, ["a"])
    assert (dict(good.results), dict(good.errors)) == ({"a": 1}, {})


@pytest.mark.parametrize("said", [{"result": "text"}, {"result": {}, "result_error": [1]}])
async def test_what_is_neither_is_strange(said):
    async def send(_some):
        return said

    with pytest.raises(Strange):
        [one async for one in by_batch(send, {"a": "x"}, lost)]


async def test_names_are_words_since_numbers_come_back_as_a_list():
    with pytest.raises(ValueError):
        [one async for one in by_batch(None, {"0": "x"}, lost)]


async def test_no_command_is_no_question():
    assert [one async for one in by_batch(None, {}, lost)] == []
