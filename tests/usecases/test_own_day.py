"""The day in a person's own words, beside the report that is written from facts; the card that says only news."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.clock import machine_now
from services.domain.letters import LetterKind
from services.domain.occurrences import DAY_CARD, DAY_REPORT
from services.domain.people import Role
from services.domain.period import Period
from services.errors import Refused
from services.store.calendar import Calendar
from services.store.jobs import Job
from services.store.letters import Letters
from services.store.pending import Kind, Mark, Pending
from services.store.people import People
from services.store.tables import calls, deals, imports
from services.usecases.freezing import FREEZER
from services.usecases.keep_day_cards import KeepDayCards
from services.usecases.set_norm import SetNorm
from services.usecases.write_day_reports import WriteDayReports
from services.usecases.write_own_day import LONGEST_NOTE, WriteOwnDay
from services.work.job import Skipped
from tests.factories import NOON, TUESDAY, a_call, a_deal, a_person, at
from tests.marks import on_sqlite
from tests.usecases.members import a_member

pytestmark = on_sqlite

MONDAY, FRIDAY = TUESDAY - timedelta(days=1), TUESDAY - timedelta(days=4)


class Day:
    """Somebody's day: what comes in, what they are written."""

    def __init__(self, database, company, clock):
        self.database, self.company, self.clock = database, company, clock
        self.own = WriteOwnDay(database, clock)

    async def hires(self, name="Иван", number=701, **more):
        person = await a_person(self.database, self.company, name, **more)
        async with self.database.writing(self.company.id) as unit:
            await People(unit).bind(person, "telegram", str(number))
        return person

    async def me(self, person):
        return await a_member(self.database, self.company, person, self.clock)

    async def takes(self, table=calls, *rows, fresh):
        done = {"kind": "calls", "name": "a.csv", "digest": "d", "state": "done", "begun_at": NOON}
        async with self.database.writing(self.company.id) as unit:
            await unit.put(table, rows)
            await unit.put(imports, [{"id": 1, **done, "done_at": at(fresh)}])
            marks = [Mark(Kind.CUT, "calls"), Mark(Kind.CALLBACKS, "")]
            await Pending(unit).add([*marks, *(Mark(Kind.DEAL, str(row["id"])) for row in rows if table is deals)])

    async def does(self, found):
        if found is None or isinstance(found, Skipped):
            return found
        async with self.database.writing(self.company.id, answers_change=False) as unit:
            await found(unit)
        return None

    async def letters(self, person, kind):
        async with self.database.reading(self.company.id) as read:
            written = await Letters(read).of(person, at("2026-11-01 00:00"), at("2026-12-01 00:00"))
        return [one for one in written if one.kind is kind]

    def job(self, kind, *people, day=TUESDAY):
        payload = {"v": 1, "people": [{"id": who, "day": str(day), "slot": "x"} for who in people]}
        return Job(self.company.id, 1, kind, 0, day, "x", payload, self.clock.now(), 1)

    async def reports(self, *people):
        return await self.does(
            await WriteDayReports(self.database, self.clock, machine_now)(self.job(DAY_REPORT, *people))
        )

    async def cards(self, *people):
        return await self.does(await KeepDayCards(self.database, self.clock, machine_now)(self.job(DAY_CARD, *people)))

    async def refreshes(self):
        return await self.does(await KeepDayCards(self.database, self.clock, machine_now).refresh(self.company.id))

    def goes_to(self, moment):
        self.clock.advance(at(moment) - self.clock.now())


@pytest.fixture
def day(database, company, clock):
    """The day."""
    return Day(database, company, clock)


def marks(data):
    return {norm["kpi"]: norm["mark"] for norm in data["norms"]}


