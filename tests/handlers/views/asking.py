"""Answers for the views: whoever asks, about whomever, from the invented reports."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from handlers.screen import Screen
from handlers.speech import Speech
from handlers.views.reports import report_screen
from services.domain.company import Company
from services.domain.ids import CompanyId, PersonId, TeamId
from services.domain.lists import LISTS
from services.domain.measures import Rows
from services.domain.people import Person, Role
from services.domain.question import Question, Side, Span
from services.domain.report import Report
from services.domain.rights import Member
from services.usecases.ask_as_member import Answer, Meant
from tests.handlers.reports import AS_OF, MOSCOW, a_name, a_report, rub

ANN = PersonId(10**18)
FRESH = datetime(2026, 11, 23, 8, 40, tzinfo=UTC).astimezone(MOSCOW)
NORTH = TeamId(77)
"""The team of everybody in the invented reports."""


def a_company() -> Company:
    """The company of the invented reports."""
    return Company(CompanyId(2**62 + 11), "ООО «Ромашка»", MOSCOW, "RUB", "ru", "RU")


def a_manager(name: str = "Иван Петров") -> Member:
    """Somebody who sees their own figures only."""
    person = Person(ANN, name)
    return Member(a_company(), person, frozenset({Role.MANAGER}), False, {}, frozenset({ANN}))


def an_owner(people: int = 40) -> Member:
    """Somebody who sees everybody."""
    boss = PersonId(5)
    seen = frozenset({boss, *(PersonId(10**18 + number) for number in range(people))})
    return Member(a_company(), Person(boss, "Ольга Рай"), frozenset({Role.OWNER}), True, {NORTH: "Продажи/Север"}, seen)


def an_answer(report: Report, me: Member, *, side: Side = Side.MAIN, **asked: object) -> Answer:
    """The report as the member's answer; `fresh`, `stale` and `people` may be said, the rest goes to the question."""
    known = {key: asked.pop(key) for key in ("fresh", "stale", "whom") if key in asked}
    name = "funnel" if report.name == "funnel" else report.name
    question = replace(Question(name, Span("month")), side=side, **asked)  # type: ignore[arg-type]
    person = Person(question.person, me.person.name if question.person == me.id else a_name(0))
    usual = {"fresh": FRESH, "stale": False, "whom": everybody(me)}
    about = person if question.person is not None else None
    return Answer(question, report, about, None, **{**usual, **known})  # type: ignore[arg-type]


def everybody(me: Member) -> Meant:
    """All whom the member may see."""
    return Meant(tuple((who, a_name(i)) for i, who in enumerate(sorted(me.sees))), tuple(me.teams.items()))


def shown(report: Report, me: Member, language: str = "ru", **asked: object) -> Screen:
    """The screen of such an answer."""
    return report_screen(an_answer(report, me, **asked), me, Speech(language))  # type: ignore[arg-type]


def labels(screen: Screen) -> list[str]:
    """What stands on the buttons."""
    return [button.label for row in screen.rows for button in row]


LONG_AGO = AS_OF - timedelta(days=3)


def a_list(key: str, count: int) -> Report:
    """The rows behind a number."""
    kind = LISTS[key].rows
    rows = [_row(kind, number) for number in range(count)]
    total = rub(1_000 * count) if kind is Rows.INCOME else count
    columns = "started_at:moment person phone" if kind is Rows.CALLS else "day:day person"
    return a_report("rows", columns, rows, totals={key: total}, definitions=(key,))  # type: ignore[arg-type]


def _row(kind: Rows, number: int) -> dict[str, object]:
    at = datetime(2026, 11, 2 + number % 20, 9, number % 60, tzinfo=MOSCOW)
    who = {"person": a_name(number), "person_id": str(10**18 + number)}
    client = {"client": None if number % 3 == 1 else f"ООО «Рога & копыта <{number}>»", "external_id": f"D-{number}"}
    match kind:
        case Rows.CALLS:
            called_back = at + timedelta(minutes=9) if number % 2 else None
            silent = {"connected": False, "talk_time": timedelta(0), "phone": "•••4567", "callback_at": called_back}
            return {"started_at": at, "direction": "in", **who, **silent}
        case Rows.ACTIVITIES:
            return {"at": at, "kind": "meeting", "direction": None, **who, **client}
        case Rows.INCOME:
            return {"day": at.date(), **client, **who, "revenue": rub(1_000), "margin": None}
        case _:
            status = ("open", "won", "lost")[number % 3]
            deal = {"stage": "Согласование договора", "status": status, "amount": rub(90_000), "lost_reason": None}
            return {"day": at.date(), **client, **who, **deal}
