"""What no file tells of the department: norms, hours, absences, goals, as calls of `takt`."""

from datetime import date, datetime

from sandbox.department.calendar import DAY, MOSCOW, first_of_month
from sandbox.department.people import ABSENCES, BEGINNER, COMPANY, OWNER, STALLER

Words = tuple[str, ...]

COMPANY_CALL: Words = (
    "company", "add", COMPANY, "--timezone", "Europe/Moscow", "--currency", "RUB", "--language", "ru", "--country",
    "RU",
)  # fmt: skip
"""The call that comes before everything."""


def setup_calls(anchor: date, begin: datetime) -> tuple[Words, ...]:
    """Roles, hours, norms of a working day, absences and development goals."""
    since = ("--from", f"{begin.astimezone(MOSCOW):%Y-%m-%d}")
    calls: list[Words] = [
        ("person", "set", OWNER, "--role", "owner", "--role", "admin"),
        ("hours", "set", "09:00-18:00", "--lunch", "13:00-14:00"),
        ("norm", "set", "calls_total", "45", *since),
        ("norm", "set", "calls_total", "60", "--person", BEGINNER.name, *since),
        ("norm", "set", "talk_time", "1:30:00", *since),
        ("norm", "set", "day_start", "09:00", *since),
    ]
    for away in ABSENCES:
        days = ("--from", f"{anchor + away.first * DAY}", "--to", f"{anchor + away.last * DAY}")
        calls.append(("away", away.seller.name, *days, "--kind", away.kind))
    calls += _goals(anchor)
    return tuple(calls)


def _goals(anchor: date) -> list[Words]:
    begun = ("--from", f"{first_of_month(anchor, -1)}")
    talk = "Разговоров длиннее минуты за день"
    still = "Сделок, которые стоят без движения"
    return [
        ("goal", "add", BEGINNER.name, talk, "--months", "3", "--start", "7", "--target", "20", *begun),
        ("goal", "add", STALLER.name, still, "--months", "3", "--start", "34", "--target", "8", *begun),
        ("goal", "check", talk, "15"),
        ("goal", "check", still, "22"),
    ]
