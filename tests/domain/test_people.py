"""People: whose name is whose, in which team somebody was, which zone cut their day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.people import BEGINNING, Membership, Person, Role, Roster, Team, ZoneHistory, name_key
from services.domain.period import Period

MOSCOW, VLADIVOSTOK = ZoneInfo("Europe/Moscow"), ZoneInfo("Asia/Vladivostok")
NEW_YORK, KALININGRAD = ZoneInfo("America/New_York"), ZoneInfo("Europe/Kaliningrad")
IVAN = 1
SALES, NORTH, NORTHERN = Team(10, "Sales"), Team(11, "Sales/North"), Team(12, "Sales/Northern")
MARCH = Period(date(2026, 3, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    "other",
    ["иванов пётр", "Петр  Иванов", "ИВАНОВ, ПЁТР", "Иванов.Петр", "\tпетр\u00a0иванов ", "Иванов; Пётр"],
)
def test_one_person_however_the_name_is_written(other):
    assert name_key(other) == name_key("Пётр Иванов")


@pytest.mark.parametrize("other", ["Пётр Иванович", "Петр", "Иванов", "Пётр Пётр Иванов", "ПетрИванов"])
def test_unlike_names_are_unlike_people(other):
    assert name_key(other) != name_key("Пётр Иванов")


@pytest.mark.parametrize("nameless", ["", " ", ".", " , ; ", "\u00a0"])
def test_what_names_nobody_has_no_key(nameless):
    assert name_key(nameless) == ""


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1), min_size=1, max_size=4), st.randoms())
def test_the_order_of_words_does_not_matter(words, chance):
    shuffled = chance.sample(words, len(words))

    assert name_key(" ".join(shuffled)) == name_key("  ".join(words))
    assert name_key(name_key(" ".join(words))) == name_key(" ".join(words))


def a_history(*changes):
    return ZoneHistory(tuple((date.fromisoformat(day), zone) for day, zone in changes), MOSCOW)


def moment(text, zone):
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def test_who_has_no_zone_lives_in_the_companys():
    nowhere = a_history()

    assert nowhere.on(date(2026, 3, 1)) == MOSCOW
    assert nowhere.day_of(moment("2026-03-24 00:00", MOSCOW)) == (date(2026, 3, 24), MOSCOW)


def test_a_zone_since_ever_cuts_every_day():
    there = ZoneHistory(((BEGINNING, VLADIVOSTOK),), MOSCOW)

    assert there.day_of(moment("2026-03-24 00:00", VLADIVOSTOK)) == (date(2026, 3, 24), VLADIVOSTOK)
    assert there.day_of(moment("2026-03-23 23:59", VLADIVOSTOK)) == (date(2026, 3, 23), VLADIVOSTOK)


def test_a_zone_from_a_date_cuts_that_day_and_leaves_earlier_ones():
    moved = a_history(("2026-03-24", VLADIVOSTOK))

    assert moved.on(date(2026, 3, 23)) == MOSCOW
    assert moved.on(date(2026, 3, 24)) == VLADIVOSTOK
    assert moved.day_of(moment("2026-03-24 00:00", VLADIVOSTOK)) == (date(2026, 3, 24), VLADIVOSTOK)
    assert moved.day_of(moment("2026-03-23 16:59", MOSCOW)) == (date(2026, 3, 23), MOSCOW)


def test_a_day_grows_longer_for_whoever_moves_west():
    moved = ZoneHistory(((BEGINNING, VLADIVOSTOK), (date(2026, 3, 24), MOSCOW)), MOSCOW)

    before_midnight_in_moscow = moment("2026-03-24 03:00", VLADIVOSTOK)

    assert moved.day_of(before_midnight_in_moscow) == (date(2026, 3, 24), VLADIVOSTOK)
    assert moved.day_of(moment("2026-03-24 00:00", MOSCOW)) == (date(2026, 3, 24), MOSCOW)


ZONES = st.sampled_from([MOSCOW, VLADIVOSTOK, NEW_YORK, KALININGRAD])
HISTORIES = st.lists(
    st.tuples(st.dates(date(2026, 3, 1), date(2026, 4, 30)), ZONES), max_size=3, unique_by=lambda change: change[0]
).map(lambda changes: ZoneHistory(tuple(sorted(changes, key=lambda change: change[0])), MOSCOW))
MOMENTS = st.datetimes(datetime(2026, 2, 20), datetime(2026, 5, 10), timezones=st.just(UTC))


@given(HISTORIES, MOMENTS)
def test_the_day_of_a_moment_is_its_day_in_the_zone_that_cut_it(history, at):
    day, zone = history.day_of(at)

    assert at.astimezone(zone).date() == day


@given(HISTORIES, MOMENTS)
def test_far_from_a_move_the_zone_of_the_day_cuts_the_moment(history, at):
    day, zone = history.day_of(at)

    if all(abs((day - since).days) > 1 for since, _ in history.changes):
        assert history.on(day) == zone


@given(HISTORIES, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=3)))
def test_a_later_moment_is_never_of_an_earlier_day(history, at, later):
    if len(history.changes) <= 1:
        assert history.day_of(at + later)[0] >= history.day_of(at)[0]


def a_roster(*memberships, zones=None):
    people = {IVAN: Person(IVAN, "Иван")}
    teams = {team.id: team for team in (SALES, NORTH, NORTHERN)}
    return Roster(people, teams, {IVAN: memberships}, zones or {}, MOSCOW)


def a_stay(team, since=BEGINNING, until=None, role=Role.MANAGER):
    return Membership(IVAN, team.id if team else 0, role, since, until)


def test_a_day_belongs_to_the_team_of_that_day():
    roster = a_roster(a_stay(SALES, until=date(2026, 3, 9)), a_stay(NORTH, date(2026, 3, 10)))

    assert roster.team_on(IVAN, date(2026, 3, 9)) == SALES.id
    assert roster.team_on(IVAN, date(2026, 3, 10)) == NORTH.id
    assert roster.team_on(2, date(2026, 3, 10)) is None


def test_between_two_teams_somebody_is_in_none():
    roster = a_roster(a_stay(SALES, until=date(2026, 3, 9)), a_stay(NORTH, date(2026, 3, 12)))

    assert roster.team_on(IVAN, date(2026, 3, 10)) is None


def test_of_several_teams_the_day_belongs_to_the_one_joined_last_and_then_to_where_one_sells():
    roster = a_roster(a_stay(SALES), a_stay(NORTH, date(2026, 3, 10)))
    both = a_roster(a_stay(SALES, role=Role.HEAD), a_stay(NORTH))

    assert roster.team_on(IVAN, date(2026, 3, 11)) == NORTH.id
    assert both.team_on(IVAN, date(2026, 3, 11)) == NORTH.id


def test_a_role_in_the_whole_company_is_no_team():
    roster = a_roster(a_stay(None, role=Role.OWNER), a_stay(SALES, date(2020, 1, 1)))

    assert roster.team_on(IVAN, date(2026, 3, 1)) == SALES.id
    assert roster.roles_of(IVAN, date(2026, 3, 1)) == {Role.OWNER, Role.MANAGER}
    assert roster.roles_of(IVAN, date(2019, 3, 1)) == {Role.OWNER}


def test_a_team_holds_the_teams_below_it_and_no_namesake():
    roster = a_roster()

    assert roster.below(SALES.id) == {SALES.id, NORTH.id, NORTHERN.id}
    assert roster.below(NORTH.id) == {NORTH.id}
    assert roster.path_of(NORTH.id) == "Sales/North"
    assert roster.path_of(None) is roster.path_of(99) is None


@pytest.mark.parametrize(
    ("hired", "left", "belonged"),
    [
        (None, None, True),
        (date(2026, 3, 31), None, True),
        (date(2026, 4, 1), None, False),
        (None, date(2026, 3, 1), True),
        (None, date(2026, 2, 28), False),
    ],
)
def test_whoever_was_here_on_any_day_of_the_period_belonged(hired, left, belonged):
    assert Person(IVAN, "Иван", hired_on=hired, left_on=left).belonged(MARCH) is belonged


def test_who_has_zones_is_cut_by_them_and_others_by_the_companys():
    there = a_history(("2026-03-24", VLADIVOSTOK))
    roster = a_roster(zones={IVAN: there})

    assert roster.zone_of(IVAN) is there
    assert roster.zone_of(2) == ZoneHistory((), MOSCOW)


@given(st.lists(st.datetimes(datetime(2026, 3, 1), datetime(2026, 11, 30), timezones=st.just(UTC)), max_size=20))
@pytest.mark.parametrize("zones", [{}, {IVAN: ZoneHistory(((date(2026, 5, 1), VLADIVOSTOK),), NEW_YORK)}])
def test_days_of_many_moments_are_those_of_each(zones, moments):
    roster = Roster({}, {}, zones=zones, usual_zone=KALININGRAD)
    people = [IVAN + number % 2 for number in range(len(moments))]

    days = roster.days_of(people, moments)

    assert days == [roster.zone_of(person).day_of(at)[0] for person, at in zip(people, moments, strict=True)]
