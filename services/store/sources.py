"""Connected accounts of a company: what opens them, how far each is read, and what of it is not understood."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from services.domain.ids import CompanyId, digest_id
from services.store.tables import cursors, erased, set_aside, source_stages, sources, unknown_values
from services.store.unit import Unit

_LONGEST = 128


class State(StrEnum):
    """How a source is: read, or left alone until its owner connects it anew."""

    ON = "on"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Source:
    """A connected account. `prefix` stands before its ids; `trouble` is a phrase, `since` when it began.

    `not_before` is of the machine's clock: until then it is left alone.
    """

    id: int
    vendor: str
    name: str
    title: str
    account: str
    prefix: str
    state: State
    trouble: str | None
    since: datetime | None
    not_before: datetime | None
    tries: int
    connected_at: datetime

    def is_due(self, now: datetime) -> bool:
        """Whether its time to be asked has come."""
        return self.not_before is None or self.not_before <= now

    @property
    def is_left_alone(self) -> bool:
        """Whether it has trouble, and is asked at growing distances only."""
        return self.trouble is not None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a kind of a source is read; `read_to` is None while its past is still coming in."""

    kind: str
    place: Mapping[str, Any]
    read_to: datetime | None
    records: int


def source_id(company: int, name: str) -> int:
    """The number of a source by its name in a company."""
    return digest_id(company, "source", name)


