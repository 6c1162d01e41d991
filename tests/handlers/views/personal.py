"""Invented results of the personal conversations, as long as they may come."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from services.domain.company import Company
from services.domain.goals import GoalStatus, NoteKind, Way
from services.domain.ids import CompanyId, PersonId, TeamId
from services.domain.people import Person, Role
from services.domain.period import Period
from services.domain.rights import Member
from services.usecases.be_away import Absent, AwaySheet
from services.usecases.see_goals import GoalCard, GoalLine, GoalSheet, PersonGoals, Said
from services.usecases.show_today import DayCard, PersonNow, TeamGlance, Waiting
from tests.handlers.reports import a_name, kpi

LARGEST = 2**63 - 1
MOSCOW = ZoneInfo("Europe/Moscow")
TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, 30, tzinfo=MOSCOW)
LONG = "Проводить больше <b>встреч</b> & презентаций 😀 " * 10
"""A goal of nearly five hundred characters."""


def a_member(*roles, name="Иван Петров"):
    """A member whose ids are as long as ids may be."""
    company = Company(
        id=CompanyId(LARGEST), name="ООО «Ромашка & <Ко>»", zone=MOSCOW, currency="RUB", language="ru", country="RU",
        vat=None, quality_talk_seconds=60, connected_min_talk_seconds=0, credit="first", default_margin=None,
        revenue=None, stale_after_hours=24, no_activity_days=5, lead_window_days=30,
    )  # fmt: skip
    me = PersonId(LARGEST)
    heads = {TeamId(1): "Север"} if Role.HEAD in roles else {}
    return Member(company, Person(me, name), frozenset(roles or {Role.MANAGER}), False, heads, frozenset({me}))


def a_goal(number=0, *, text=LONG, target=20, now=14, closed=None, reached=None, status=GoalStatus.ON):
    """A goal."""
    way = Way(Fraction(2, 5), Fraction(35, 100), status)
    start = None if target is None else Decimal(10)
    aim = None if target is None else Decimal(target)
    stands = None if now is None else Decimal(now)
    return GoalLine(
        LARGEST - number, text, 3, date(2026, 11, 1), date(2027, 2, 1), start, aim, stands, closed, reached, way
    )


def a_sheet(count, *, own=True, closed=0):
    """Somebody's goals."""
    person = PersonId(LARGEST)
    done = tuple(a_goal(number, closed=TODAY, reached=True) for number in range(closed))
    return GoalSheet(person, "Иван <Петров>", own, tuple(map(a_goal, range(count))), done)


def a_card(said=0, *, own=True, **goal):
    """A goal with what was said of it."""
    told = tuple(
        Said(NoteKind.COMMENT if number % 2 else NoteKind.CHECK, NOW, "Ольга <Ким>", None, LONG)
        for number in range(said)
    )
    return GoalCard(PersonId(LARGEST), "Иван <Петров>", own, TODAY, a_goal(**goal), told)


def team_goals(count):
    """The goals of a team."""
    return tuple(PersonGoals(PersonId(LARGEST - n), a_name(n), n % 3, n % 2) for n in range(count))


def absences(count, *, own=True):
    """Somebody's absences."""
    days = [TODAY + timedelta(days=20 * number) for number in range(count)]
    found = tuple(Absent(Period(day, day + timedelta(days=14)), "vacation") for day in days)
    return AwaySheet(PersonId(LARGEST), "Иван <Петров>", own, TODAY, found)


def a_day(*, norms=2, team=None, missed=0, stalled=0, **more):
    """A day card."""
    report = kpi(1)
    known = {
        "person": PersonId(LARGEST), "name": "Иван Петров", "now": NOW, "sells": True, "off": None,
        "begins": NOW.replace(hour=9), "ends": NOW.replace(hour=18), "report": report,
        "norms": tuple(norm_row(number) for number in range(norms)),
        "missed": tuple(Waiting(PersonId(LARGEST), NOW, "•••4567") for _ in range(missed)),
        "stalled": stalled, "team": team, "fresh": NOW, "stale": False, **more,
    }  # fmt: skip
    return DayCard(**known)


def norm_row(number):
    """A norm with its fact."""
    keys = ("calls_total", "talk_time", "revenue", "quality_talks", "meetings", "proposals", "emails", "messages")
    return {
        "kpi": keys[number % len(keys)],
        "norm": Fraction(40),
        "fact": Fraction(12),
        "pace": Fraction(3, 5 + number),
    }


def a_team(count):
    """A team where much is amiss."""
    people = tuple(PersonNow(PersonId(LARGEST - n), a_name(n + 1)) for n in range(count))
    behind = tuple(PersonNow(PersonId(LARGEST - 100 - n), a_name(n + 1), Fraction(1, 3)) for n in range(count))
    return TeamGlance(count, people, behind, people, count, count)
