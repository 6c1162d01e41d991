"""Talk and wait times as exports write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.files.reads import Reads
from tests.files.making import refusal_of, values


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("0:02:35", 155),
        ("00:02:35", 155),
        ("02:35", 155),
        ("2:35", 155),
        ("155", 155),
        ("155.0", 155),
        ("155,5", 156),
        ("00:02:35.4", 155),
        ("1ч 2м", 3_720),
        ("1 ч. 2 мин. 3 сек.", 3_723),
        ("2m 35s", 155),
        ("2 min", 120),
        ("1h", 3_600),
        ("PT2M35S", 155),
        ("125:00", 7_500),
        ("26:30:00", 95_400),
        ("7d", 604_800),
        ("0", 0),
    ],
)
def test_a_duration_is_whole_seconds(cell, seconds):
    assert values(Reads.SECONDS, cell) == [seconds]


@pytest.mark.parametrize(
    "cell",
    ["-5", "-0:02:35", "0:75", "1:60:00", "8d", "168:00:01", "604801", "1:2:3:4", "::", "1h1h", "5s 3m", "PT", "x"],
)
def test_what_is_no_duration_is_refused(cell):
    [phrase] = values(Reads.SECONDS, cell)

    assert phrase in ("cell-duration", "cell-number")


def test_the_mapping_may_name_the_unit_and_the_order():
    assert values(Reads.SECONDS, "155000", format="ms") == [155]
    assert values(Reads.SECONDS, "2,5", format="min") == [150]
    assert values(Reads.SECONDS, "2:35", format="%H:%M") == [9_300]
    assert refusal_of(values, Reads.SECONDS, "1", format="fortnights").phrase == "map-format"


@given(st.integers(0, 604_800))
def test_a_clock_is_read_back(seconds):
    clock = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"

    assert values(Reads.SECONDS, clock, str(seconds), f"{seconds}.0") == [seconds] * 3
