"""Who may see whose figures: today's places decide, and nobody sees sideways or upwards."""

from datetime import date
from zoneinfo import ZoneInfo

from services.domain.company import Company
from services.domain.ids import CompanyId, PersonId, TeamId
from services.domain.people import Membership, Person, Role, Roster, Team
from services.domain.rights import member_of

COMPANY = Company(CompanyId(1), "Ромашка", ZoneInfo("Europe/Moscow"), "RUB")
TODAY = date(2026, 11, 24)
LONG_AGO = date(2020, 1, 1)

SALES, NORTH, SOUTH = (TeamId(number) for number in (1, 2, 3))
HEAD, NORTHERNER, SOUTHERNER, CHIEF, ADMIN, LEAVER = (PersonId(number) for number in range(11, 17))


def holds(person, team, role, since=LONG_AGO, until=None):
    return Membership(person, team, role, since, until)


ROSTER = Roster(
    people={
        number: Person(number, f"П{number}", left_on=date(2026, 11, 20) if number == LEAVER else None)
        for number in (HEAD, NORTHERNER, SOUTHERNER, CHIEF, ADMIN, LEAVER)
    },
    teams={SALES: Team(SALES, "Sales"), NORTH: Team(NORTH, "Sales/North"), SOUTH: Team(SOUTH, "Sales/South")},
    memberships={
        HEAD: [holds(HEAD, NORTH, Role.HEAD)],
        NORTHERNER: [holds(NORTHERNER, NORTH, Role.MANAGER)],
        SOUTHERNER: [
            holds(SOUTHERNER, NORTH, Role.MANAGER, until=date(2026, 10, 31)),
            holds(SOUTHERNER, SOUTH, Role.MANAGER, since=date(2026, 11, 1)),
        ],
        CHIEF: [holds(CHIEF, SALES, Role.HEAD)],
        ADMIN: [holds(ADMIN, TeamId(0), Role.ADMIN)],
        LEAVER: [holds(LEAVER, NORTH, Role.HEAD, until=date(2026, 11, 20))],
    },
)


def member(person):
    return member_of(COMPANY, ROSTER, person, TODAY)


def test_a_manager_sees_only_themselves():
    me = member(NORTHERNER)

    assert me.sees == {NORTHERNER} and not me.heads and not me.teams


def test_a_head_sees_the_team_of_today_and_not_who_moved_on():
    me = member(HEAD)

    assert me.sees == {HEAD, NORTHERNER}
    assert me.may_see_team(NORTH) and not me.may_see_team(SOUTH) and not me.may_see_team(SALES)


def test_the_head_of_heads_sees_everybody_below():
    me = member(CHIEF)

    assert {HEAD, NORTHERNER, SOUTHERNER} <= me.sees
    assert me.top_teams == (SALES,)


def test_an_admin_arranges_people_and_sees_no_figures_of_theirs():
    me = member(ADMIN)

    assert me.arranges and not me.heads and me.sees == {ADMIN}


def test_whoever_left_is_nobody():
    assert member(LEAVER) is None
    assert member(PersonId(99)) is None


def test_costs_are_of_the_company_and_of_departments():
    assert [member(one).knows_costs for one in (CHIEF, HEAD, NORTHERNER, ADMIN)] == [True, False, False, False]
