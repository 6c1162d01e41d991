"""What passes soon is waited for in hundredths of a second."""

from functools import partial

import pytest

from services.connectors.kit import http


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """Lines that nobody has told otherwise try again at once."""
    monkeypatch.setattr(http, "Waits", partial(http.Waits, first=0.02))
