"""Letters of a company: put once by key, and read for those who look at what was sent."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case

from services.domain.ids import PersonId, digest_id
from services.domain.letters import Letter, LetterKind
from services.store.tables import letters, logins
from services.store.unit import Unit

DUE, CLAIMED, SENDING, SENT, FAILED, UNCERTAIN, SKIPPED = (
    "due", "claimed", "sending", "sent", "failed", "uncertain", "skipped",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A letter as it stands in the box."""

    key: str
    kind: LetterKind
    reader: PersonId
    channel: str
    chat: str
    data: Mapping[str, Any]
    state: str
    run_at: datetime
    sent_at: datetime | None
    repeated: bool
    reason: str | None


class Letters:
    """The letters of one company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def put(self, found: Sequence[Letter], channel: str, at: datetime) -> int:
        """Put letters; how many were new or, for cards, changed. Nobody's letter is put for whoever has no account.

        `at` is the machine's time.
        """
        if not found:
            return 0
        found = list({one.key: one for one in found}.values())
        homes = await self._homes(channel, {one.reader for one in found if one.chat is None})
        known = {
            row.key: row
            for row in await self._unit.by_ids(
                self._unit.select(letters, letters.c.key, letters.c.data, letters.c.revision),
                letters.c.key,
                {one.key for one in found},
            )
        }
        new = []
        changed = 0
        for one in found:
            data = json.dumps(one.data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            chat = one.chat or homes.get(one.reader)
            if chat is None:
                continue
            row = known.get(one.key)
            if row is None:
                new.append(self._row(one, channel, chat, data, at))
            elif one.card and row.data != data:
                changed += 1
                await self._renew(one, data, row.revision + 1, at)
        await self._unit.put(letters, new, replace=False)
        return len(new) + changed

    async def _renew(self, one: Letter, data: str, revision: int, at: datetime) -> None:
        """A card says something new: it is due again, after whoever has it in hand is done."""
        free = case((letters.c.state.in_((CLAIMED, SENDING)), letters.c.state), else_=DUE)
        values = {"data": data, "revision": revision, "state": free, "run_at": one.run_at, "tries": 0}
        values |= {"useful_until": one.useful_until, "not_before": None, "reason": None, "changed_at": at}
        await self._unit.run(self._unit.update(letters).where(letters.c.key == one.key).values(**values))

    async def of(self, person: PersonId, since: datetime, until: datetime) -> list[Written]:
        """What was to be said to a person within these moments of the business, the earliest first."""
        mine = letters.c
        query = self._unit.select(letters).where(mine.person_id == person, mine.run_at >= since, mine.run_at < until)
        return [_written(row) for row in await self._unit.rows(query.order_by(mine.run_at, mine.id))]

    async def _homes(self, channel: str, people: set[PersonId]) -> dict[PersonId, str]:
        """The private chat of each person: that of their account."""
        query = self._unit.select(logins, logins.c.person_id, logins.c.account_id).where(logins.c.channel == channel)
        rows = await self._unit.by_ids(query.order_by(logins.c.account_id), logins.c.person_id, people)
        return {PersonId(row.person_id): row.account_id for row in rows}

    def _row(self, one: Letter, channel: str, chat: str, data: str, at: datetime) -> dict[str, Any]:
        return {
            "id": digest_id(self._unit.company, "letter", one.key), "key": one.key, "kind": one.kind.value,
            "person_id": one.reader, "channel": channel, "chat": chat, "operation": "card" if one.card else "send",
            "data": data, "silent": one.silent, "worth": one.worth, "state": DUE, "run_at": one.run_at,
            "useful_until": one.useful_until, "not_before": None, "attempt": 0, "tries": 0, "lease_until": None,
            "sending_at": None,
            "revision": 0, "message_id": None, "repeated": False, "reason": None, "changed_at": at, "sent_at": None,
        }  # fmt: skip


def _written(row: Any) -> Written:
    return Written(
        row.key, LetterKind(row.kind), PersonId(row.person_id), row.channel, row.chat, json.loads(row.data), row.state,
        row.run_at, row.sent_at, row.repeated, row.reason,
    )  # fmt: skip