async def test_the_report_is_written_from_the_facts_of_the_day(day, clock):
    ivan = await day.hires()
    for key, target in (("calls_total", "3"), ("talk_time", "1:00:00"), ("first_call_at", "09:30")):
        await SetNorm(day.database, clock)(day.company, key, target)
    await day.takes(deals, a_deal("2026-11-20 10:00", by=ivan, status="won", closed="12:00"), fresh="12:00")
    missed = a_call("11:20", by=ivan, talk="0s", direction="in", wait_s=20, phone_key=5)
    await day.takes(calls, *(a_call("09:20", by=ivan) for _ in range(3)), missed, fresh="17:50")
    day.goes_to("18:00")

    await day.reports(ivan)

    (letter,) = await day.letters(ivan, LetterKind.DAY_REPORT)
    assert marks(letter.data) == {"calls_total": True, "talk_time": False, "first_call_at": True}
    assert FREEZER.thaw(letter.data["facts"])["deals_won"] == 1
    assert [f"{one.at:%H:%M}" for one in FREEZER.thaw(letter.data["missed"])] == ["11:20"]
    assert letter.data["over"] and letter.data["fresh"] is None


async def test_of_old_data_nobody_is_told_to_have_fallen_short(day, clock):
    ivan = await day.hires()
    await SetNorm(day.database, clock)(day.company, "calls_total", "10")
    await day.takes(calls, *(a_call("10:00", by=ivan) for _ in range(9)), fresh="16:00")
    day.goes_to("18:00")

    await day.reports(ivan)

    (letter,) = await day.letters(ivan, LetterKind.DAY_REPORT)
    assert marks(letter.data) == {"calls_total": None}
    assert f"{FREEZER.thaw(letter.data['fresh']):%H:%M}" == "16:00"


@pytest.mark.parametrize("fresh", [None, "2026-11-23 19:00"], ids=["no data", "yesterday's data"])
async def test_a_day_of_which_nothing_is_known_has_no_report(day, fresh):
    ivan = await day.hires()
    if fresh is not None:
        await day.takes(calls, a_call("2026-11-23 10:00", by=ivan), fresh=fresh)
    day.goes_to("18:00")

    assert await day.reports(ivan) == Skipped("no_data")
    assert await day.letters(ivan, LetterKind.DAY_REPORT) == []


async def test_a_report_once_written_stays(day):
    ivan = await day.hires()
    await day.takes(calls, a_call("10:00", by=ivan), fresh="17:55")
    day.goes_to("18:00")
    await day.reports(ivan)
    await day.takes(calls, a_call("17:57", by=ivan), fresh="18:05")
    await day.reports(ivan)

    (letter,) = await day.letters(ivan, LetterKind.DAY_REPORT)

    assert FREEZER.thaw(letter.data["facts"])["calls_total"] == 1


async def test_before_the_day_begins_the_last_working_day_is_reported(day):
    ivan = await day.hires()
    me = await day.me(ivan)
    days = []
    for moment in ("2026-11-23 08:00", "2026-11-23 09:30", "2026-11-24 08:59", "2026-11-28 12:00"):
        day.goes_to(moment)
        days.append((await day.own.report(me))["day"])

    assert days == [str(FRIDAY), str(MONDAY), str(MONDAY), "2026-11-27"]


async def test_a_day_off_is_no_day_to_report(day):
    ivan = await day.hires()
    async with day.database.writing(day.company.id) as unit:
        await Calendar(unit).set_away(ivan, Period(MONDAY, TUESDAY), "sick")

    assert (await day.own.report(await day.me(ivan)))["day"] == str(FRIDAY)
    assert (await day.own.morning(await day.me(ivan))).card.off.kind == "sick"


async def test_what_was_put_down_for_tomorrow_is_there_in_the_morning(day):
    ivan = await day.hires()
    me = await day.me(ivan)
    day.goes_to("2026-11-20 18:10")
    await day.own.note(me, "tomorrow", FRIDAY, "Дожать  Ромашку\nи Василёк")
    day.goes_to("2026-11-23 08:55")

    morning = await day.own.morning(me)
    await day.own.note(me, "plan", MONDAY, "Двадцать звонков до обеда")
    agreed = await day.own.morning(me)

    assert (morning.promised, morning.plan) == ("Дожать Ромашку и Василёк", None)
    assert agreed.plan == "Двадцать звонков до обеда"


