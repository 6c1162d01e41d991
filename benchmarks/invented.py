"""An invented sales department: calls of a year as telephony exports them, the same at every run."""

import csv
import io
from datetime import date, datetime, time, timedelta
from random import Random

FIRST_DAY = date(2026, 1, 1)
DAYS = 365
MANAGERS = 30

MAP_FILE = b"""
[columns]
external_id = "Call ID"
started_at = ["Date", "Time"]
manager = "Agent"
direction = "Direction"
answered = "Answered"
talk_seconds = "Talk"
wait_seconds = "Wait"
phone = "Client number"
"""

_HEADINGS = ("Call ID", "Date", "Time", "Agent", "Direction", "Client number", "Answered", "Talk", "Wait")
_FIRST_NAMES = ("Анна", "Борис", "Вера", "Глеб", "Дарья", "Егор")
_LAST_NAMES = ("Белых", "Дегтяренко", "Живаго", "Кучеренко", "Седых")


def managers() -> list[str]:
    """Thirty people."""
    return [f"{last} {first}" for last in _LAST_NAMES for first in _FIRST_NAMES][:MANAGERS]


def phones(count: int, chance: Random) -> list[str]:
    """Distinct Russian mobile numbers."""
    return [f"+79{number:09d}" for number in chance.sample(range(10_000_000, 300_000_000), count)]


def calls_file(rows: int, seed: int = 7, first: date = FIRST_DAY, days: int = DAYS) -> bytes:
    """A year of calls (or so many days) as CSV, in no order within a day; a client calls about three times."""
    chance = Random(seed)
    people, numbers = managers(), phones(max(1, rows * 38 // 100), chance)
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(_HEADINGS)
    for row in range(rows):
        day = first + timedelta(days=row * days // rows)
        at = datetime.combine(day, time(8)) + timedelta(seconds=chance.randrange(11 * 3_600))
        answered = chance.random() < 0.6
        table.writerow(
            (
                f"call-{seed}-{row:07d}",
                f"{at:%Y-%m-%d}",
                f"{at:%H:%M:%S}",
                people[chance.randrange(MANAGERS)],
                "in" if chance.random() < 0.35 else "out",
                chance.choice(numbers),
                "yes" if answered else "no",
                int(chance.expovariate(1 / 140)) + 1 if answered else 0,
                chance.randrange(2, 45),
            )
        )
    return written.getvalue().encode()


def deals_file(rows: int = 2_000, seed: int = 3) -> bytes:
    """A year of deals as CSV: half of them won or lost within two months."""
    chance = Random(seed)
    people = managers()
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(("id", "manager", "status", "created_at", "closed_at", "amount", "source"))
    for row in range(rows):
        created = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        status = chance.choice(("won", "lost", "open", "open"))
        closed = created + timedelta(days=chance.randrange(1, 60)) if status != "open" else ""
        source = chance.choice(("google", "yandex", "referral"))
        table.writerow((row, chance.choice(people), status, created, closed, chance.randrange(1_000, 90_000), source))
    return written.getvalue().encode()
