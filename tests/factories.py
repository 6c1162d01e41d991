"""What tests begin with: companies, people and rows that take only what matters and invent the rest."""

import itertools
import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from services.domain.people import BEGINNING, Role
from services.store.companies import Companies
from services.store.people import People

MOSCOW = ZoneInfo("Europe/Moscow")

TUESDAY = date(2026, 11, 24)
"""The working day on which tests live unless they say another."""

NOON = datetime.combine(TUESDAY, time(12), MOSCOW)

_numbers = itertools.count(1)
_PARTS = re.compile(r"(\d+)([hms])")
_UNITS = {"h": "hours", "m": "minutes", "s": "seconds"}


async def a_company(database, name="Ромашка", **settings):
    """A company in Moscow that counts in roubles, unless it is said otherwise."""
    usual = {"timezone": "Europe/Moscow", "currency": "RUB", "language": "ru", "country": "RU"}
    async with database.connection() as connection:
        await Companies(connection).add({"name": name, **usual, **settings})
        return await Companies(connection).named(name)


async def a_person(
    database, company, name, *, role=Role.MANAGER, team=None, since=BEGINNING, extension=None, zone=None
):
    """Somebody of the company; returns their id."""
    async with database.writing(company.id) as unit:
        people = People(unit)
        person = await people.add(name, listed=True)
        await people.join(person, await people.team(team) if team else 0, role, since)
        if extension:
            await people.identify(person, "extension", extension)
        if zone:
            await people.set_zone(person, zone)
    return person


def at(moment, zone=MOSCOW):
    """`09:40` of Tuesday, or `2026-11-23 09:40`, as an aware moment."""
    text = moment if " " in moment else f"{TUESDAY} {moment}"
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def lasting(text):
    """`3m`, `1h30m`, `45s` as a duration."""
    return timedelta(**{_UNITS[unit]: int(number) for number, unit in _PARTS.findall(text)})


def a_call(moment="10:00", *, by=0, talk="2m", direction="out", **more):
    """A row of `calls`; one without talk was not answered."""
    started = at(moment)
    seconds = int(lasting(talk).total_seconds())
    row = {
        "id": next(_numbers),
        "source_id": 0,
        "external_id": None,
        "person_id": by,
        "owner_ref": None,
        "direction": direction,
        "started_at": started,
        "answered": seconds > 0,
        "talk_s": seconds,
        "wait_s": None,
        "phone_key": None,
        "contact_id": None,
        "recording": None,
        "local_day": started.astimezone(MOSCOW).date(),
        "in_hours": True,
        "in_shift": True,
        "callback_at": None,
        "callback_s": None,
    }
    return row | more


def a_deal(created="10:00", *, by=0, status="open", closed=None, amount=None, **more):
    """A row of `deals`; the amount is in whole roubles."""
    number = next(_numbers)
    created_at = at(created) if created else None
    closed_at = at(closed) if closed else None
    row = {
        "id": number,
        "source_id": 0,
        "external_id": f"D-{number}",
        "person_id": by,
        "status": status,
        "created_at": created_at,
        "closed_at": closed_at,
        "amount": None if amount is None else amount * 100,
        "created_day": created_at.astimezone(MOSCOW).date() if created_at else None,
        "closed_day": closed_at.astimezone(MOSCOW).date() if closed_at else None,
    }
    return row | more


def an_activity(moment="10:00", *, by=0, kind="email", direction="out", **more):
    """A row of `activities`."""
    happened = at(moment)
    row = {
        "id": next(_numbers),
        "source_id": 0,
        "person_id": by,
        "at": happened,
        "kind": kind,
        "direction": direction,
        "local_day": happened.astimezone(MOSCOW).date(),
        "in_shift": True,
    }
    return row | more
