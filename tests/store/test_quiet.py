"""Quiet hours: minutes of the local day."""

import pytest

from services.store.nudging import Preference


@pytest.mark.parametrize(
    ("chosen", "minute", "quiet"),
    [
        (Preference(), 20 * 60, True),
        (Preference(), 8 * 60, False),
        (Preference(), 7 * 60 + 59, True),
        (Preference(), 12 * 60, False),
        (Preference(780, 840), 800, True),
        (Preference(780, 840), 840, False),
        (Preference(0, 0), 0, False),
    ],
)
def test_quiet_minutes(chosen, minute, quiet):
    assert chosen.is_quiet(minute) is quiet
