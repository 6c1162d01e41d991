"""Letters on their way, of all companies: claimed, marked before they go out, settled by what became of them."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Update,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.ids import CompanyId, PersonId
from services.domain.letters import VERSION, LetterKind
from services.store.claims import CLOCKS_DIFFER, DUE, Claims
from services.store.letters import CLAIMED, FAILED, SENDING, SENT, SKIPPED, UNCERTAIN
from services.store.tables import chats, letters, team_chats
from services.store.types import Moment

KEPT = timedelta(days=30)
KEPT_DIGESTS = timedelta(days=400)
"""How long letters that are over are remembered; digests are the frozen past that later ones speak of."""

_LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_OVER = (SENT, FAILED, UNCERTAIN, SKIPPED)
_KINDS = frozenset(LetterKind)
_A_CHAT = timedelta(seconds=1)
_A_GROUP = timedelta(seconds=60) / 18
_STRANGE_AGAIN = timedelta(minutes=1)
_DIGESTS = (LetterKind.DIGEST_DAY.value, LetterKind.DIGEST_WEEK.value)


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter in the hands of whoever claimed it.

    `in_doubt`: it may have arrived already. `message_id`: what it became before; then it is edited.
    """

    company: CompanyId
    id: int
    key: str
    kind: LetterKind
    reader: PersonId
    channel: str
    chat: str
    data: Mapping[str, Any]
    card: bool
    silent: bool
    run_at: datetime
    useful_until: datetime | None
    message_id: str | None
    repeated: bool
    in_doubt: bool
    attempt: int
    tries: int
    revision: int
    worth: int

    @property
    def apart(self) -> timedelta:
        """How far apart messages go in its chat: one a second, in a group eighteen a minute."""
        return _A_GROUP if self.chat.startswith("-") else _A_CHAT


@dataclass(frozen=True, slots=True)
class Claimed:
    """Letters to carry, and of what kinds there were others that only a newer program can say."""

    letters: list[Posted]
    strange: frozenset[str]


def _mark() -> Update:
    """Mark a letter that is held, is not put off, and whose chat is open (see `Mail.mark_sending`)."""
    c, other = letters.c, letters.alias("other").c
    now = bindparam("now", type_=Moment)
    company, number = (bindparam(name, type_=BigInteger) for name in ("company", "number"))
    on_its_way = and_(other.state == SENDING, other.lease_until >= now)
    since, wrong_after = (bindparam(name, type_=Moment) for name in ("since", "wrong_after"))
    lately = and_(other.state == SENT, other.changed_at > since, other.changed_at <= wrong_after)
    busy = exists().where(
        other.channel == bindparam("to_channel"), other.chat == bindparam("to_chat"),
        other.state.in_((SENDING, SENT)), or_(on_its_way, lately), or_(other.company_id != company, other.id != number),
    )  # fmt: skip
    held = and_(c.company_id == company, c.id == number, c.attempt == bindparam("held"))
    open_now = or_(c.not_before.is_(None), c.not_before <= now)
    marked = update(letters).where(held, c.state.in_((CLAIMED, SENDING)), open_now, ~busy)
    until, again = bindparam("until", type_=Moment), bindparam("again", type_=Boolean)
    return marked.values(state=SENDING, sending_at=now, lease_until=until, repeated=again)


_MARK = _mark()
_CLAIMS = Claims(letters, (CLAIMED, SENDING), letters.c.worth.desc(), letters.c.run_at, letters.c.id)


