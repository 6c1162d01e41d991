"""What waits and what came to nothing is counted over all companies, and the doctor has a line for each."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from handlers.speech import Speech
from services.domain.letters import Letter, LetterKind
from services.outbox.outbox import Outbox
from services.store.jobs import Jobs, NewJob
from services.store.tables import jobs, letters
from services.usecases.count_backlog import Backlog, CountBacklog
from services.usecases.examining.backlog import look_at_backlog
from tests.factories import NOON, a_company, a_person


@pytest.fixture
async def troubled(database, company):
    """Six letters and three pieces of work of one company, and a letter of another; some came to nothing."""
    other = await a_company(database, "Василёк")
    for firm, names in ((company, "abcdef"), (other, "g")):
        reader = await a_person(database, firm, "Иван")
        kept = [Letter(name, LetterKind.PACE, reader, {"v": 1}, NOON, chat="701") for name in names]
        async with database.writing(firm.id) as unit:
            await Outbox(unit, NOON).put(kept)
    async with database.connection() as connection:
        work = [NewJob("check", 0, NOON.date(), slot, NOON, {"v": 1}) for slot in ("1", "2", "3")]
        await Jobs(connection).plan(company.id, work, NOON, NOON)
        for state, names in (("failed", ["a", "g"]), ("uncertain", ["b"]), ("sent", ["c"])):
            await connection.execute(update(letters).where(letters.c.key.in_(names)).values(state=state))
        await connection.execute(update(jobs).where(jobs.c.slot != "1").values(state="dead"))


async def test_it_is_counted_over_all_companies(database, clock, troubled):
    assert await CountBacklog(database, clock)() == Backlog(waiting=3, failed=2, uncertain=1, work=1, dead=2)


async def test_what_failed_long_ago_is_not_counted_though_a_digest_is_remembered(database, clock, troubled):
    clock.advance(timedelta(days=29))
    lately = await CountBacklog(database, clock)()
    clock.advance(timedelta(days=2))
    later = await CountBacklog(database, clock)()

    assert (lately.failed, lately.uncertain, lately.dead) == (2, 1, 2)
    assert (later.failed, later.uncertain, later.dead) == (0, 0, 2)


async def test_the_doctor_has_a_line_for_each_and_says_what_to_do(database, clock, troubled):
    found = await look_at_backlog(CountBacklog(database, clock))

    assert [(one.grade.value, one.phrase, one.values["count"]) for one in found] == [
        ("ok", "doctor-letters-waiting", 3),
        ("look", "doctor-letters-failed", 2),
        ("look", "doctor-letters-uncertain", 1),
        ("look", "doctor-work-dead", 2),
    ]
    assert "takt jobs list" in Speech("ru").say("doctor-work-dead", count=2)


async def test_where_nothing_went_wrong_there_is_one_line(database, clock, company):
    [found] = await look_at_backlog(CountBacklog(database, clock))

    assert (found.grade.value, found.phrase, found.values["count"]) == ("ok", "doctor-letters-waiting", 0)
    assert Speech("en").say(found.phrase, count=0) == "No message waits."
