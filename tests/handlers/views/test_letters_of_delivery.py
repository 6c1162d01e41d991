"""Letters about what did not arrive and what came in by itself: short, kind, and whole whatever the names are."""

import pytest

from handlers.speech import Speech
from handlers.views.letter_failed import failed_screen
from handlers.views.letter_import import import_screen
from services.domain.people import Role
from tests import corpus
from tests.handlers.views.personal import a_member
from tests.handlers.views.reading import Reading, read

REASONS = ("blocked", "gone", "quiet")
HEAD = a_member(Role.HEAD)


def failed(reason="blocked", person="Борис Ким", group=None):
    return {"v": 1, "person": person, "reason": reason, "group": group}


def brought(name="звонки.csv", names=("Незнакомка",), refused=7):
    lines = [[row, "cell-number", {"column": "duration", "cell": names[0]}] for row in range(2, 7)]
    return {
        "v": 1, "name": name, "kind": "calls", "read": 1_234, "refused": refused, "lines": lines[:refused],
        "unknown": {"manager": [len(names), list(names)], "extension": [2, ["101", "102"]]} if names[0] else {},
    }  # fmt: skip


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("reason", REASONS)
def test_whose_letter_did_not_arrive_why_and_what_helps(reason, language):
    text = read(failed_screen(failed(reason), HEAD, Speech(language)))

    assert "Борис Ким" in text
    assert len(text) <= 250


def test_a_lost_group_is_named():
    text = read(failed_screen(failed("gone", group="Отдел продаж"), HEAD, Speech("ru")))

    assert "в группу «Отдел продаж»" in text


def test_what_came_in_is_told_with_what_is_to_be_done():
    owner = a_member(Role.OWNER)
    screen = import_screen(brought(), owner, Speech("ru"))
    text = read(screen)

    assert "Принято строк: 1 227 из 1 234" in text.replace("\u202f", " ")
    assert "и ещё 2" in text
    assert "Незнакомка" in text
    assert screen.rows[0][0].press.place == "unknown"


@pytest.mark.parametrize("words", ["<b>Ann & Co_*", "🧑🏽‍💻" * 200, *corpus.TEXTS])
def test_words_from_outside_stay_words(words):
    for language in ("ru", "en"):
        for screen in (
            failed_screen(failed(person=words), HEAD, Speech(language)),
            failed_screen(failed("gone", group=words), HEAD, Speech(language)),
            import_screen(brought(words, (words or "x",)), HEAD, Speech(language)),
        ):
            assert Reading(screen).open == []
            assert 0 < len(read(screen)) <= 2_000
