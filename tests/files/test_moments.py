"""Dates and times in the notations of exports and people."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.period import Period
from services.domain.zones import at_local
from services.files.reads import Reads
from tests.files.making import refusal_of, values

BERLIN = ZoneInfo("Europe/Berlin")


def utc(text: str) -> datetime:
    """A moment of this UTC time."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        ("2026-11-23", "2026-11-22 21:00"),
        ("2026-11-23 09:15", "2026-11-23 06:15"),
        ("2026-11-23T09:15:30", "2026-11-23 06:15:30"),
        ("2026-11-23T09:15:30Z", "2026-11-23 09:15:30"),
        ("2026-11-23 09:15:30 UTC", "2026-11-23 09:15:30"),
        ("2026-11-23T09:15:30.123456789+05:30", "2026-11-23 03:45:30.123456"),
        ("2026-11-23 09:15:30 +0300", "2026-11-23 06:15:30"),
        ("2026-11-23 9:15", "2026-11-23 06:15"),
        ("2026/11/23 09:15", "2026-11-23 06:15"),
        ("23.11.2026", "2026-11-22 21:00"),
        ("23.11.2026 09:15:30", "2026-11-23 06:15:30"),
        ("3.4.2026 9:15", "2026-04-03 06:15"),
        ("23.11.26", "2026-11-22 21:00"),
        ("23.11.95", "1995-11-22 21:00"),
        ("11/23/2026 9:15 PM", "2026-11-23 18:15"),
        ("11/23/2026 12:15 a.m.", "2026-11-22 21:15"),
        ("20 Oct 2016", "2016-10-19 21:00"),
        ("20-Oct-16", "2016-10-19 21:00"),
        ("Oct 20, 2016 9:15 am", "2016-10-20 06:15"),
        ("20 октября 2016 г. 9:15", "2016-10-20 06:15"),
        ("Mon, 20 Oct 2016 09:15:00 +0000", "2016-10-20 09:15"),
        ("46349", "2026-11-22 21:00"),
        ("46349.385763888889", "2026-11-23 06:15:30"),
        ("1795414530", "2026-11-23 06:15:30"),
        ("1795414530123", "2026-11-23 06:15:30.123"),
        ("20261123", "2026-11-22 21:00"),
        ("20261123T091500Z", "2026-11-23 09:15"),
        ("29.02.2028", "2028-02-28 21:00"),
    ],
)
def test_a_moment_is_understood(cell, moment):
    assert values(Reads.MOMENT, cell) == [utc(moment)]


@pytest.mark.parametrize(
    "cell",
    [
        "31.02.2026", "29.02.2027", "2026-13-01", "2026-11-23 24:00", "2026-11-23 09:60", "2026-11-23 13:15 PM",
        "24:00", "09:15", "9", "9.30", "завтра", "week 53", "2026-W53-1", "٢٠٢٦-١١-٢٣", "2026-11-23T09:15+99:99",
        "2026-11-23 09:15 Europe/Moscow", "40 Oct 2016", "20 Foo 2016", "2026-11-23x09:15", "#REF!", "NaN",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(cell):
    assert values(Reads.MOMENT, cell, "2026-11-23T00:00Z") == ["cell-date", utc("2026-11-23")]


@pytest.mark.parametrize("cell", ["1970-01-01", "1989-12-31", "2101-01-01", "9999-12-31", "01.01.1970 00:00"])
def test_a_year_far_away_is_somebody_s_slip(cell):
    assert values(Reads.MOMENT, cell) == ["cell-date-far"]


@pytest.mark.parametrize("cell", ["", "-", "NULL", "0000-00-00 00:00:00", "01.01.0001 0:00:00", "NaT"])
def test_a_date_that_stands_for_none_is_empty(cell):
    assert values(Reads.MOMENT, cell) == [None]


def test_a_skipped_time_is_the_next_valid_minute_and_a_repeated_one_the_first():
    found = values(Reads.MOMENT, "29.03.2026 02:30", "25.10.2026 02:30", "29.03.2026 01:59:59", zone=BERLIN)

    assert found == [utc("2026-03-29 01:00"), utc("2026-10-25 00:30"), utc("2026-03-29 00:59:59")]


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 12, 31)),
    st.sampled_from(
        ["Europe/Moscow", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Almaty"]
    ),
)
def test_a_local_time_is_the_moment_that_the_calendar_says(wall, name):
    wall, zone = wall.replace(microsecond=0), ZoneInfo(name)

    assert values(Reads.MOMENT, wall.isoformat(" "), zone=zone) == [at_local(wall.date(), wall.time(), zone)]


_NOTATIONS = [
    "%Y-%m-%d %H:%M:%S",
    "%d.%m.%Y %H:%M:%S",
    "%Y/%m/%d %H:%M:%S",
    "%d %b %Y %H:%M:%S",
    "%d/%m/%Y %H:%M:%S",
    "%m/%d/%Y %I:%M:%S %p",
]


@given(
    st.lists(st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)), min_size=1, max_size=20),
    st.sampled_from(_NOTATIONS),
)
def test_a_column_in_one_notation_is_read_back(walls, notation):
    walls = [datetime(2026, 11, 23, 9, 15), *(wall.replace(microsecond=0) for wall in walls)]

    found = values(Reads.MOMENT, *(wall.strftime(notation) for wall in walls), zone=ZoneInfo("UTC"))

    assert found == [wall.replace(tzinfo=UTC) for wall in walls]


