"""Troubles of sources: each says what to do next, has its words, and holds nothing that is not for everybody."""

from datetime import timedelta

import pytest

from handlers.speech import Speech, languages
from handlers.views.refusals import trouble_text
from services.connectors.kit.asking import Moved
from services.errors import AccessLost, Blocked, Busy, Down, SourceError, Strange

TROUBLES = [
    AccessLost(),
    Busy(timedelta(seconds=30)),
    Busy(timedelta(minutes=5), whole=False),
    Blocked(timedelta(hours=6)),
    Down(sent=True),
    Strange(),
    Moved("https://elsewhere.example"),
]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda trouble: trouble.phrase)
def test_every_trouble_has_words(trouble, language):
    said = trouble_text(trouble.phrase, trouble.values, Speech(language))

    assert said
    assert "{" not in said


def test_a_wait_is_told_in_whole_minutes_and_a_ban_in_hours():
    assert Busy(timedelta(seconds=61)).values["minutes"] == 2
    assert Busy(timedelta(0)).values["minutes"] == 1
    assert Blocked(timedelta(hours=6)).values["hours"] == 6


def test_the_log_hears_where_it_met_us():
    trouble = Busy(timedelta(seconds=2), method="crm.item.list", status=503, code="QUERY_LIMIT_EXCEEDED")

    assert str(trouble) == "source-busy crm.item.list 503 QUERY_LIMIT_EXCEEDED"


@pytest.mark.parametrize("code", ["https://acme.example/rest/1/x", "two words", "a" * 65, "", "ключ", "a=b&c=d"])
def test_a_code_that_is_no_code_is_not_told(code):
    assert SourceError("source-strange", code=code).code == ""
