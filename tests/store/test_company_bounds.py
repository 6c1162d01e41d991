"""What is one company's is never read, changed or removed for another, whatever is asked of the store.

Every public method of every repository is found by looking at the program and asked twice for company A: while A is
alone, and beside company B whose rows have the same ids, names and phones. The answers and A's rows must be equal, and
B's rows as they were.
"""

import importlib
import inspect
import pkgutil
import random
from collections.abc import Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Row, event, select

import services.store
from services.domain.goals import NoteKind
from services.domain.ids import PersonId, TeamId
from services.domain.income import Income
from services.domain.letters import Letter, LetterKind
from services.domain.lists import LISTS
from services.domain.measures import Rows
from services.domain.norms import Norm, Scope
from services.domain.pace import Outcome
from services.domain.people import Role
from services.domain.period import Period
from services.store.chats import TeamChat
from services.store.goal_notes import GoalNote
from services.store.grants import SealedGrant
from services.store.hints import Waiting
from services.store.merge import merge
from services.store.nudging import Checked, Hush, Preference
from services.store.pending import Kind, Mark
from services.store.rules import OwnKpi
from services.store.sales import Derived
from services.store.sources import State
from services.store.tables import deals
from tests.factories import NOON, TUESDAY, a_company, a_deal
from tests.store.invented import PEOPLE, TABLES, everything, fill, rows_of

WEEK = Period(TUESDAY - timedelta(days=4), TUESDAY + timedelta(days=1))

ANY = {
    "account": "x",
    "added": 1,
    "as_of": NOON,
    "at": NOON,
    "by_lead": True,
    "cells": [(person, day) for person in (0, *PEOPLE) for day in WEEK.days()],
    "changed": 1,
    "channel": "telegram",
    "code_hash": "a",
    "column": "source",
    "contacts": ["c1", "c2"],
    "day": TUESDAY,
    "day_of": lambda at: at.date(),
    "deals_wanted": list(range(1, 13)),
    "digest": "d1",
    "first": WEEK.first,
    "goals": list(range(1, 13)),
    "ids": list(range(1, 13)),
    "kpi": OwnKpi("x", "Имя", "calls_total / 2", "count"),
    "last": TUESDAY,
    "listed": True,
    "measure": LISTS["revenue"],
    "marks": [Mark(Kind.DEAL, "x", TUESDAY)],
    "most": 3,
    "name": "Иван Новый",
    "names": ["Ольга", "Пётр"],
    "norm": Norm(Scope.PERSON, 1, "talk_time", None, TUESDAY, Decimal(60)),
    "note": GoalNote(2, NoteKind.CHECK, 1, NOON, Decimal("2.5"), "Стало лучше"),
    "number": 1,
    "path": "Sales/North",
    "people": frozenset(PEOPLE),
    "period": WEEK,
    "person": 1,
    "pipeline": "Main",
    "qualified": {"Main": 1, None: 1},
    "ref": "101",
    "refs": ["101", "102"],
    "role": Role.MANAGER,
    "rule": "talk_time",
    "since": WEEK.first,
    "stage": 2,
    "starts": [WEEK.first, WEEK.first + timedelta(days=2)],
    "stray": 1,
    "share": Fraction(3, 4),
    "talk_at_least": 10,
    "team": 1,
    "until": NOON,
    "usual_zone": ZoneInfo("UTC"),
    "value": "x",
    "viewer": 2,
    "what": "kpi",
    "wanted": deals.c.status == "won",
    "new": 2,
    "now": NOON,
    "not_before": NOON,
    "odd": [("deals", "x", "id")],
    "old": 1,
    "place": {"page": 2},
    "prefix": "",
    "read_to": NOON,
    "records": 5,
    "sealed": b"x",
    "source": 1,
    "state": State.LOST,
    "times": {"x": 2},
    "title": "CRM",
    "trial": 2,
    "tries": 1,
    "trouble": "source-down",
    "vendor": "amocrm",
    "version": 1,
    "kind": "deals",
    "zone": "Europe/Moscow",
}
"""What a parameter of this name may be."""