def test_one_row_that_tells_decides_the_order_of_day_and_month():
    assert values(Reads.DAY, "03/04/2026", "13/04/2026") == [date(2026, 4, 3), date(2026, 4, 13)]
    assert values(Reads.DAY, "03/04/2026", "04/13/2026") == [date(2026, 3, 4), date(2026, 4, 13)]
    assert values(Reads.DAY, "03-04-2026", "13-04-2026") == [date(2026, 4, 3), date(2026, 4, 13)]


def test_a_date_with_points_is_day_first_and_never_ambiguous():
    assert values(Reads.DAY, "03.04.2026") == [date(2026, 4, 3)]


def test_equal_day_and_month_are_not_ambiguous():
    assert values(Reads.DAY, "05/05/2026", "") == [date(2026, 5, 5), None]


@pytest.mark.parametrize(
    ("cells", "formats"),
    [
        (("03/04/2026",), {"%d/%m/%Y", "%m/%d/%Y"}),
        (("03/04/2026 10:15", "05/06/2026 10:15"), {"%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M"}),
        (("03-04-2026",), {"%d-%m-%Y", "%m-%d-%Y"}),
        (("13/04/2026", "04/13/2026", "03/04/2026"), {"%d/%m/%Y", "%m/%d/%Y"}),
        (("13/04/2026", "14/04/2026", "04/13/2026", "03/04/2026"), {"%d/%m/%Y", "%m/%d/%Y"}),
    ],
)
def test_a_column_that_stays_ambiguous_is_asked_about(cells, formats):
    refused = refusal_of(values, Reads.MOMENT, *cells, field="created_at")

    assert refused.phrase == "column-ambiguous"
    assert refused.values["field"] == "created_at"
    assert {refused.values["one"], refused.values["other"]} == formats


def test_one_slip_among_many_does_not_turn_the_column():
    cells = [f"{month:02}/{day:02}/2026" for month in (1, 2) for day in range(13, 25)]

    found = values(Reads.DAY, *cells, "25/11/2026", "03/04/2026")

    assert found[-2:] == ["cell-date", date(2026, 3, 4)]


def test_a_table_half_turned_by_a_foreign_spreadsheet_is_refused():
    cells = ["23/11/2026", "24/11/2026", "25/11/2026", "2026-03-04", "2026-05-04", "2026-12-04"]

    assert refusal_of(values, Reads.DAY, *cells).phrase == "column-mixed"


@pytest.mark.parametrize(
    ("cell", "notation", "moment"),
    [
        ("03/04/2026", "%d/%m/%Y", "2026-04-02 21:00"),
        ("03/04/2026", "%m/%d/%Y", "2026-03-03 21:00"),
        ("03/04/2026 09:15:22", "%d/%m/%Y", "2026-04-03 06:15:22"),
        ("03/04/26 9 PM", "%m/%d/%y %I %p", "2026-03-04 18:00"),
        ("20 окт 2016", "%d %b %Y", "2016-10-19 21:00"),
        ("1795414530", "unix", "2026-11-23 06:15:30"),
        ("1795414530000", "unix_ms", "2026-11-23 06:15:30"),
        ("46349.5", "excel", "2026-11-23 09:00"),
        ("09:15 (23.11.2026)", "%H:%M (%d.%m.%Y)", "2026-11-23 06:15"),
        ("2026-11-23T09:15+0000", "%Y-%m-%dT%H:%M%z", "2026-11-23 09:15"),
    ],
)
def test_a_notation_of_the_mapping_rules_alone(cell, notation, moment):
    assert values(Reads.MOMENT, cell, "23|11|2026", format=notation) == [utc(moment), "cell-date"]


@pytest.mark.parametrize("notation", ["%Q", "%d.%m", "", "завтра", "%Y-%m-%d %Y", "(", "%"])
def test_a_notation_that_names_no_day_is_refused(notation):
    if notation:
        assert refusal_of(values, Reads.MOMENT, "2026-11-23", format=notation).phrase == "map-format"


def test_a_day_stands_as_it_is_written_and_a_moment_is_the_day_it_is_there():
    found = values(Reads.DAY, "2026-11-23", "23.11.2026 23:59", "2026-11-22T22:00:00Z")

    assert found == [date(2026, 11, 23)] * 3


@pytest.mark.parametrize(
    "cell", ["2026-11-01/2026-11-30", "01.11.2026 - 30.11.2026", "01.11.2026-30.11.2026", "2026-11-01..2026-11-30"]
)
def test_a_span_of_days(cell):
    assert values(Reads.DAYS, cell, "2026-11-05") == [Period(date(2026, 11, 1), date(2026, 11, 30)), date(2026, 11, 5)]


@pytest.mark.parametrize("cell", ["2026-11-30/2026-11-01", "2026-11-01/", "1990-01-01/2026-01-01", "2026-11-01/завтра"])
def test_a_span_that_makes_no_sense_is_refused(cell):
    assert values(Reads.DAYS, cell) == ["cell-date"]
