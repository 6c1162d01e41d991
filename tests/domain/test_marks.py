"""Marks: what the clocks on people's walls showed, whatever the zone, the season or a move did to the day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from services.domain.marks import Mark, Walls
from services.domain.people import BEGINNING, ZoneHistory

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MOSCOW, BERLIN = ZoneInfo("Europe/Moscow"), ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    ["Europe/Berlin", "Asia/Vladivostok", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe", "Asia/Kolkata"]
).map(ZoneInfo)


def micros(text, zone=UTC):
    return (datetime.fromisoformat(text).replace(tzinfo=zone) - EPOCH) // timedelta(microseconds=1)


@given(st.lists(st.integers(0, 2_500_000_000_000_000)), ZONES)
def test_many_moments_at_once_are_the_same_moments_one_by_one(moments, zone):
    assert Walls().marks(moments, ZoneHistory((), zone)) == [Mark.at(moment, zone) for moment in moments]


@given(st.integers(-36, 36), ZONES)
def test_the_day_on_which_clocks_change_is_read_as_the_wall_shows_it(half_hours, zone):
    for turn in (micros("2026-03-29T01:00"), micros("2026-10-25T01:00"), micros("2011-12-30T10:00")):
        moment = turn + half_hours * 1_800_000_000

        assert Walls().marks([moment], ZoneHistory((), zone)) == [Mark.at(moment, zone)]


def test_before_a_move_the_old_walls_count_and_after_it_the_new():
    moved = ZoneHistory(((BEGINNING, MOSCOW), (date(2026, 6, 10), BERLIN)), MOSCOW)

    before, after = Walls().marks([micros("2026-06-09T06:00"), micros("2026-06-11T06:00")], moved)

    assert (before.zone, before.second) == (MOSCOW, 9 * 3600)
    assert (after.zone, after.second) == (BERLIN, 8 * 3600)


def test_a_person_who_never_moved_has_one_zone_and_others_have_the_companys():
    moment = micros("2026-06-09T06:00")

    assert Walls().marks([moment], ZoneHistory(((BEGINNING, BERLIN),), MOSCOW))[0].zone is BERLIN
    assert Walls().marks([moment], ZoneHistory((), MOSCOW))[0].zone is MOSCOW
