"""Files that come in by themselves: owners and admins hear of what was refused or is unknown, once."""

import pytest
from sqlalchemy import select

from services.domain.people import Role
from services.store.people import People
from services.store.tables import letters
from services.usecases.import_files import ImportFiles, Said
from tests.factories import NOON, a_person
from tests.marks import on_sqlite

pytestmark = [on_sqlite]

CLEAN = "started_at,direction,duration,manager\n2026-11-24 10:00,out,60,Анна\n"
STRANGE = "started_at,direction,duration,manager\n2026-11-24 10:00,out,60,Незнакомка\nвчера,out,60,Анна\n"


@pytest.fixture
async def brings(database, company, clock):
    """Brings a file of calls in; how many letters there are after it."""
    for name, role in (("Вера", Role.OWNER), ("Яна", Role.ADMIN), ("Анна", Role.MANAGER)):
        person = await a_person(database, company, name, role=role)
        async with database.writing(company.id) as unit:
            await People(unit).bind(person, "telegram", str(person % 1_000_000_007))
    takes = ImportFiles(database, clock, (b"k" * 32,), b"p" * 32)

    async def bring(text, **more):
        await takes(company, "calls.csv", text.encode(), Said("calls"), **more)
        async with database.overview() as connection:
            return (await connection.execute(select(letters).order_by(letters.c.id))).all()

    return bring


async def test_what_was_refused_or_is_unknown_is_told_to_owner_and_admin_once(brings):
    found = await brings(STRANGE, unattended=NOON)

    assert len(found) == 2
    assert {(row.kind, row.silent, row.state) for row in found} == {("import_report", True, "due")}
    assert '"refused":1' in found[0].data
    assert "Незнакомка" in found[0].data
    assert len(await brings(STRANGE, unattended=NOON)) == 2


@pytest.mark.parametrize(
    ("text", "more"),
    [(CLEAN, {"unattended": NOON}), (STRANGE, {}), (STRANGE, {"unattended": NOON, "dry_run": True})],
    ids=["clean", "seen in the chat", "dry run"],
)
async def test_nothing_else_is_told(brings, text, more):
    assert await brings(text, **more) == []
