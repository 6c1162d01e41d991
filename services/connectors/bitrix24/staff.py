"""People and stages: small lists that are read as a whole; what is as it was is not told again."""

import hashlib
from collections.abc import Mapping
from typing import Any

from services.connectors.bitrix24 import mapping
from services.connectors.bitrix24.books import Books, directories_of
from services.connectors.bitrix24.client import MOST, Answers, Client
from services.connectors.bitrix24.listing import PAGE
from services.connectors.bitrix24.streams import CATEGORIES, STATUSES
from services.connectors.bitrix24.values import Row, Tray
from services.connectors.bitrix24.wording import Command
from services.connectors.kit.contract import Cursor, Page
from services.connectors.kit.records import SourceStage
from services.domain.deals import Status
from services.errors import Strange

_USERS, _DEPARTMENTS = "users", "departments"
_LONGEST = 40
"""Pages of fifty people or departments; a bigger company is not read as a whole."""


async def people_page(client: Client, cursor: Cursor) -> Page:
    """All employees, also those who have left, with their departments; no records when nobody is different."""
    asked = {name: min(int(cursor.get(name) or 1), _LONGEST) for name in (_USERS, _DEPARTMENTS)}
    commands = {f"{name}{at}": _page_of(name, at) for name, pages in asked.items() for at in range(pages)}
    rows: dict[str, list[Row]] = {_USERS: [], _DEPARTMENTS: []}
    while commands:
        some = dict(list(commands.items())[:MOST])
        answers = await client.batch(some)
        for name in some:
            rows[name.rstrip("0123456789")] += _rows_of(answers.good(name), some[name].method)
        commands = {name: command for name, command in commands.items() if name not in some}
        commands |= _more(answers, asked)
    tray = Tray()
    mapping.people(_distinct(rows[_USERS]), _distinct(rows[_DEPARTMENTS]), tray)
    letters = hashlib.blake2b(repr((tray.records, tray.odd)).encode(), digest_size=16).hexdigest()
    made = tray.page({**asked, "letters": letters})
    return made if letters != cursor.get("letters") else Page((), made.cursor)


def _page_of(name: str, at: int) -> Command:
    start = {"start": at * PAGE}
    if name == _USERS:
        return Command("user.get", {"FILTER": {"USER_TYPE": "employee"}, "SORT": "ID", "ORDER": "ASC", **start})
    return Command("department.get", start)


def _more(answers: Answers, asked: dict[str, int]) -> dict[str, Command]:
    """Pages that the totals speak of and nobody has asked for."""
    made: dict[str, Command] = {}
    for name in asked:
        pages = min(-(-answers.totals.get(f"{name}0", 0) // PAGE), _LONGEST)
        made |= {f"{name}{at}": _page_of(name, at) for at in range(asked[name], pages)}
        asked[name] = max(asked[name], pages)
    return made


def _distinct(rows: list[Row]) -> list[Row]:
    """Each id once, as it came last: lists without an order may tell a row on two pages."""
    return list({str(row.get("ID")): row for row in rows}.values())


def _rows_of(result: Any, method: str) -> list[Row]:
    if isinstance(result, Mapping):
        result = list(result.values())
    if not isinstance(result, list):
        raise Strange(method=method, code="no-list")
    return [row for row in result if isinstance(row, Mapping)]


async def stages_page(client: Client, cursor: Cursor) -> Page:
    """Stages that are new or different since `cursor`; one that is there no more comes once as archived."""
    answers = await client.batch({"categories": CATEGORIES, "statuses": STATUSES})
    told, tray = answers.good("categories"), Tray()
    categories = told.get("categories") if isinstance(told, Mapping) else told
    books = Books(directories_of(_rows_of(answers.good("statuses"), STATUSES.method)))
    mapping.stages(_rows_of(categories or [], CATEGORIES.method), books, tray)
    before = {(one[0], one[2]): one for one in cursor.get("known") or ()}
    found = [one for one in tray.records if isinstance(one, SourceStage)]
    if before and not found:
        raise Strange(method=STATUSES.method, code="empty")
    now = {(one.pipeline_id, one.stage_id): _plain(one) for one in found}
    gone = [_stage(one) for key, one in before.items() if key not in now]
    fresh = [one for one in found if before.get((one.pipeline_id, one.stage_id)) != _plain(one)]
    return Page((*fresh, *gone), {"known": list(now.values())}, tuple(tray.odd), dict(tray.unknown))


def _plain(one: SourceStage) -> list[Any]:
    return [one.pipeline_id, one.pipeline, one.stage_id, one.stage, one.position, str(one.meaning)]


def _stage(plain: list[Any]) -> SourceStage:
    pipeline_id, pipeline, stage_id, stage, position, meaning = plain
    return SourceStage(pipeline_id, pipeline, stage_id, stage, position, Status(meaning), archived=True)
