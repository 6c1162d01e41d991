"""Departments on their way into a database, by the import that people use."""

import asyncio
import csv
import io
import shutil
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from decimal import Decimal

from bot.clock import FixedClock
from services.domain.people import Role
from services.store.companies import Companies
from services.store.db import Database
from services.store.people import People
from services.usecases.import_files import ImportFiles, Said
from tests.factories import a_company
from tests.usecases.departments import DAYS, FIRST

RING, PHONE_KEY = (b"k" * 32,), b"p" * 32
LATER = datetime.fromisoformat("2026-05-01T12:00:00+03:00")
"""A moment after everything that departments do."""


@asynccontextmanager
async def a_database(template, folder, name="takt"):
    """A fresh SQLite database, gone when it is left."""
    file = folder / f"{name}.db"
    await asyncio.to_thread(shutil.copy, template, file)
    database = Database(f"sqlite+aiosqlite:///{file}")
    try:
        yield database
    finally:
        await database.close()
        for left in folder.glob(f"{name}.db*"):
            left.unlink()


async def founded(database, firm, name="Ромашка"):
    """The company with its people, before anything happened."""
    settings = {
        "timezone": firm.timezone, "quality_talk_seconds": firm.quality_talk_seconds, "currency": firm.currency,
        "connected_min_talk_seconds": firm.connected_min_talk_seconds, "lead_window_days": firm.lead_window_days,
        "vat": None if firm.vat is None else Decimal(firm.vat),
        "default_margin": None if firm.default_margin is None else Decimal(firm.default_margin),
    }  # fmt: skip
    company = await a_company(database, name, **settings)
    async with database.writing(company.id) as unit:
        for member in firm.members:
            await _hired(People(unit), member)
    return company


async def _hired(people, member):
    person = await people.add(member.name, listed=True)
    for since, team in member.teams:
        if since.year > 1:
            await people.leave_teams(person, since - timedelta(days=1))
        await people.join(person, await people.team(team) if team else 0, Role.MANAGER, since)
    for since, zone in member.zones:
        await people.set_zone(person, zone, since)
    if member.extension:
        await people.identify(person, "extension", member.extension)


def tables(firm):
    """What happened, as tables: kind, headings and rows, in the order in which a department would bring them."""
    return [
        ("rates", ("date", "currency", "rate"), [(day, name, rate) for name, day, rate in firm.rates]),
        ("payments", ("deal_id", "paid_at", "amount", "vat", "currency", "kind"), [
            (p.deal, _moment(p.at), _money(p.amount), p.vat, _deal(firm, p.deal).currency,
             "refund" if p.refund else "payment") for p in firm.payments
        ]),
        ("deals", ("external_id", "manager", "status", "created_at", "closed_at", "amount", "paid", "cost", "vat",
                   "currency", "contact_id"), [
            (d.id, d.who, d.status, _moment(d.created), _moment(d.closed), _money(d.amount), _money(d.paid),
             _money(d.cost), d.vat, d.currency, d.contact) for d in firm.deals
        ]),
        ("stages", ("deal_id", "stage", "entered_at", "by"), [
            (m.deal, m.stage, _moment(m.at), m.by) for m in firm.moves
        ]),
        ("calls", ("started_at", "manager", "direction", "answered", "talk_seconds", "wait_seconds", "phone",
                   "contact_id"), [
            (_moment(c.at), c.who, c.direction, "yes" if c.answered else "no", c.talk, c.wait, c.phone, c.contact)
            for c in firm.calls
        ]),
        ("activities", ("at", "manager", "kind", "direction", "contact_id", "deal_id"), [
            (_moment(a.at), a.who, a.kind, a.direction, a.contact, a.deal) for a in firm.activities
        ]),
    ]  # fmt: skip


def _deal(firm, number):
    return next(deal for deal in firm.deals if deal.id == number)


def _moment(at):
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else None


def _money(minor):
    return None if minor is None else f"{Decimal(minor).scaleb(-2):f}"


def as_csv(headings, rows):
    """A table as the bytes of a file."""
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode()


async def imported(database, company, files):
    """Bring tables in one after another; returns the company as it is then. No row may be refused."""
    take_in = ImportFiles(database, FixedClock(LATER), RING, PHONE_KEY)
    for kind, headings, rows in files:
        if rows:
            company = await again(database, company)
            report = await take_in(company, f"{kind}.csv", as_csv(headings, rows), Said(kind))
            assert report.refused == (), (kind, report.refused)
            assert report.read == len(rows)
    return await again(database, company)


async def again(database, company):
    """The company with what imports have chosen."""
    async with database.overview() as connection:
        return await Companies(connection).named(company.name)


def fortnight():
    """The days of departments, one more on either side: somewhere it is another day."""
    return [FIRST + timedelta(days=number) for number in range(-1, DAYS + 1)]
