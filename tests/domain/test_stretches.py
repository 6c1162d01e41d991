"""A period in pieces within which a person's team, roles and zone stay the same."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from services.domain.ids import PersonId, TeamId
from services.domain.people import Membership, Role, Roster, ZoneHistory
from services.domain.period import Period

FIRST = date(2026, 6, 1)
IVAN = PersonId(1)
DAYS = st.integers(-5, 40).map(lambda number: FIRST + timedelta(days=number))
JUNE = Period(FIRST, date(2026, 6, 30))


@st.composite
def memberships(draw):
    since, until = sorted((draw(DAYS), draw(DAYS)))
    team, role = TeamId(draw(st.integers(0, 3))), draw(st.sampled_from([Role.MANAGER, Role.HEAD]))
    return Membership(IVAN, team, role, since, until if draw(st.booleans()) else None)


@st.composite
def rosters(draw):
    moves = sorted(draw(st.lists(DAYS, max_size=2, unique=True)))
    zones = zip(moves, (ZoneInfo("Asia/Omsk"), ZoneInfo("Europe/Berlin")), strict=False)
    held = draw(st.lists(memberships(), max_size=4))
    return Roster({}, {}, {IVAN: held}, {IVAN: ZoneHistory(tuple(zones), ZoneInfo("UTC"))})


@given(rosters())
def test_the_stretches_are_the_period_and_nothing_changes_within_one(roster):
    stretches = [*roster.stretches(IVAN, JUNE)]

    assert [day for stretch in stretches for day in stretch.days()] == [*JUNE.days()]
    for stretch in stretches:
        seen = {
            (roster.team_on(IVAN, day), roster.roles_of(IVAN, day), roster.zone_of(IVAN).on(day))
            for day in stretch.days()
        }
        assert len(seen) == 1


def test_somebody_nobody_knows_has_one_stretch():
    assert [*Roster({}, {}).stretches(IVAN, JUNE)] == [JUNE]
