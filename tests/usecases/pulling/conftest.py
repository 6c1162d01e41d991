"""Every vendor's played account, connected to a company of its own."""

from pathlib import Path

import pytest

from sandbox.telegram.watch import StoppedWatch
from tests.connectors.conftest import impatient  # noqa: F401
from tests.factories import a_company
from tests.usecases.pulling.department import Department
from tests.usecases.pulling.vendors import NOW, VENDORS

_HERE = Path(__file__).parent
_ON_BOTH = {
    "test_everything_is_stored_as_the_account_has_it",
    "test_after_many_changes_it_is_the_same_again",
    "test_a_hint_is_kept_once_and_brings_its_deal_in_the_next_round",
    "test_a_lost_access_is_told_the_admin_once_and_its_end_once",
}


@pytest.fixture(params=VENDORS.values(), ids=VENDORS)
def played(request):
    """A vendor that is played."""
    return request.param


@pytest.fixture
async def crm(played):
    """Its server, over a small life; whoever wants a violation takes it away."""
    async with played.server(played.ledger(), watch=StoppedWatch(began=NOW)) as started:
        yield started
        assert [str(one) for one in started.requests.violations] == []


@pytest.fixture
async def department(database, crm, played):
    """A company that has connected the account and read nothing yet."""
    made = Department(database, await a_company(database), crm, played)
    await made.connect()
    return made


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Each vendor meets each kind of database; most of what is tried on PostgreSQL is tried in the long tests."""
    for item in items:
        cases = set(item.callspec.id.split("-")) if hasattr(item, "callspec") else set()
        named = item.originalname in _ON_BOTH and "bitrix24" not in cases
        if item.path.parent == _HERE and "postgres" in cases and not named:
            item.add_marker(pytest.mark.long)
