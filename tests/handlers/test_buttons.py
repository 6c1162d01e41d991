"""A button is a few ids in 64 bytes: it comes back as it went, and rubbish is never taken for one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.buttons import REPORTS, Press, ask, from_number36, number36, pack, question_of, unpack
from services.domain.ids import CompanyId, PersonId, TeamId
from services.domain.period import Period
from services.domain.question import WORDS, Question, Side, Span
from tests import corpus

IDS = st.integers(1, 2**63 - 1)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
SPANS = st.sampled_from(sorted(WORDS)).map(Span) | st.tuples(DAYS, DAYS).map(
    lambda two: Span(days=Period(min(two), max(two)))
)
WHOM = st.one_of(
    st.just({}), IDS.map(lambda number: {"person": PersonId(number)}), IDS.map(lambda number: {"team": TeamId(number)})
)
BY = st.sampled_from([None, "person", "team", "day", "week", "month", "stage", "source", "channel", "campaign"])
VIEWS = st.sampled_from([None, "cohort", "entry_cohort", "flow", "snapshot", "cash"])


@given(
    st.sampled_from(REPORTS), SPANS, WHOM, BY, VIEWS, st.sampled_from(Side), st.integers(0, 10_000), IDS, st.booleans()
)
def test_every_question_fits_a_button_and_comes_back(report, span, whom, by, view, side, page, company, anew):
    question = Question(report, span, by=by, view=view, side=side, page=page, **whom)

    data = pack(replace(ask(CompanyId(company), question), anew=anew))

    assert len(data.encode()) <= 64
    press = unpack(data)
    assert (press.company, press.anew) == (company, anew)
    assert question_of(press) == question


@given(st.text(max_size=64) | st.from_regex(r"\A1\+?[a-z]{1,6}\.[0-9a-z.]{0,50}\Z"))
def test_a_forged_button_is_refused_or_says_exactly_what_it_says(data):
    press = unpack(data)

    if press is not None:
        assert pack(press) == data
        question_of(press)


@pytest.mark.parametrize(
    "text", [*corpus.TEXTS[:40], *corpus.NUMBERS, "1kpi", "1kpi.", "0kpi.1", "1kpi.1..", "1kpi.zz.٣"]
)
def test_rubbish_is_no_button(text):
    press = unpack(text)

    assert press is None or question_of(press) is None


def test_what_does_not_fit_is_a_mistake_of_ours():
    with pytest.raises(ValueError):
        pack(Press("kpi", CompanyId(1), ("x" * 29, "y" * 30)))
    with pytest.raises(ValueError):
        pack(Press("kpi", CompanyId(1), ("a.b",)))


@given(st.integers(0, 2**63 - 1))
def test_numbers_come_back(number):
    assert from_number36(number36(number)) == number


@pytest.mark.parametrize("text", ["", "01", "A", "-1", "zzzzzzzzzzzzz", "1 ", "٣"])
def test_a_number_is_written_in_one_way_only(text):
    assert from_number36(text) is None