class Sources:
    """The sources of a company."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    async def all(self) -> list[Source]:
        """Every source, in the order of connecting."""
        query = self._unit.select(sources).order_by(sources.c.connected_at, sources.c.name)
        return [_source(row) for row in await self._unit.rows(query)]

    async def sealed(self, number: int) -> bytes | None:
        """What opens the source, sealed; None when there is no such source."""
        row = await self._unit.row(self._unit.select(sources, sources.c.sealed).where(sources.c.id == number))
        return None if row is None else bytes(row.sealed)

    async def keep(
        self, vendor: str, name: str, account: str, title: str, prefix: str, sealed: bytes, at: datetime
    ) -> int:
        """Connect an account, or connect it anew with other keys; its number, which follows from the name.

        Trouble that it had is over when it has been read again, not before.
        """
        number = source_id(self._unit.company, name)
        known = await self._unit.row(self._unit.select(sources).where(sources.c.id == number))
        told: dict[str, Any] = {"title": title, "sealed": sealed, "state": State.ON.value, "not_before": None}
        told["tries"] = 0
        if known is not None:
            await self._change(number, **told)
            return number
        row: dict[str, Any] = {"id": number, "vendor": vendor, "name": name, "account": account, "prefix": prefix}
        fresh = {"trouble": None, "since": None, "lease_until": None, "connected_at": at}
        await self._unit.put(sources, [row | told | fresh])
        return number

    async def lease(self, number: int, now: datetime, until: datetime, *, due: bool = False) -> bool:
        """Take the source for reading, unless somebody else reads it; both moments are of the machine's clock.

        `due`: only when its time has come.
        """
        free = or_(sources.c.lease_until.is_(None), sources.c.lease_until <= now)
        mine = self._unit.update(sources).where(sources.c.id == number, free, *(_due(now) if due else ()))
        return await self._unit.run(mine.values(lease_until=until)) == 1

    async def extend(self, number: int, until: datetime) -> None:
        """Go on reading."""
        await self._change(number, lease_until=until)

    async def rest(self, number: int) -> None:
        """Reading is over for now."""
        await self._change(number, lease_until=None)

    async def well(self, number: int, not_before: datetime | None) -> None:
        """The source answers; it is asked again from `not_before` on."""
        await self._change(number, state=State.ON.value, trouble=None, since=None, not_before=not_before, tries=0)

    async def put_off(self, number: int, not_before: datetime, tries: int) -> None:
        """Leave the source alone for a while, for the `tries`th time."""
        await self._change(number, not_before=not_before, tries=tries)

    async def troubled(
        self, number: int, state: State, trouble: str, since: datetime, not_before: datetime, tries: int
    ) -> None:
        """The source does not answer as it should, for the `tries`th time."""
        values = {"state": state.value, "trouble": trouble, "since": since, "not_before": not_before, "tries": tries}
        await self._change(number, **values)

    async def _change(self, number: int, **values: Any) -> None:
        await self._unit.run(self._unit.update(sources).where(sources.c.id == number).values(**values))

    async def progress(self, number: int) -> dict[str, Progress]:
        """How far each kind is read."""
        rows = await self._unit.rows(self._unit.select(cursors).where(cursors.c.source_id == number))
        return {row.kind: Progress(row.kind, json.loads(row.place), row.read_to, row.records) for row in rows}

    async def read_on(
        self, number: int, kind: str, place: Mapping[str, Any], read_to: datetime | None, records: int
    ) -> None:
        """Keep where reading goes on."""
        row = {"source_id": number, "kind": kind, "place": json.dumps(place, sort_keys=True), "read_to": read_to}
        await self._unit.put(cursors, [row | {"records": records}])

    async def begin_again(self, number: int) -> None:
        """Read everything from the beginning."""
        await self._unit.run(self._unit.delete(cursors).where(cursors.c.source_id == number))

    async def stages(self, number: int) -> dict[tuple[str, str], tuple[str, str]]:
        """Names of pipeline and stage by the source's own ids."""
        rows = await self._unit.rows(self._unit.select(source_stages).where(source_stages.c.source_id == number))
        return {(row.pipeline_id, row.stage_id): (row.pipeline, row.stage) for row in rows}

    async def name_stages(self, number: int, names: Mapping[tuple[str, str], tuple[str, str]]) -> None:
        """What the source calls its stages now."""
        rows = [
            {"source_id": number, "pipeline_id": ids[0], "stage_id": ids[1], "pipeline": said[0], "stage": said[1]}
            for ids, said in names.items()
        ]
        await self._unit.put(source_stages, rows)

    async def set_aside(self, number: int, odd: Sequence[tuple[str, str, str]], at: datetime) -> None:
        """Keep the names of rows that make no sense: kind, id and why."""
        rows = [
            {"source_id": number, "kind": kind, "external_id": name[:_LONGEST], "why": why[:64], "at": at}
            for kind, name, why in odd
        ]
        await self._unit.put(set_aside, rows)

    async def understood(self, number: int, kind: str, names: Iterable[str]) -> None:
        """These make sense now."""
        for name in names:
            mine = (set_aside.c.source_id == number, set_aside.c.kind == kind, set_aside.c.external_id == name)
            await self._unit.run(self._unit.delete(set_aside).where(*mine))

    async def aside(self, number: int) -> dict[tuple[str, str], str]:
        """What is set aside, by kind and id, with the reason."""
        rows = await self._unit.rows(self._unit.select(set_aside).where(set_aside.c.source_id == number))
        return {(row.kind, row.external_id): row.why for row in rows}

    async def count_unknown(self, number: int, times: Mapping[str, int]) -> None:
        """Count values that we have no word for."""
        mine = unknown_values.c.source_id == number
        held = await self._unit.rows(self._unit.select(unknown_values).where(mine))
        known = {row.value: row.times for row in held}
        rows = [
            {"source_id": number, "value": value[:_LONGEST], "times": known.get(value[:_LONGEST], 0) + count}
            for value, count in times.items()
        ]
        await self._unit.put(unknown_values, rows)

    async def unknown(self, number: int) -> dict[str, int]:
        """How often each value came that we have no word for."""
        rows = await self._unit.rows(self._unit.select(unknown_values).where(unknown_values.c.source_id == number))
        return {row.value: row.times for row in rows}

    async def erased(self, number: int, kind: str, names: Iterable[str]) -> dict[str, datetime]:
        """When each of these things was erased at its source; those that were not are missing."""
        mine = self._unit.select(erased).where(erased.c.source_id == number, erased.c.kind == kind)
        return {row.external_id: row.at for row in await self._unit.by_ids(mine, erased.c.external_id, names)}

    async def bury(self, number: int, kind: str, names: Mapping[str, datetime]) -> None:
        """These things are no more at their source, since a moment each."""
        rows = [{"source_id": number, "kind": kind, "external_id": name, "at": at} for name, at in names.items()]
        await self._unit.put(erased, rows)

    async def revive(self, number: int, kind: str, names: Iterable[str]) -> None:
        """These things are at their source again."""
        for name in names:
            mine = (erased.c.source_id == number, erased.c.kind == kind, erased.c.external_id == name)
            await self._unit.run(self._unit.delete(erased).where(*mine))


async def working_sources(connection: AsyncConnection, now: datetime) -> list[tuple[CompanyId, Source]]:
    """The sources of all companies that may be asked and that nobody reads at the moment, by the machine's clock."""
    free = or_(sources.c.lease_until.is_(None), sources.c.lease_until <= now)
    working = select(sources).where(free, sources.c.state == State.ON.value)
    return [(CompanyId(row.company_id), _source(row)) for row in await connection.execute(working)]


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """One whose access is lost waits for its owner."""
    return sources.c.state == State.ON.value, or_(sources.c.not_before.is_(None), sources.c.not_before <= now)


def _source(row: Row[Any]) -> Source:
    return Source(
        row.id, row.vendor, row.name, row.title, row.account, row.prefix, State(row.state), row.trouble, row.since,
        row.not_before, row.tries, row.connected_at,
    )  # fmt: skip
