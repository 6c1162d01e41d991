"""What each person of a department receives through two weeks, to the letter. A change of words or rules shows here:
look at it as its reader would, and when it is right, keep it: `python -m tests.journeys.test_two_weeks`."""

import asyncio
import sys
import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.working_days import MOSCOW, working_days

MONDAY = date(2026, 6, 1)
"""The second week ends on a holiday."""

_CLOCKS = (
    "08:45", "08:51", "09:11", "10:01", "11:01", "11:31", "12:01", "12:31", "14:01", "14:31", "15:01", "15:31", "16:01",
    "16:31", "17:01", "18:01", "18:31",
)  # fmt: skip
_FEW_CLOCKS = ("08:51", "09:11", "11:01", "14:31", "18:01", "18:31")

DAY, WEEKS = Path(__file__).with_name("one_day.txt"), Path(__file__).with_name("two_weeks.txt")


async def lived(folder, days, clocks, patch):
    """What everybody was told through these days."""
    begin = datetime(MONDAY.year, MONDAY.month, MONDAY.day, 8, 40, tzinfo=MOSCOW)
    async with working_days(folder, begin, patch) as living:
        for number in range(days):
            day = MONDAY + timedelta(days=number)
            if day.weekday() < 5:
                await living.day(day, *clocks)
        assert living.telegram.ledger.violations == []
        assert living.telegram.ledger.refusals == []
        return "\n".join(map(str, living.told))


async def test_a_day_is_told_to_the_letter(tmp_path, monkeypatch):
    assert await lived(tmp_path, 1, _FEW_CLOCKS, monkeypatch) == DAY.read_text(encoding="utf-8")


@pytest.mark.long
async def test_two_weeks_are_told_to_the_letter(tmp_path, monkeypatch):
    assert await lived(tmp_path, 14, _CLOCKS, monkeypatch) == WEEKS.read_text(encoding="utf-8")


def keep(*names):
    """Write down anew what is told."""
    for name, file, days, clocks in (("day", DAY, 1, _FEW_CLOCKS), ("weeks", WEEKS, 14, _CLOCKS)):
        if names and name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            file.write_text(asyncio.run(lived(Path(folder), days, clocks, patch)), encoding="utf-8")


if __name__ == "__main__":
    keep(*sys.argv[1:])
