"""Letters on their way, of all companies: claimed, marked before they go out, settled by what became of them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, case, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.ids import CompanyId, PersonId
from services.domain.letters import LetterKind
from services.store.claims import DUE, Claims
from services.store.letters import CLAIMED, FAILED, SENDING, SENT, SKIPPED, UNCERTAIN
from services.store.tables import letters, team_chats

KEPT = timedelta(days=30)
KEPT_DIGESTS = timedelta(days=400)
"""How long letters that are over are remembered; digests are the frozen past that later ones speak of."""

_LONG_AGO = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_OVER = (SENT, FAILED, UNCERTAIN, SKIPPED)
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a letter: the columns that say so."""

    letter: Posted
    values: Mapping[str, Any]


_CLAIMS = Claims(letters, (CLAIMED, SENDING), letters.c.worth.desc(), letters.c.run_at, letters.c.id)


class Mail:
    """Moments named `machine` are of the machine's clock, `now` is of the business."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def claim(self, now: datetime, machine: datetime, lease: timedelta, most: int) -> list[Posted]:
        """The letters that are most worth saying; one of a chat at a time, the others wait for it."""
        rows = await _CLAIMS.claim(self._connection, now, machine, machine + lease, most)
        found = sorted(map(_posted, rows), key=lambda one: (not one.in_doubt, -one.worth, one.run_at))
        chosen: dict[tuple[str, str], Posted] = {}
        for one in found:
            if chosen.setdefault((one.channel, one.chat), one) is not one:
                await self._settle(one, {"state": DUE, "lease_until": None})
        return list(chosen.values())

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
        """It is there; a card whose data changed meanwhile is due again, to be edited."""
        state = case((letters.c.revision > letter.revision, DUE), else_=SENT)
        values = {"state": state, "message_id": message_id, "sent_at": now, "reason": None, "tries": 0}
        await self._settle(letter, values | {"sending_at": None, "lease_until": None, "changed_at": machine})

    async def mark_sending(self, letter: Posted, machine: datetime, until: datetime, *, repeated: bool) -> bool:
        """From now on it may have arrived; False when the claim has passed to somebody else."""
        return await self._settle(
            letter, {"state": SENDING, "sending_at": machine, "lease_until": until, "repeated": repeated}
        )

    async def settle(self, outcomes: Iterable[Outcome]) -> None:
        """Write down what became of letters; those that somebody else holds by now are left alone."""
        for one in outcomes:
            await self._settle(one.letter, one.values)

    async def _settle(self, letter: Posted, values: Mapping[str, Any]) -> bool:
        c = letters.c
        mine = and_(c.company_id == letter.company, c.id == letter.id, c.attempt == letter.attempt)
        held = and_(mine, c.state.in_((CLAIMED, SENDING)))
        return (await self._connection.execute(update(letters).where(held).values(**values))).rowcount == 1

    async def hold_back(self, channel: str, chat: str, until: datetime) -> None:
        """What else is due to a chat waits until then."""
        c = letters.c
        later = or_(c.not_before.is_(None), c.not_before < until)
        await self._connection.execute(
            update(letters).where(c.channel == channel, c.chat == chat, c.state == DUE, later).values(not_before=until)
        )

    async def give_up(self, channel: str, chat: str, machine: datetime, reason: str) -> None:
        """Nothing that waits for a chat will be said there."""
        c = letters.c
        await self._connection.execute(
            update(letters)
            .where(c.channel == channel, c.chat == chat, c.state == DUE)
            .values(state=FAILED, reason=reason, changed_at=machine)
        )

    async def move(self, channel: str, old: str, new: str) -> None:
        """A group has another number from now on."""
        for table in (letters, team_chats):
            await self._connection.execute(
                update(table).where(table.c.channel == channel, table.c.chat == old).values(chat=new)
            )

    async def release(self) -> None:
        """Give back what a killed process held; only for whoever knows that no other process lives."""
        held = letters.c.state.in_((CLAIMED, SENDING))
        await self._connection.execute(update(letters).where(held).values(lease_until=_LONG_AGO))

    async def counts(self, now: datetime) -> dict[str, int]:
        """How many letters wait though they are due, how many failed, how many nobody knows about."""
        c = letters.c
        waiting = or_(c.state.in_((CLAIMED, SENDING)), and_(c.state == DUE, c.run_at <= now))
        query = select(
            func.count().filter(waiting).label("waiting"),
            func.count().filter(c.state == FAILED).label("failed"),
            func.count().filter(c.state == UNCERTAIN).label("uncertain"),
        )
        row = (await self._connection.execute(query)).one()
        return {name: int(getattr(row, name)) for name in ("waiting", "failed", "uncertain")}

    async def prune(self, machine: datetime) -> None:
        """Forget what was over long ago."""
        c = letters.c
        old = or_(
            and_(c.kind.not_in(_DIGESTS), c.changed_at < machine - KEPT),
            and_(c.kind.in_(_DIGESTS), c.changed_at < machine - KEPT_DIGESTS),
        )
        await self._connection.execute(delete(letters).where(c.state.in_(_OVER), old))


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
