"""An account is connected when it answers, and what opens it lies sealed."""

import pytest

from services.errors import AccessLost, Refused
from services.store.sources import Sources
from tests.factories import a_company
from tests.marks import on_sqlite
from tests.usecases.pulling.department import Department


async def test_what_opens_a_source_lies_sealed(department, crm, played):
    async with department.database.reading(department.company.id) as read:
        sealed = await Sources(read).sealed((await department.source()).id)

    assert played.secret(crm).encode() not in sealed


@on_sqlite
async def test_nothing_is_kept_of_an_account_that_does_not_answer(database, crm, played):
    company = await a_company(database)
    given = played.opens(crm)
    played.shut(crm)

    with pytest.raises(AccessLost, match="source-access-lost"):
        await Department(database, company, crm, played).connect(**given)

    async with database.reading(company.id) as read:
        assert await Sources(read).all() == []


@on_sqlite
@pytest.mark.parametrize(
    ("given", "phrase"),
    [({"colour": "red"}, "source-need-unknown"), ({"url": " "}, ("source-need-missing", "address-unreadable"))],
)
async def test_what_is_given_is_checked_before_anything_is_asked(department, crm, given, phrase):
    asked = len(crm.requests.entries)

    with pytest.raises(Refused) as caught:
        await department.connect(**given)

    assert caught.value.phrase in phrase
    assert len(crm.requests.entries) == asked