SPECIAL = {
    ("CallLists", "of", "person"): None,
    ("RowLists", "behind", "person"): None,
    ("DayNotes", "note", "kind"): "plan",
    ("DayNotes", "note", "text"): "x",
    ("Digests", "set", "evening"): 1110,
    ("Digests", "set", "monday"): None,
    ("Letters", "known", "keys"): [f"{mark} {number}" for mark in "AB" for number in range(1, 13)],
    ("Letters", "of", "since"): NOON - timedelta(days=3),
    ("Letters", "undelivered", "since"): NOON - timedelta(days=3),
    ("Letters", "put", "found"): [Letter("pace:1", LetterKind.PACE, PersonId(1), {"v": 1}, NOON)],
    ("Nudging", "hush", "hush"): Hush(NOON, "hour", 1),
    ("Nudging", "note", "found"): [Checked(PersonId(1), TUESDAY, "talk_time", NOON, Outcome.TOLD)],
    ("Nudging", "prefer", "chosen"): Preference(),
    ("TeamChats", "release", "chat"): "-5",
    ("TeamChats", "bind", "chat"): TeamChat("telegram", "-5", TeamId(1), "Север", PersonId(1)),
    ("Erasing", "deals", "ids"): [1, 2],
    ("Grants", "begin", "grant"): SealedGrant(1, b"x", NOON, None, 0, dead=False),
    ("Grants", "swap", "grant"): SealedGrant(2, b"y", NOON, None, 0, dead=False),
    ("Hints", "done", "asked"): [Waiting("deals", "x", NOON), Waiting("calls", "y", NOON)],
    ("Imports", "begin", "kind"): "calls",
    ("Imports", "newest", "kinds"): ("calls", "deals"),
    ("Imports", "is_empty", "kind"): "calls",
    ("People", "identify", "kind"): "extension",
    ("Renaming", "stage", "after"): ("Main", "Иначе"),
    ("Renaming", "stage", "before"): ("Main", "Новая"),
    ("Sources", "bury", "names"): {"x": NOON},
    ("Sources", "troubled", "since"): NOON,
    ("Sources", "name_stages", "names"): {("1", "2"): ("Main", "Новая")},
    ("Pending", "take", "kind"): Kind.DEAL,
    ("Calendar", "set_away", "kind"): "sick",
    ("Calendar", "set_own_day", "kind"): "off",
    ("People", "change", "values"): {"name": "Новое имя"},
    ("Funnels", "past_paths", "rows"): [
        SimpleNamespace(
            id=n, line="Main", person_id=1, status="won", created_at=NOON, closed_at=NOON + timedelta(days=1)
        )
        for n in range(1, 13)
    ],
    ("Timings", "answer", "rows"): [{"id": 1, "first_touch_at": NOON, "response_s": 5}],
    ("Timings", "call_back", "rows"): [{"id": 1, "callback_at": NOON, "callback_s": 5}],
    ("Sales", "change", "rows"): [{"id": 1, "is_lead": True}],
    ("Sales", "save", "derived"): [
        Derived(
            1,
            {"won_net": 5},
            [{"stage_id": 9, "first_at": NOON, "first_day": TUESDAY, "person_id": 1, "times": 1, "spent_s": 3}],
            [Income(NOON, TUESDAY, 5, 2, by_default=False)],
            2,
        )
    ],
}
"""The same, where a name means different things."""

EMPTY = ([], "None", "0", "False")

MAY_BE_SILENT = 4
"""Questions that the invented data may have no answer to, so that asking them proves little."""

PUTS = {("Calendar", "set_hours"): "hours", ("Rules", "put_goals"): "goals", ("Sales", "put_stages"): "stages"}
"""Methods that take rows of a table as they are."""


def repositories():
    """Every class of the store that is made from a unit, with what else it needs."""
    for module in pkgutil.iter_modules(services.store.__path__):
        loaded = importlib.import_module(f"services.store.{module.name}")
        for name, kind in inspect.getmembers(loaded, inspect.isclass):
            needs = inspect.signature(kind).parameters if kind.__module__ == loaded.__name__ else {}
            if "unit" in needs and not name.startswith("_"):
                yield kind, tuple(needs)


def methods():
    """Every public method of every repository."""
    for kind, needs in repositories():
        for name, method in inspect.getmembers(kind, inspect.iscoroutinefunction):
            if not name.startswith("_"):
                for more in (Rows.CALLS, Rows.ACTIVITIES, Rows.MOVES) if "rows" in needs else (None,):
                    yield f"{kind.__name__}.{name}{f'({more})' if more else ''}", kind, method, more


def argument(kind, method, parameter, company, dice):
    """What to ask with; a parameter nobody has described yet is a line to write above."""
    known = (kind.__name__, method.__name__, parameter)
    if parameter == "company":
        return company
    if known[:2] in PUTS and parameter == "rows":
        return rows_of(next(table for table in TABLES if table.name == PUTS[known[:2]]), dice, "new")
    found = SPECIAL.get(known, ANY.get(parameter, inspect.Parameter.empty))
    assert found is not inspect.Parameter.empty, f"say in this file what {parameter!r} of {known[:2]} may be"
    return found


