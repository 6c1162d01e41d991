"""A report in the chat: the same numbers, about those whom the asker may see, and a line for whoever was looked at."""

from datetime import timedelta

import pytest

from services.domain.people import Role
from services.domain.period import Period
from services.domain.question import Question, Span, usual_span
from services.domain.rights import member_of
from services.errors import Refused
from services.store.looks import Looks
from services.store.people import People
from services.store.tables import calls
from services.usecases.ask_as_member import AskAsMember, FindForMember
from services.usecases.ask_report import AskReport, Words
from tests.factories import NOON, TUESDAY, a_call, a_person


@pytest.fixture
async def people(office):
    """Two teams, a head of one, an owner, an admin."""
    database, company = office.database, office.company
    made = {
        "anna": await a_person(database, company, "Анна Белова", team="Продажи/Север"),
        "boris": await a_person(database, company, "Борис Ким", team="Продажи/Юг"),
        "head": await a_person(database, company, "Глеб Лис", role=Role.HEAD, team="Продажи/Север"),
        "owner": await a_person(database, company, "Ольга Рай", role=Role.OWNER),
        "admin": await a_person(database, company, "Пётр Сом", role=Role.ADMIN),
    }
    await office.rows(
        calls,
        *(a_call("10:00", by=made["anna"], talk="2m") for _ in range(3)),
        *(a_call("11:00", by=made["boris"], talk="3m") for _ in range(2)),
    )
    async with database.reading(company.id) as read:
        roster = await People(read).roster(company.zone)
    return {name: member_of(company, roster, who, TUESDAY) for name, who in made.items()}


def ask(office, member, report="kpi", **whom):
    return AskAsMember(office.database, office.clock)(member, Question(report, usual_span(report), **whom))


def total(answer):
    return answer.report.totals["calls_total"]


async def test_each_sees_what_is_theirs_without_a_word(office, people):
    assert total(await ask(office, people["anna"])) == 3
    assert total(await ask(office, people["head"])) == 3
    assert total(await ask(office, people["owner"])) == 5


async def test_the_numbers_are_those_of_the_command_line(office, people):
    said = await AskReport(office.database, office.clock)(office.company, "kpi", Words(person="Анна Белова"))

    answer = await ask(office, people["head"], person=people["anna"].id)

    assert answer.report == said


@pytest.mark.parametrize("report", ["kpi", "funnel", "deals", "calls", "goals", "rules", "team", "roi"])
async def test_a_stranger_to_the_team_is_as_unknown_as_nobody(office, people, report):
    for whom in (people["boris"].id, 12345):
        with pytest.raises(Refused) as trouble:
            await ask(office, people["head"], report, person=whom)
        assert (trouble.value.phrase, trouble.value.values) == ("nobody-found", {})


async def test_comparing_people_is_for_heads(office, people):
    for report in ("team", "roi"):
        with pytest.raises(Refused, match="report-of-heads"):
            await ask(office, people["anna"], report)


async def test_the_head_of_a_department_reads_what_channels_bring_to_all_and_people_of_their_own_only(office):
    await office.add("Вера Жук", "head", team="Север")
    await office.add("Анна Белова", team="Север")
    await office.add("Борис Ким", team="Юг")
    roster = await office.roster()
    head = next(who for who, person in roster.people.items() if person.name == "Вера Жук")
    member = member_of(office.company, roster, head, TUESDAY)

    by_channel = await ask(office, member, "roi")
    by_person = await ask(office, member, "roi", by="person")

    assert (by_channel.team, by_person.team) == (None, "Север")
    assert {row["person"] for row in by_person.report.rows} == {"Анна Белова", "Вера Жук"}


async def test_an_admin_has_no_figures(office, people):
    with pytest.raises(Refused, match="no-figures-of-own"):
        await ask(office, people["admin"])


async def test_looking_at_somebody_leaves_a_line_and_looking_at_oneself_none(office, people):
    await ask(office, people["anna"], person=people["anna"].id)
    await ask(office, people["head"], person=people["anna"].id)
    office.clock.advance(timedelta(minutes=5))
    await ask(office, people["head"], person=people["anna"].id)

    async with office.database.reading(office.company.id) as read:
        found = await Looks(read).at(people["anna"].id, 10)
    assert [(look.viewer, look.what, look.times) for look in found] == [(people["head"].id, "kpi", 2)]
    assert found[0].last_at == NOON + timedelta(minutes=5)


async def test_a_name_is_looked_for_only_among_those_who_may_be_seen(office, people):
    find = FindForMember(office.database)

    assert [name for _, name in (await find(people["head"], "Белова")).people] == ["Анна Белова"]
    assert (await find(people["head"], "Ким")).count == 0
    assert [path for _, path in (await find(people["owner"], "юг")).teams] == ["Продажи/Юг"]
    assert (await find(people["head"], "юг")).count == 0


async def test_a_period_is_cut_by_the_companys_day(office, people):
    question = Question("kpi", Span("yesterday"))

    answer = await AskAsMember(office.database, office.clock)(people["anna"], question)

    assert answer.report.period.last == TUESDAY - timedelta(days=1)


async def test_the_board_of_a_team_does_not_say_where_somebody_went_from_there(office, people):
    async with office.database.writing(office.company.id) as unit:
        staff = People(unit)
        await staff.leave_teams(people["anna"].id, TUESDAY - timedelta(days=1))
        await staff.join(people["anna"].id, await staff.team("Продажи/Юг"), Role.MANAGER, TUESDAY)
    month = Question("team", Span(days=Period(TUESDAY.replace(day=1), TUESDAY.replace(day=30))))

    async def teams(member):
        answer = await AskAsMember(office.database, office.clock)(member, month)
        return {row["person"]: row["team"] for row in answer.report.rows}

    assert await teams(people["head"]) == {"Анна Белова": "Продажи/Север", "Глеб Лис": "Продажи/Север"}
    assert (await teams(people["owner"]))["Анна Белова"] == "Продажи/Юг"