async def test_said_anew_it_takes_the_place_of_what_was_said(day):
    ivan, anna = await day.hires(), await day.hires("Анна", 702)
    me = await day.me(ivan)
    await day.own.note(me, "reason", TUESDAY, "Болел")
    await day.own.note(me, "reason", TUESDAY, "я" * 900)

    assert len((await day.own.report(me))["notes"]["reason"]) == LONGEST_NOTE
    assert (await day.own.report(await day.me(anna)))["notes"] == {}


@pytest.mark.parametrize(
    ("kind", "back", "text", "phrase"),
    [
        ("reason", -1, "Завтра", "button-outdated"),
        ("reason", 4, "Давно", "button-outdated"),
        ("song", 0, "Ля", "button-outdated"),
        ("reason", 0, " \n ", "answer-in-words"),
    ],
)
async def test_what_cannot_be_noted_is_refused(day, kind, back, text, phrase):
    me = await day.me(await day.hires())

    with pytest.raises(Refused) as trouble:
        await day.own.note(me, kind, TUESDAY - timedelta(days=back), text)

    assert trouble.value.phrase == phrase


async def test_a_card_is_renewed_only_by_news(day, clock):
    ivan = await day.hires()
    await day.hires("Ольга", 702, role=Role.HEAD, team="Север")
    await SetNorm(day.database, clock)(day.company, "calls_total", "20")
    await day.takes(calls, a_call("2026-11-23 10:00", by=ivan), fresh="08:40")
    day.goes_to("08:50")
    await day.cards(ivan)
    (first,) = await day.letters(ivan, LetterKind.DAY_CARD)
    day.goes_to("08:58")
    await day.refreshes()
    (calm,) = await day.letters(ivan, LetterKind.DAY_CARD)
    await day.takes(calls, a_call("09:35", by=ivan), fresh="09:50")
    day.goes_to("09:50")
    await day.refreshes()
    (news,) = await day.letters(ivan, LetterKind.DAY_CARD)

    assert calm.data == first.data
    assert [FREEZER.thaw(one.data["norms"])[0]["fact"] for one in (first, news)] == [0, 1]


@pytest.mark.parametrize("moment", ["08:30", "18:01"])
async def test_there_is_no_card_outside_the_day(day, moment):
    ivan = await day.hires()
    await day.takes(calls, a_call("2026-11-23 10:00", by=ivan), fresh="08:20")
    day.goes_to(moment)

    await day.refreshes()

    assert await day.letters(ivan, LetterKind.DAY_CARD) == []


async def test_there_is_no_card_on_a_day_off(day):
    ivan = await day.hires()
    async with day.database.writing(day.company.id) as unit:
        await Calendar(unit).set_away(ivan, Period(TUESDAY, TUESDAY), "vacation")

    await day.cards(ivan)

    assert await day.letters(ivan, LetterKind.DAY_CARD) == []


@pytest.mark.parametrize("name", ["reports", "cards"])
async def test_many_people_are_looked_at_by_as_many_queries_as_a_few(day, database, name):
    few = [await day.hires(f"Ч{number}", 800 + number) for number in range(3)]
    many = few + [await day.hires(f"Ч{number}", 800 + number) for number in range(3, 40)]
    await day.takes(calls, *(a_call("10:00", by=person) for person in many), fresh="17:55")
    day.goes_to("18:00")
    await day.own.report(await day.me(few[0]))
    asked = []
    event.listen(database._read.sync_engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    await getattr(day, name)(*few)
    for_few, asked[:] = len(asked), []
    await getattr(day, name)(*many)

    assert 0 < len(asked) <= for_few + 2