class Mail:
    """Moments named `machine` are of the machine's clock, `now` is of the business."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(self, now: datetime, machine: datetime, lease: timedelta, most: int) -> Claimed:
        """The letters that are most worth saying; one of a chat at a time, the others wait for it."""
        rows = await _CLAIMS.claim(self._connection, now, machine, machine + lease, most)
        strange = {row.kind for row in rows if not _is_ours(row)}
        for row in rows:
            if not _is_ours(row):
                await self._put_off(row, machine + _STRANGE_AGAIN)
        ours = sorted(filter(_is_ours, rows), key=lambda row: (row.sending_at is None, -row.worth, row.run_at))
        chosen: dict[tuple[str, str], Any] = {}
        for row in ours:
            if chosen.setdefault((row.channel, row.chat), row) is not row:
                await self._put_off(row, None)
        found = [_posted(row) for row in chosen.values()]
        for apart in {one.apart for one in found}:
            held = [one.chat for one in found if one.apart == apart]
            await self._hold_back(found[0].channel, held, machine + apart, (DUE,))
        return Claimed(found, frozenset(strange))

    async def _put_off(self, row: Any, until: datetime | None) -> None:
        """Give a claim back within the transaction that made it: as if it had never been."""
        c = letters.c
        mine = and_(c.company_id == row.company_id, c.id == row.id)
        values: dict[str, Any] = {"state": DUE, "lease_until": None, "attempt": c.attempt - 1}
        values |= {} if until is None else {"not_before": until}
        await self._connection.execute(update(letters).where(mine).values(**values))

    async def give_back(self, letter: Posted, until: datetime | None = None) -> None:
        """It was claimed and not touched: it is due again, from a moment on; whether it is in doubt stays as it was."""
        values: dict[str, Any] = {"state": DUE, "lease_until": None}
        await self.settle(letter, values if until is None else values | {"not_before": until})

    async def card_before(self, letter: Posted) -> str | None:
        """The message of the reader's last card before this one; None where there is none."""
        c = letters.c
        query = (
            select(c.message_id)
            .where(c.channel == letter.channel, c.chat == letter.chat, c.state.in_((SENT, DUE)))
            .where(c.company_id == letter.company, c.kind == letter.kind.value, c.operation == "card")
            .where(c.run_at < letter.run_at, c.message_id.is_not(None))
            .order_by(c.run_at.desc())
        )
        found = (await self._connection.execute(query.limit(1))).first()
        return None if found is None else str(found.message_id)

    async def delivered(self, letter: Posted, message_id: str | None, now: datetime, machine: datetime) -> None:
        """It is there."""
        values = {"state": SENT, "message_id": message_id, "sent_at": now, "reason": None, "tries": 0}
        await self.settle(letter, values | {"sending_at": None, "lease_until": None, "changed_at": machine})

    async def mark_sending(self, letter: Posted, machine: datetime, until: datetime, *, repeated: bool) -> bool:
        """From now on it may have arrived; False when the claim has passed to somebody else, or the chat is not open:
        another letter is on its way there, or was a moment ago."""
        asked = {
            "company": letter.company, "number": letter.id, "held": letter.attempt, "to_channel": letter.channel,
            "to_chat": letter.chat, "now": machine, "until": until, "again": repeated, "since": machine - letter.apart,
            "wrong_after": machine + CLOCKS_DIFFER,
        }  # fmt: skip
        return (await self._connection.execute(_MARK, asked)).rowcount == 1

    async def settle(self, letter: Posted, values: Mapping[str, Any]) -> bool:
        """Write down what became of a letter; one that somebody else holds by now is left alone. What is over for a
        card is over for what it said: one whose data changed meanwhile is due again."""
        kept = dict(values)
        if letter.card and kept.get("state") in _OVER:
            kept["state"] = case((letters.c.revision > letter.revision, DUE), else_=kept["state"])
        return (await self._connection.execute(update(letters).where(_held(letter)).values(**kept))).rowcount == 1

    async def hold_back(self, letter: Posted, until: datetime) -> None:
        """What else is to go to the letter's chat waits until then."""
        await self._hold_back(letter.channel, [letter.chat], until, (DUE, CLAIMED))

    async def _hold_back(self, channel: str, held: Collection[str], until: datetime, states: Collection[str]) -> None:
        c = letters.c
        others = and_(c.channel == channel, c.chat.in_(held), c.state.in_(states))
        later = or_(c.not_before.is_(None), c.not_before < until)
        await self._connection.execute(update(letters).where(others, later).values(not_before=until))

    async def give_up(self, channel: str, chat: str, machine: datetime, reason: str) -> None:
        """Nothing that waits for a chat will be said there, nor what somebody has in hand for it and has not sent."""
        c = letters.c
        await self._connection.execute(
            update(letters)
            .where(c.channel == channel, c.chat == chat, c.state.in_((DUE, CLAIMED)))
            .values(state=FAILED, reason=reason, changed_at=machine)
        )

    async def move(self, channel: str, old: str, new: str) -> None:
        """A group has another number from now on; what is already known under the new one stays."""
        known = select(team_chats.c.company_id).where(team_chats.c.channel == channel, team_chats.c.chat == new)
        twice = and_(team_chats.c.channel == channel, team_chats.c.chat == old, team_chats.c.company_id.in_(known))
        await self._connection.execute(delete(team_chats).where(twice))
        await self._connection.execute(delete(chats).where(chats.c.channel == channel, chats.c.chat == old))
        for table in (letters, team_chats):
            await self._connection.execute(
                update(table).where(table.c.channel == channel, table.c.chat == old).values(chat=new)
            )

    async def release(self) -> None:
        """Give back what a killed process held; only for whoever knows that no other process lives."""
        held = letters.c.state.in_((CLAIMED, SENDING))
        await self._connection.execute(update(letters).where(held).values(lease_until=_LONG_AGO))

    async def counts(self, now: datetime) -> dict[str, int]:
        """How many letters wait though they are due; how many of the last 30 days failed, or nobody knows about."""
        c = letters.c
        lately = c.run_at > now - KEPT
        waiting = or_(c.state.in_((CLAIMED, SENDING)), and_(c.state == DUE, c.run_at <= now))
        query = select(
            func.count().filter(waiting).label("waiting"),
            func.count().filter(c.state == FAILED, lately).label("failed"),
            func.count().filter(c.state == UNCERTAIN, lately).label("uncertain"),
        )
        told = query.where(c.state.in_((DUE, CLAIMED, SENDING, FAILED, UNCERTAIN)))
        row = (await self._connection.execute(told)).one()
        return {name: int(getattr(row, name)) for name in ("waiting", "failed", "uncertain")}

    async def prune(self, machine: datetime) -> None:
        """Forget what was over long ago."""
        c = letters.c
        old = or_(
            and_(c.kind.not_in(_DIGESTS), c.changed_at < machine - KEPT),
            and_(c.kind.in_(_DIGESTS), c.changed_at < machine - KEPT_DIGESTS),
        )
        await self._connection.execute(delete(letters).where(c.state.in_(_OVER), old))


def _is_ours(row: Any) -> bool:
    """Whether this program has words for it; a newer one may put what only itself can say."""
    return row.kind in _KINDS and json.loads(row.data).get("v", VERSION) <= VERSION


def _held(letter: Posted) -> ColumnElement[bool]:
    """Whether the claim is still that of whoever has the letter in hand."""
    c = letters.c
    mine = and_(c.company_id == letter.company, c.id == letter.id, c.attempt == letter.attempt)
    return and_(mine, c.state.in_((CLAIMED, SENDING)))


def _posted(row: Any) -> Posted:
    return Posted(
        company=CompanyId(row.company_id),
        id=row.id,
        key=row.key,
        kind=LetterKind(row.kind),
        reader=PersonId(row.person_id),
        channel=row.channel,
        chat=row.chat,
        data=json.loads(row.data),
        card=row.operation == "card",
        silent=row.silent,
        run_at=row.run_at,
        useful_until=row.useful_until,
        message_id=row.message_id,
        repeated=row.repeated,
        in_doubt=row.sending_at is not None,
        attempt=row.attempt,
        tries=row.tries,
        revision=row.revision,
        worth=row.worth,
    )
