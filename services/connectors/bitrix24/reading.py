"""What is new of deals, moves, calls and touches: all lists of a kind are looked at with one question."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any

from services.connectors.bitrix24 import listing
from services.connectors.bitrix24.books import Books, OwnField, directories_of, own_fields
from services.connectors.bitrix24.checking import Check
from services.connectors.bitrix24.client import Answers, Client
from services.connectors.bitrix24.leads import Waiting, becomings, births
from services.connectors.bitrix24.steady import Changing, Log, State, Walk
from services.connectors.bitrix24.streams import FIELDS, STATUSES, STREAMS, WITH_BOOKS, Context, Stream
from services.connectors.bitrix24.values import Row, Tray
from services.connectors.bitrix24.wording import Command
from services.connectors.kit.contract import Cursor, Page
from services.connectors.kit.records import Kind
from services.errors import AccessLost, SourceError, Strange

_REMEMBERED = 1000
"""So many quotes keep the moment at which they were first seen sent."""


class Reading:
    """One reading of one kind from a cursor on. `own` names the company's own fields by the names of needs."""

    def __init__(self, client: Client, own: Mapping[str, str], kind: Kind, cursor: Cursor | None, now: datetime):
        self._client = client
        self._own = own if kind is Kind.DEALS else {}
        self._kind = kind
        self._state: State = deepcopy(dict(cursor or {}))
        if self._state and self._state.get("own", {}) != self._own:
            self._state = {}
        self._state["own"] = dict(self._own)
        self._context = Context(now)
        self._strange: list[str] = []

    async def pages(self) -> AsyncGenerator[Page]:
        """Everything that is new, at least one page."""
        if self._own and "keys" not in self._state:
            await self._learn_keys()
        walks = [self._walk(stream) for stream in STREAMS[self._kind]]
        answers = await self._first_answers(walks)
        told: Cursor | None = None
        async for tray in self._trays(walks, answers):
            tray.unknown.update(self._strange)
            self._strange = []
            told = self._cursor()
            yield tray.page(told)
        if told is None or told != self._state:
            yield Page((), self._cursor(), unknown=dict.fromkeys(self._strange, 1))

    async def _trays(self, walks: Sequence[Walk], answers: Answers) -> AsyncGenerator[Tray]:
        for walk in walks:
            lacking = self._lacking(walk, answers)
            if lacking is not None:
                self._strange.append(f"{walk.stream.name}={lacking.code or lacking.phrase}")
                continue
            async for rows in walk.rows(answers):
                yield await self._mapped(walk.stream, rows)
            waiting = Waiting(walk.stream.listing, walk.state)
            self._context.became |= waiting.became(answers)
            async for rows in waiting.rows(self._client, self._context.became):
                yield await self._mapped(walk.stream, rows)
            check = Check(self._client, walk.stream, walk.state, self._context.now)
            if check.is_due:
                async for tray in check.trays():
                    yield tray

    def _walk(self, stream: Stream) -> Walk:
        state = self._state.setdefault(stream.name, {})
        made = Changing if stream.listing.moment else Log
        more = tuple(self._state.get("keys", {}).values()) if stream.listing is listing.DEALS else ()
        return made(self._client, stream, state, self._context.now, more)

    async def _first_answers(self, walks: Sequence[Walk]) -> Answers:
        """The first look at every list and the directories, in one question."""
        commands = {name: command for walk in walks for name, command in walk.commands().items()}
        for walk in walks:
            commands |= Waiting(walk.stream.listing, walk.state).commands()
        answers = await self._client.batch(commands | self._books())
        self._context.books = books_in(answers, self._own, self._kind)
        return answers

    def _books(self) -> dict[str, Command]:
        return books_asked(self._kind, bool(self._own))

    @staticmethod
    def _lacking(walk: Walk, answers: Answers) -> SourceError | None:
        """Why a list that may be lacking is not there: a right, or the portal's mode."""
        if not walk.stream.may_lack:
            return None
        errors = (error for name, error in answers.errors.items() if name.startswith(f"{walk.stream.name}_"))
        return next((error for error in errors if isinstance(error, AccessLost | Strange)), None)

    async def _learn_keys(self) -> None:
        """What the own fields are called in rows; one that is not there is counted."""
        found = self._state["keys"] = await own_keys(self._client, self._own)
        self._strange += [f"{need}={name[:64]}" for need, name in self._own.items() if need not in found]

    async def _mapped(self, stream: Stream, rows: Sequence[Row]) -> Tray:
        tray, context = Tray(), self._context
        if stream.listing is listing.DEALS:
            context.born.update(await births(self._client, rows, context.born))
        if stream.listing in (listing.TOUCHES, listing.CALLS):
            context.became.update(await becomings(self._client, rows, context.became))
            Waiting(stream.listing, self._state[stream.name]).note(rows, context.became)
        if stream.listing is listing.QUOTES:
            context.sent = self._state[stream.name].setdefault("sent", {})
        tray.take(stream.kind, rows, stream.made_with(context), stream.listing.row_id)
        if len(context.sent) > _REMEMBERED:
            kept = sorted(context.sent.items(), key=lambda one: one[1])[-_REMEMBERED:]
            context.sent.clear()
            context.sent.update(kept)
        return tray

    def _cursor(self) -> dict[str, Any]:
        return deepcopy(dict(self._state))


async def own_keys(client: Client, own: Mapping[str, str]) -> dict[str, str]:
    """What own fields are called in rows, by the names of needs; those that are there."""
    if not own:
        return {}
    found = _fields_in(await client.batch({"fields": FIELDS}), own)
    return {need: one.key for need, one in found.items()}


def books_asked(kind: Kind, with_own_fields: bool) -> dict[str, Command]:
    """What is asked beside rows of a kind to understand them."""
    asked = {"statuses": STATUSES} if kind in WITH_BOOKS else {}
    return asked | ({"fields": FIELDS} if with_own_fields and kind is Kind.DEALS else {})


def books_in(answers: Answers, own: Mapping[str, str], kind: Kind) -> Books:
    """The directories and own fields that were asked for beside rows."""
    if kind not in WITH_BOOKS:
        return Books()
    told = answers.good("statuses")
    rows = list(told.values()) if isinstance(told, Mapping) else told
    fields = _fields_in(answers, own) if own and kind is Kind.DEALS else {}
    return Books(directories_of(rows if isinstance(rows, list) else ()), fields)


def _fields_in(answers: Answers, own: Mapping[str, str]) -> dict[str, OwnField]:
    told = answers.good("fields")
    fields = told.get("fields") if isinstance(told, Mapping) else None
    return own_fields(fields if isinstance(fields, Mapping) else {}, own)
