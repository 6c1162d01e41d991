"""Every vendor's played account, connected to a company of its own."""

from pathlib import Path

import pytest

from sandbox.telegram.watch import StoppedWatch
from tests.connectors.conftest import impatient  # noqa: F401
from tests.factories import a_company
from tests.usecases.pulling.department import Department
from tests.usecases.pulling.vendors import NOW, VENDORS

_HERE = Path(__file__).parent


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
    """Each vendor meets each kind of database; the second vendor and PostgreSQL meet in the long tests."""
    for item in items:
        cases = set(item.callspec.id.split("-")) if hasattr(item, "callspec") else set()
        if item.path.parent == _HERE and {"bitrix24", "postgres"} <= cases:
            item.add_marker(pytest.mark.long)
