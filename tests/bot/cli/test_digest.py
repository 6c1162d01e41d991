"""`takt digest`: when heads are told how the day and the week went."""

import pytest


@pytest.fixture
def heads(office):
    """The office with a head in it."""
    office("person", "add", "Ольга Ким", "--role", "head", "--team", "Север", "--timezone", "Asia/Vladivostok")
    return office


def lines(said, name):
    return next(line.split() for line in said.splitlines() if line.startswith(name))


def test_every_head_is_listed_with_the_usual_times(heads):
    said = heads("digest", "list")

    assert lines(said, "Ольга Ким")[2:5] == ["18:30", "09:00", "Asia/Vladivostok"]
    assert "Иван Петров" not in said


def test_times_are_set_for_everybody_and_for_one(heads):
    assert "изменено" in heads("digest", "set", "--at", "19:00")
    said = heads("digest", "set", "--monday", "never", "--head", "Ольга")

    assert "Ольга Ким вечером 19:00, за неделю не приходит" in said
    assert lines(heads("digest", "list"), "Ольга Ким")[2:4] == ["19:00", "не"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--at", "25:00"), "Не понимаю время «25:00»"),
        ((), "--at 18:30"),
        (("--at", "18:00", "--head", "Иван Петров"), "никем не руководит"),
        (("--at", "18:00", "--head", "Никто"), "Никто"),
    ],
)
def test_what_cannot_be_set_is_refused_in_a_line(takt, heads, words, told):
    result = takt("digest", "set", *words)

    assert (result.exit_code, result.stdout) == (1, "")
    assert told in result.stderr and heads
