"""Invented rows for every table, from a seed: keys from small pools, so that rows of two companies have equal ones."""

import random
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import BigInteger, Boolean, LargeBinary, String

from services.store.tables import metadata
from services.store.types import Day, Exact, Moment
from tests.factories import NOON, TUESDAY

TABLES = [table for table in metadata.sorted_tables if "company_id" in table.c]
"""Company data, in an order in which rows may refer to earlier ones."""

PEOPLE = (1, 2, 3)

POOLS = {
    "subject": ("1", "2", "3", "4"),
    "status": ("open", "won", "won", "lost"),
    "meaning": ("open", "won", "lost"),
    "direction": ("in", "in", "out", "internal"),
    "role": ("manager", "head"),
    "operation": ("send", "card"),
    "outcome": ("told", "met", "in_pace"),
    "scope": ("company", "team", "person"),
    "kpi": ("calls_total", "talk_time", "revenue"),
    "state": ("done", "running"),
    "zone": ("Europe/Moscow", "Asia/Yekaterinburg"),
    "currency": ("RUB", "EUR"),
    "pipeline": ("Main", "Second"),
    "contact_id": ("c1", "c2", "c3"),
    "category": ("ads", "payroll"),
    "channel": ("telegram", "max"),
    "owner_ref": ("101", "102"),
    "code_hash": ("a", "b", "c"),
    "digest": ("d1", "d2"),
    "last4": ("1234", "5678"),
    "unit": ("count", "money"),
    "phone_key": (11, 12, 13),
    "stage_id": (1, 2, 3),
    "deal_id": tuple(range(1, 13)),
    "goal_id": tuple(range(1, 13)),
    "by_id": (0, *PEOPLE),
    "wait_s": (2, 20),
    "person_id": PEOPLE,
    "weekday": (-1, 0, 1),
    "data": ("{}",),
    "months": (1, 3),
    "place": ("{}", '{"page": 2}'),
}

KINDS = {
    "payments": ("payment", "refund"),
    "activities": ("email", "meeting", "note"),
    "pending": ("deal", "day", "cut"),
    "own_days": ("off", "work"),
    "absences": ("vacation", "sick"),
    "imports": ("calls", "deals"),
    "identities": ("extension", "alias"),
    "goal_notes": ("check", "comment"),
    "letters": ("pace", "digest_day"),
    "hushes": ("hour", "today"),
    "day_notes": ("plan", "reason"),
    "cursors": ("deals", "calls"),
    "set_aside": ("deals", "calls"),
    "erased": ("deals", "calls"),
    "hints": ("deals", "calls"),
}

STATES = {"letters": ("sent", "failed"), "sources": ("on", "lost")}

ENDS = ("last_day", "to_day", "due_on")
"""Days that come after the others of their row."""

NOBODYS = ("deals", "calls", "activities", "income", "facts", "stage_entries", "visits")
"""Tables whose rows may be nobody's."""


def value(column, dice, mark):
    """Something the column may hold; text that is no key carries the mark of its company."""
    if column.nullable and dice.random() < 0.25:
        return None
    if column.name == "person_id" and column.table.name in NOBODYS:
        return dice.choice((0, *PEOPLE))
    if column.name == "kind" and column.table.name in KINDS:
        return dice.choice(KINDS[column.table.name])
    if column.name == "state" and column.table.name in STATES:
        return dice.choice(STATES[column.table.name])
    if column.name in POOLS:
        chosen = dice.choice(POOLS[column.name])
        return int(chosen) if isinstance(column.type, BigInteger) else str(chosen) if _is_text(column) else chosen
    match column.type:
        case Moment() if column.name in ("closed_at", "done_at"):
            return NOON - timedelta(minutes=dice.randrange(5, 500))
        case Moment():
            return NOON + timedelta(minutes=dice.randrange(-7_000, 3_000))
        case Day() if column.name in ENDS:
            return TUESDAY + timedelta(days=dice.randrange(3, 9))
        case Day():
            return TUESDAY + timedelta(days=dice.randrange(-5, 3))
        case Exact():
            return Decimal(dice.randrange(1, 5_000)) / 100
        case Boolean():
            return dice.random() < 0.5
        case LargeBinary():
            return dice.randbytes(6)
        case String():
            return f"{dice.choice('xyz')}" if column.primary_key else f"{mark} {dice.choice('xyz')}"
    return dice.randrange(1, 13) if column.primary_key else dice.randrange(0, 300)


def _is_text(column):
    return isinstance(column.type, String) and not isinstance(column.type, Exact)


def rows_of(table, dice, mark, tries=30):
    """Rows of a table without its company, no key twice; every person and every goal exists."""
    made = {}
    for place in range(len(PEOPLE) if table.name == "persons" else tries):
        row = {column.name: value(column, dice, mark) for column in table.c if column.name != "company_id"}
        if table.name == "persons":
            row["id"] = PEOPLE[place]
        if table.name == "goals":
            row["id"] = place % 12 + 1
        made[tuple(row[name] for name in keys_of(table))] = named_apart(table, row, mark)
    return list(made.values())


NAMED = {"jobs": "slot", "letters": "key"}
"""Columns by which rows are told apart beside their key."""


def named_apart(table, row, mark):
    """The row with a name of its own, where names may not be equal."""
    return {**row, NAMED[table.name]: f"{mark} {row['id']}"} if table.name in NAMED else row


def keys_of(table):
    """The key of a table within its company."""
    return [column.name for column in table.primary_key if column.name != "company_id"]


async def fill(unit, seed, mark, like=None):
    """Give a company rows in every table; half of them under keys that the company of seed `like` has too."""
    for table in TABLES:
        rows = rows_of(table, random.Random(f"{seed} {table.name}"), mark)
        others = rows_of(table, random.Random(f"{like} {table.name}"), mark) if like is not None else []
        shared = [
            named_apart(table, {**row, **{name: other[name] for name in keys_of(table)}}, mark)
            for row, other in zip(rows[::2], others, strict=False)
        ]
        await unit.put(table, rows)
        await unit.put(table, shared)


async def everything(unit):
    """All rows of a company, table by table, in a steady order."""
    return {table.name: sorted(map(tuple, await unit.rows(unit.select(table))), key=repr) for table in TABLES}
