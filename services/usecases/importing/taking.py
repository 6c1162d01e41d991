"""One file on its way into the store: the steps of each kind, each step a short transaction."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from services.domain.company import Company
from services.domain.ids import TeamId
from services.domain.income import Basis, Rates
from services.domain.spelling import Spelling, plain
from services.files.mapping import Mapping as FileMap
from services.files.reading import Reading
from services.store.companies import Companies
from services.store.importing import Imports
from services.store.pending import Kind, Mark, Pending
from services.store.people import People
from services.store.sales import Sales
from services.store.tables import phones as phones_table
from services.store.unit import Unit
from services.usecases.importing import calls, costs, deals, moves, people, plans
from services.usecases.importing.batch import ROWS_AT_ONCE, Batch
from services.usecases.importing.context import Columns, Context
from services.usecases.importing.stages_told import tell

Open = Callable[[], AbstractAsyncContextManager[Unit]]
"""Opens the transaction of one step."""


@dataclass(slots=True)
class Taken:
    """What a file did: how many rows were new, changed, as they were; what was refused; what nobody knows."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[tuple[int, str, dict[str, str | int]]] = field(default_factory=list)
    unknown: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Ground:
    """What the store knew of the things that a file names."""

    seen: dict[str, set[str]] = field(default_factory=dict)
    deals: list[int | None] = field(default_factory=list)
    pipelines: list[str | None] = field(default_factory=list)
    teams: dict[str, TeamId] = field(default_factory=dict)


