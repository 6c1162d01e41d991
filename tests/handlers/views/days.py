"""Invented letters of the working day, as the use cases write them, as full as they may come."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from services.domain.digest import Conclusion
from services.domain.digest_times import NEVER, DigestTimes
from services.domain.ids import PersonId
from services.domain.letters import LetterKind
from services.domain.money import Money
from services.usecases.arrange_digests import DigestLine, DigestSheet, Failed
from services.usecases.freezing import FREEZER
from services.usecases.show_today import Waiting
from services.usecases.write_own_day import Morning
from tests.handlers.reports import a_name, kpi, plan, roi, rub, team
from tests.handlers.views.personal import LARGEST, LONG, NOW, a_day

DAY = date(2026, 11, 24)
_MOSCOW = ZoneInfo("Europe/Moscow")
_NORMS = (
    ("calls_total", 45, 12), ("talk_time", timedelta(hours=1, minutes=30), timedelta(minutes=41)),
    ("first_call_at", "09:30", None), ("day_start", "09:00", "09:12"), ("calls_missed", 2, 5),
    ("revenue", rub(120_000), rub(39_426)), ("win_rate", Fraction(1, 5), Fraction(1, 3)), ("meetings", 3, 3),
    ("proposals", 4, 1), ("emails", 10, 12),
)  # fmt: skip


def norms(count):
    """Norms as letters hold them."""
    marks = (None, True, False)
    return [
        {"kpi": key, "norm": asked, "fact": done, "mark": marks[place % 3]}
        for place, (key, asked, done) in enumerate(_NORMS[:count])
    ]


def waiting(count):
    """Clients who wait for a call."""
    return tuple(Waiting(PersonId(LARGEST), NOW - timedelta(hours=n), "•••4567") for n in range(count))


def a_card(count=10, missed=3):
    """The data of a day card."""
    return {
        "v": 1, "day": str(DAY), "ends": FREEZER.freeze(NOW.replace(hour=18)), "norms": FREEZER.freeze(norms(count)),
        "missed": FREEZER.freeze(waiting(missed)), "stalled": missed, "currency": "RUB", "own_words": {},
        "fresh": FREEZER.freeze(NOW - timedelta(days=2)) if missed else None,
    }  # fmt: skip


def a_report(count=10, missed=3, *, over=True, **notes):
    """The data of a day report."""
    facts = {"calls_total": 12, "talk_time": timedelta(minutes=41), "meetings": missed, "proposals": 0,
             "deals_won": missed, "revenue": rub(39_426) if missed else None}  # fmt: skip
    return a_card(count, missed) | {"over": over, "facts": FREEZER.freeze(facts), "notes": notes}


def a_digest(kind=LetterKind.DIGEST_DAY, people=6, *, conclusion=Conclusion.SOME_BEHIND, behind=0, reason=None, **more):
    """The data of a digest."""
    week = kind is LetterKind.DIGEST_WEEK
    totals = {"calls_total": 213, "calls_connected": 177, "talk_time": timedelta(hours=6, minutes=29), "leads_new": 9,
              "deals_won": 4, "revenue": Money(77_065_574, "RUB"), "calls_missed": 4}  # fmt: skip
    worst = {"kpi": "talk_time", "norm": timedelta(hours=1, minutes=30), "fact": timedelta(minutes=41)}
    needs = [
        {"id": LARGEST - n, "name": a_name(n), "score": FREEZER.freeze(Fraction(2, 5)), "norm": FREEZER.freeze(worst),
         "reason": reason}
        for n in range(min(behind, 5))
    ]  # fmt: skip
    data = {
        "v": 1, "first": str(DAY - timedelta(days=6 if week else 0)), "last": str(DAY), "team": 0, "team_name": "",
        "conclusions": [conclusion.value], "worked": people, "judged": people, "kept": max(0, people - behind),
        "needs": needs, "behind": behind, "totals": FREEZER.freeze(totals), "currency": "RUB", "own_words": {},
        "board": FREEZER.freeze(team(people)), "since": None, "fresh": FREEZER.freeze(NOW), "stale": False,
        "unanswered": [one["name"] for one in needs],
    }  # fmt: skip
    if week:
        own = plan(1)
        data |= {"plan": FREEZER.freeze(own), "roi": FREEZER.freeze(roi(4))}
    return data | more


def since():
    """What has changed in a day told about already."""
    changed = {"calls_connected": (177, 178), "talk_time": (timedelta(minutes=41), timedelta(minutes=43)),
               "leads_new": (9, 10), "deals_won": (5, 4), "revenue": (rub(800_000), rub(650_000))}  # fmt: skip
    frozen = {key: FREEZER.freeze({"then": then, "now": now}) for key, (then, now) in changed.items()}
    return {"first": str(DAY - timedelta(days=1)), "last": str(DAY - timedelta(days=1)), "changed": frozen}


def a_group(data):
    """The same for a group."""
    days = kpi(1)
    return {**data, "needs": [], "unanswered": [], "behind": 0, "roi": None, "board": FREEZER.freeze(days),
            "group": True}  # fmt: skip


def a_morning(count=8, said=LONG, **more):
    """The morning agreement."""
    return Morning(a_day(norms=count, missed=3, stalled=5, **more), said, said)


def a_sheet(others=30, failed=9):
    """Who gets which digest."""

    def line(number):
        times = DigestTimes(NEVER if number % 2 else 18 * 60 + 30, 9 * 60)
        return DigestLine(PersonId(LARGEST - number), a_name(number), times, "Asia/Yekaterinburg", number % 3 == 0)

    reasons = ("blocked", "unknown", "what nobody has words for")
    lost = tuple(
        Failed(a_name(n), LetterKind.DIGEST_DAY, datetime(2026, 11, 23, 18, n, tzinfo=_MOSCOW), reasons[n % 3])
        for n in range(failed)
    )
    return DigestSheet(line(0), tuple(line(number + 1) for number in range(others)), lost)