async def ask(kind, method, more, unit, company, dice):
    """Call a method with what its parameters may be."""
    repository = kind(unit, more) if more else kind(unit)
    if method.__name__ == "cut":
        rows = await repository.of_days(WEEK.first, WEEK.last)
        return await repository.cut([(row, {"in_shift": True}) for row in rows])
    asked, rest = {}, {}
    for name, parameter in list(inspect.signature(method).parameters.items())[1:]:
        if parameter.kind is parameter.VAR_KEYWORD:
            rest = argument(kind, method, name, company, dice)
        elif parameter.default is parameter.empty:
            asked[name] = argument(kind, method, name, company, dice)
    return await method(repository, **asked, **rest)


def plain(found):
    """An answer that compares by what it says and not by the order of rows that have none."""
    if isinstance(found, Row):
        return tuple(map(plain, found))
    if is_dataclass(found):
        return type(found).__name__, [(field.name, plain(getattr(found, field.name))) for field in fields(found)]
    if isinstance(found, Mapping):
        return sorted(((plain(key), plain(value)) for key, value in found.items()), key=repr)
    if isinstance(found, list | tuple | Set | Iterator):
        return sorted(map(plain, found), key=repr)
    return found if isinstance(found, Decimal | Fraction) else repr(found)


class _Undo(Exception):
    """Ends a trial."""


async def trial(database, company, call):
    """The answer of a call and, where it wrote, the rows of the company and of the others after it; nothing is kept."""
    written = []

    def look(_connection, _cursor, words, *_rest):
        written.extend([words] * (not words.lstrip().upper().startswith("SELECT")))

    try:
        async with database.writing(company.id) as unit:
            event.listen(unit.connection.sync_connection, "before_cursor_execute", look)
            answer = plain(await call(unit))
            left = (await everything(unit), await of_others(unit)) if written else None
            raise _Undo
    except _Undo:
        return answer, left


async def of_others(unit):
    """All rows that are not the company's."""
    return {table.name: await _foreign(unit, table) for table in TABLES}


async def _foreign(unit, table):
    query = select(table).where(table.c.company_id != unit.company)
    return sorted(map(tuple, (await unit.connection.execute(query)).all()), key=repr)


async def answers(database, company, seed):
    """What every method of every repository answers and leaves behind, each on the data as they are now."""
    found = {}
    for name, kind, method, more in methods():

        async def call(unit, kind=kind, method=method, more=more):
            return await ask(kind, method, more, unit, company, random.Random(seed))

        found[name] = await trial(database, company, call)
    return found


@pytest.mark.parametrize("backend", ["sqlite", pytest.param("postgres", marks=pytest.mark.long)], indirect=True)
@pytest.mark.parametrize("seed", [1, pytest.param(5, marks=pytest.mark.long), pytest.param(6, marks=pytest.mark.long)])
async def test_no_repository_reaches_into_another_company(database, company, seed):
    async with database.writing(company.id) as unit:
        await fill(unit, seed, "A")
    alone = await answers(database, company, seed)
    other = await a_company(database, "Лютик")
    async with database.writing(other.id) as unit:
        await fill(unit, seed + 100, "B", like=seed)
        foreign = await everything(unit)

    beside = await answers(database, company, seed)

    writing = [name for name in alone if alone[name][1]]
    assert [name for name in alone if beside[name][0] != alone[name][0]] == [], "these read another company's rows"
    assert [name for name in writing if beside[name][1][0] != alone[name][1][0]] == [], "these write by another's rows"
    assert [name for name in writing if beside[name][1][1] != foreign] == [], "these change another company's rows"
    assert len([name for name in alone if alone[name][0] in EMPTY and name not in writing]) <= MAY_BE_SILENT


async def test_merging_rows_leaves_the_other_company_alone(database, company):
    other = await a_company(database, "Лютик")
    theirs = a_deal(id=7, amount=100, source="чужой")
    async with database.writing(other.id) as unit:
        await unit.put(deals, [theirs])

    async with database.writing(company.id) as unit:
        merged = await merge(unit, deals, [{**theirs, "source": "наш"}], defaults={}, fresh=False)

    assert (len(merged.added), len(merged.changed)) == (1, 0)
    async with database.reading(other.id) as unit:
        assert [row.source for row in await unit.rows(unit.select(deals))] == ["чужой"]


async def test_the_invented_data_make_both_companies_meet(database, company):
    other = await a_company(database, "Лютик")
    async with database.writing(company.id) as unit:
        await fill(unit, 1, "A")
        mine = await everything(unit)
    async with database.writing(other.id) as unit:
        await fill(unit, 101, "B", like=1)
        theirs = await everything(unit)

    for table in TABLES:
        places = [place for place, column in enumerate(table.c) if column.primary_key and column.name != "company_id"]
        keys = [{tuple(row[place] for place in places) for row in rows[table.name]} for rows in (mine, theirs)]
        assert keys[0] & keys[1], f"{table.name}: no key of both companies"
