"""Local days and times where clocks skip, repeat, or leave a whole day out."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.domain.zones import at_local, day_bounds, known_zone, local_day

NAMES = [
    "Europe/Moscow", "Asia/Vladivostok", "Asia/Almaty", "Europe/Berlin", "America/New_York", "America/Havana",
    "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "America/Sao_Paulo", "Pacific/Apia", "UTC",
]  # fmt: skip
ZONES = st.sampled_from(NAMES).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2012, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("zone", "day", "at", "moment"),
    [
        ("Europe/Moscow", date(2026, 11, 23), time(9, 15), "2026-11-23T06:15:00+00:00"),
        ("Asia/Vladivostok", date(2026, 11, 23), time(9, 0), "2026-11-22T23:00:00+00:00"),
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "2026-03-29T01:00:00+00:00"),
        ("Europe/Berlin", date(2026, 3, 29), time(2, 0), "2026-03-29T01:00:00+00:00"),
        ("Europe/Berlin", date(2026, 3, 29), time(3, 0), "2026-03-29T01:00:00+00:00"),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "2026-10-25T00:30:00+00:00"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T05:30:00+00:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-03T15:30:00+00:00"),
        ("America/Havana", date(2026, 3, 8), time(0, 0), "2026-03-08T05:00:00+00:00"),
        ("Africa/Monrovia", date(1972, 1, 7), time(0, 30), "1972-01-07T00:45:00+00:00"),
        ("Pacific/Apia", date(2011, 12, 30), time(9, 0), "2011-12-30T10:00:00+00:00"),
    ],
)
def test_a_skipped_time_moves_to_the_next_valid_minute_and_a_repeated_one_is_the_first(zone, day, at, moment):
    assert at_local(day, at, ZoneInfo(zone)) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Moscow", date(2026, 3, 29), 24),
        ("Europe/Berlin", date(2026, 3, 29), 23),
        ("Europe/Berlin", date(2026, 10, 25), 25),
        ("America/Havana", date(2026, 3, 8), 23),
        ("America/Havana", date(2026, 11, 1), 25),
        ("Australia/Lord_Howe", date(2026, 4, 5), 24.5),
        ("Pacific/Apia", date(2011, 12, 30), 0),
        ("Asia/Almaty", date(2024, 2, 29), 25),
    ],
)
def test_a_day_is_as_long_as_the_clocks_make_it(zone, day, hours):
    start, end = day_bounds(day, ZoneInfo(zone))

    assert end - start == timedelta(hours=hours)
    assert (start.utcoffset(), end.utcoffset()) == (timedelta(0), timedelta(0))


@settings(max_examples=300, deadline=None)
@given(MOMENTS, ZONES)
def test_every_moment_lies_in_its_local_day(at, zone):
    start, end = day_bounds(local_day(at, zone), zone)

    assert start <= at < end


@settings(max_examples=200, deadline=None)
@given(st.dates(date(2012, 1, 1), date(2035, 1, 1)), ZONES)
def test_one_day_ends_where_the_next_begins(day, zone):
    assert day_bounds(day, zone)[1] == day_bounds(day + timedelta(days=1), zone)[0]


@settings(max_examples=200, deadline=None)
@given(MOMENTS, ZONES)
def test_a_time_on_the_wall_leads_back_to_its_moment_or_to_the_first_of_two(at, zone):
    wall = at.astimezone(zone)

    found = at_local(wall.date(), wall.time(), zone)

    assert found == (at if wall.fold == 0 else wall.replace(fold=0).astimezone(UTC))


def test_the_machines_zone_and_the_zone_of_the_moment_do_not_matter():
    late = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)

    assert local_day(late, ZoneInfo("Asia/Vladivostok")) == date(2026, 11, 23)
    assert local_day(late.astimezone(ZoneInfo("America/New_York")), ZoneInfo("Asia/Vladivostok")) == date(2026, 11, 23)


def test_a_naive_moment_belongs_to_no_day():
    with pytest.raises(ValueError, match="zone"):
        local_day(datetime(2026, 11, 23, 9, 0), ZoneInfo("Europe/Moscow"))


@pytest.mark.parametrize("name", NAMES)
def test_a_zone_is_known_by_its_name(name):
    assert known_zone(name).key == name


@pytest.mark.parametrize(
    "name",
    ["", " ", "Moscow", "europe/moscow", "Europe", "+03:00", "МСК", "localtime", "right/UTC", "posix/UTC", "Factory",
     "../../etc/passwd", "/etc/localtime", "zone.tab", "tzdata.zi", "__init__.py", "CON", "\x00", "\ud800", "😀",
     "Europe/Moscow\x00", "x" * 100_000, "../" * 30_000],
    ids=lambda name: ascii(name[:20]),
)  # fmt: skip
def test_what_is_no_zone_is_refused(name):
    with pytest.raises(ValueError, match="no time zone"):
        known_zone(name)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_a_zone_or_refused(name):
    try:
        zone = known_zone(name)
    except ValueError:
        return

    assert zone.key == name