class Taking:
    """Takes the rows of one reading in."""

    def __init__(self, open_step: Open, context: Context, mapping: FileMap, at: datetime) -> None:
        self._open = open_step
        self._context = context
        self._mapping = mapping
        self._at = at

    async def __call__(self, reading: Reading, told: Callable[[int, int], None]) -> Taken:
        """All rows in; `told` hears how far it is."""
        match reading.kind:
            case "people":
                taken = await self._people(reading)
            case "costs":
                taken = await self._costs(reading)
            case _:
                taken = await self._batch(reading, told)
        told(len(reading.lines), len(reading.lines))
        taken.refused += self._context.refused
        taken.unknown |= {name: sorted(values) for name, values in self._context.unknown.items() if values}
        return taken

    async def _people(self, reading: Reading) -> Taken:
        taken = Taken()
        company = self._context.company
        async with self._open() as unit:
            done = await people.take(unit, reading, company, self._today(), taken.refused, owns=self._context.owns)
        taken.added, taken.changed, taken.unchanged = done.added, done.changed, done.unchanged
        return taken

    async def _costs(self, reading: Reading) -> Taken:
        async with self._open() as unit:
            rates = Rates(self._context.company.currency, await Sales(unit).rates())
            done = await costs.save(unit, costs.load(reading, self._context), self._context, rates)
        return Taken(*done)

    async def _batch(self, reading: Reading, told: Callable[[int, int], None]) -> Taken:
        """Meet everybody named, make the rows, write them piece by piece; making them holds no transaction."""
        async with self._open() as unit:
            fresh = reading.kind in _FRESHABLE and await Imports(unit).is_empty(reading.kind)
            ground = await self._meet(unit, reading)
        phones = calls.Phones(self._context)
        batch = self._load(reading, ground, phones)
        batch.without_repeats()
        if fresh:
            batch.complete_fresh()
        await self._keep_phones(phones)
        taken = Taken(unchanged=batch.repeated)
        done = len(reading.lines) - batch.count
        for start, end in batch.pieces():
            async with self._open() as unit:
                written = await batch.write(unit, start, end, fresh=fresh)
                await Pending(unit).add(written.marks)
            taken.added += written.added
            taken.changed += written.changed
            taken.unchanged += written.unchanged
            done += end - start
            told(done, len(reading.lines))
        return taken

    async def _keep_phones(self, phones: calls.Phones) -> None:
        """Numbers stand before the calls that name them."""
        columns = phones.sealed()
        for start in range(0, len(columns["phone_key"]), ROWS_AT_ONCE):
            piece = {name: values[start : start + ROWS_AT_ONCE] for name, values in columns.items()}
            async with self._open() as unit:
                await unit.put_columns(phones_table, piece, replace=False)

    async def _meet(self, unit: Unit, reading: Reading) -> "_Ground":
        """Everybody, every stage and every team that the file names are known after this."""
        context, columns, ground = self._context, Columns(reading), _Ground()
        people_in = ("by",) if reading.kind == "stages" else ("person",) if reading.kind == "plans" else ("manager",)
        for name in people_in:
            await context.owners.meet(unit, [*columns.get(name), _text(reading.defaults.get(name))])
        match reading.kind:
            case "deals":
                await self._stages(unit, columns.get("pipeline"), columns.get("stage"))
                ground.seen = {name: await Imports(unit).distinct(name) for name in ("product", "source")}
            case "stages":
                ground.deals = moves.deal_ids(context, columns.get("deal_id"))
                known = {
                    row.id: row.pipeline for row in await Sales(unit).told({deal for deal in ground.deals if deal})
                }
                ground.pipelines = moves.pipelines_of(reading, ground.deals, known)
                await self._stages(unit, ground.pipelines, columns.get("stage"))
            case "plans":
                ground.teams = {name: await _team(unit, name) for name in filter(None, set(columns.get("team")))}
        return ground

    def _load(self, reading: Reading, ground: "_Ground", phones: calls.Phones) -> Batch:
        """The rows of a kind."""
        context = self._context
        match reading.kind:
            case "deals":
                batch = deals.load(reading, context)
                for name, before in ground.seen.items():
                    context.unknown[name] = _new_names(Columns(reading).get(name), before)
                return batch
            case "stages":
                return moves.load_stages(reading, context, ground.deals, ground.pipelines)
            case "calls":
                return calls.load(reading, context, phones)
            case "activities":
                return moves.load_activities(reading, context)
            case "payments":
                return moves.load_payments(reading, context)
            case "plans":
                return plans.load_plans(reading, context, self._today(), ground.teams)
            case _:
                return plans.load_rates(reading, context)

    async def _stages(self, unit: Unit, pipelines: Iterable[str | None], names: Iterable[str | None]) -> None:
        met = {(pipeline, name) for pipeline, name in zip(pipelines, names, strict=True) if name}
        await tell(unit, self._context.company, met, self._mapping)

    def _today(self) -> Any:
        return self._at.astimezone(self._context.company.zone).date()


def _new_names(names: Sequence[str | None], known: Iterable[str]) -> set[str]:
    """Names not met before, each in the spelling met most."""
    spelling, before = Spelling(names), {plain(name) for name in known}
    return {spelling.of(name) or name for name in names if name and plain(name) not in before}


_FRESHABLE = ("deals", "calls", "activities", "payments", "stages")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


async def _team(unit: Unit, name: str) -> TeamId:
    return await People(unit).team(name)


def basis_of(reading: Reading, company: Company) -> tuple[Basis | None, bool]:
    """The revenue rule this file speaks for, and whether the company should take it: the first money decides."""
    columns = Columns(reading)
    offered: Basis | None = None
    if reading.kind == "payments" and columns.count:
        offered = Basis.PAYMENTS
    elif reading.kind == "deals" and any(columns.get("paid")):
        offered = Basis.PAID
    elif reading.kind == "deals" and any(amount is not None for amount in columns.get("amount")):
        offered = Basis.WON
    return offered, offered is not None and company.revenue is None


async def choose_basis(unit: Unit, company: Company, basis: Basis) -> Company:
    """The first data with money decide what revenue is; later ones only offer."""
    await Companies(unit.connection).change(company.id, {"revenue": basis.value})
    known = await Sales(unit).outlines()
    await Pending(unit).add(Mark(Kind.DEAL, str(row.id)) for row in known)
    return replace(company, revenue=basis)
