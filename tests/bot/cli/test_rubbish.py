"""Rubbish in any word of any call is one clear line or wrong usage, never a traceback."""

from pathlib import Path

import pytest

from tests.bot.cli.calls import CALLS

NASTY = (
    "", " ", "\x00", "a\x00b", "\ud800", "\x1b[31mred", "\u202enavI", "я" * 300, "9" * 400, "'; DROP TABLE calls; --",
    "%s {0} ${x} {{7*7}}", "../../etc/passwd", "NaN", "1e308", "31.02.2026", "٣٤", "=1+1", "😀" * 300, "(" * 500,
)  # fmt: skip


AT_ONCE = 2
"""Pieces of rubbish for one word in a usual run; every word gets others, and the long run gives all to each."""


def words_of_calls():
    """Every word of every call that a person may mistype: what is no option and no name of a call."""
    for name, words in CALLS.items():
        for place, word in enumerate(words):
            if place >= len(name.split()[:2]) - (name.split()[0] == "away") and not word.startswith("--"):
                yield words, place


PLACES = list(words_of_calls())


def names(value):
    return " ".join(value[:2]) if isinstance(value, tuple) else str(value)


def survives(takt, words, place, nasty):
    """Carry out the call with one word replaced, and look at how it ended; a mistake of ours would leave a log."""
    result = takt(*words[:place], nasty, *words[place + 1 :])

    trouble = f"{nasty!r}: {result.output} {result.exception!r}"
    assert result.exit_code in (0, 1, 2), trouble
    assert result.exception is None or isinstance(result.exception, SystemExit), trouble
    assert not Path("takt.log").exists(), trouble
    assert "\x1b" not in result.output, trouble
    if result.exit_code == 1:
        assert result.stdout == "", trouble
        assert result.stderr.count("\n") == 1, trouble
        assert "[" not in result.stderr.replace("[31mred", ""), trouble


@pytest.mark.parametrize(("words", "place"), PLACES, ids=names)
def test_no_word_brings_a_call_down(takt, office, words, place):
    first = PLACES.index((words, place)) * AT_ONCE

    for number in range(first, first + AT_ONCE):
        survives(takt, words, place, NASTY[number % len(NASTY)])


@pytest.mark.long
@pytest.mark.parametrize(("words", "place"), PLACES, ids=names)
def test_no_rubbish_at_all_brings_a_call_down(takt, office, words, place):
    for nasty in NASTY:
        survives(takt, words, place, nasty)
