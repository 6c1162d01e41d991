"""Take in a file of a CRM or telephony without losing a row."""

import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.ids import PersonId, digest_id
from services.domain.income import Basis
from services.domain.letters import Letter, LetterKind
from services.domain.people import Role, Roster
from services.files.mapping import Mapping
from services.files.reading import Reading, read_records
from services.files.table import read_table
from services.outbox.outbox import Outbox
from services.store.db import Database
from services.store.importing import Imports
from services.store.people import People
from services.store.unit import Unit
from services.store.vault import Vault
from services.usecases.importing.context import Context
from services.usecases.importing.owners import Owners
from services.usecases.importing.taking import Open, Taken, Taking, basis_of, choose_basis
from services.usecases.settle import Settle
from services.usecases.worktime import load_worktime

_TOLD = 5
_USEFUL = timedelta(days=3)
_TO_SETTLE = ("manager", "extension", "status")


@dataclass(frozen=True, slots=True)
class FileToImport:
    """A file with what a person says about it; `zone` and `currency` stand for what its rows leave unsaid."""

    kind: str
    name: str
    data: bytes
    mapping: Mapping = field(default_factory=Mapping)
    zone: ZoneInfo | None = None
    currency: str | None = None
    owns: bool = True


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row: read = added + changed + unchanged + skipped + refused.

    `refused` names line, phrase and values; `unknown` what nobody knew before, by field; `notes` are phrases worth
    saying, such as a better source of revenue that has come.
    """

    read: int
    added: int
    changed: int
    unchanged: int
    skipped: int
    refused: tuple[tuple[int, str, dict[str, str | int]], ...]
    unknown: dict[str, list[str]]
    notes: tuple[tuple[str, dict[str, str | int]], ...] = ()


class ImportFile:
    """Bring a file's rows in: each is added, changes what is known, is as it was, is skipped by the map, or is refused
    by name; none is dropped.

    Rows go in by short transactions that leave marks of what to settle. A kill leaves the import visibly unfinished;
    the same file again finishes it, to the same end.
    """

    def __init__(self, database: Database, clock: Clock, vault: Vault) -> None:
        self._database = database
        self._clock = clock
        self._vault = vault

    async def __call__(
        self,
        company: Company,
        file: FileToImport,
        *,
        dry_run: bool = False,
        told: Callable[[int, int], None] = lambda done, of: None,
        unattended: datetime | None = None,
    ) -> ImportReport:
        """`unattended`: the machine's time, where nobody in the chat waits for the report: owners and admins get a
        letter if something was refused or is unknown."""
        table = read_table(file.name, file.data)
        zone, currency = file.zone or company.zone, file.currency or company.currency
        reading = read_records(file.kind, table, file.mapping, zone, currency)
        digest = hashlib.sha256(file.data).hexdigest()
        number = digest_id(company.id, "import", file.kind, digest)
        offered, chosen = basis_of(reading, company)
        async with _steps(self._database, company, dry_run=dry_run) as open_step:
            async with open_step() as unit:
                await Imports(unit).begin(number, file.kind, file.name, digest, self._clock.now())
                if chosen and offered is not None:
                    company = await choose_basis(unit, company, offered)
                context = await self._context(unit, company, file)
            taken = await Taking(open_step, context, file.mapping, self._clock.now())(reading, told)
            async with open_step() as unit:
                await Imports(unit).end(number, self._clock.now(), taken.added, taken.changed)
                report = _report(reading, taken, _notes(company, offered, chosen))
                if unattended is not None and not dry_run and (report.refused or _strange(report)):
                    readers = _readers(context.roster, self._clock.now().astimezone(company.zone).date())
                    letters = _letters(file, number, report, readers, self._clock.now())
                    await Outbox(unit, unattended).put(letters)
        if not dry_run:
            await Settle(self._database)(company)
        return report

    async def _context(self, unit: Unit, company: Company, file: FileToImport) -> Context:
        roster = await People(unit).roster(company.zone)
        owners = Owners(company.id)
        await owners.load(unit, ((person.id, person.name) for person in roster.people.values()))
        worktime = await load_worktime(unit, company, roster)
        unknown = {"manager": owners.unknown_names, "extension": owners.unknown_refs}
        return Context(company, roster, owners, worktime, self._vault, file.currency, owns=file.owns, unknown=unknown)


def _readers(roster: Roster, today: date) -> list[PersonId]:
    """Whose business it is what files hold: owners and admins."""
    arrange = {Role.OWNER, Role.ADMIN}
    return sorted(person for person in roster.people if roster.roles_of(person, today) & arrange)


def _strange(report: ImportReport) -> dict[str, list[str]]:
    """What somebody has to settle; a new product or source is simply new."""
    return {field: report.unknown[field] for field in _TO_SETTLE if report.unknown.get(field)}


def _letters(
    file: FileToImport, number: int, report: ImportReport, readers: Sequence[PersonId], now: datetime
) -> list[Letter]:
    """The same file is told about once, however often it comes."""
    data = {
        "v": 1, "name": file.name, "kind": file.kind, "read": report.read, "refused": len(report.refused),
        "lines": [[line, phrase, values] for line, phrase, values in report.refused[:_TOLD]],
        "unknown": {field: [len(names), names[:_TOLD]] for field, names in _strange(report).items()},
    }  # fmt: skip
    until = now + _USEFUL
    return [
        Letter(f"import:{number}:{reader}", LetterKind.IMPORT_REPORT, reader, data, now, until, silent=True)
        for reader in readers
    ]


class _Undo(Exception):
    """Ends a dry run: everything is rolled back."""


@asynccontextmanager
async def _steps(database: Database, company: Company, *, dry_run: bool) -> AsyncIterator[Open]:
    """A transaction per step; a dry run has one for all, which is undone."""
    if not dry_run:
        yield lambda: database.writing(company.id)
        return
    try:
        async with database.writing(company.id) as unit:

            @asynccontextmanager
            async def same() -> AsyncIterator[Unit]:
                yield unit

            yield same
            raise _Undo
    except _Undo:
        return


_BETTER = (Basis.PAYMENTS, Basis.PAID, Basis.WON)
"""Sources of revenue, the surest first."""


def _notes(company: Company, offered: Basis | None, chosen: bool) -> tuple[tuple[str, dict[str, str | int]], ...]:
    if offered is None:
        return ()
    if chosen:
        return (("import-revenue-chosen", {"basis": offered.value}),)
    if company.revenue is not None and _BETTER.index(offered) < _BETTER.index(company.revenue):
        return (("import-revenue-offered", {"basis": offered.value, "now": company.revenue.value}),)
    return ()


def _report(reading: Reading, taken: Taken, notes: tuple[tuple[str, dict[str, str | int]], ...]) -> ImportReport:
    refused = [(refusal.line, refusal.phrase, dict(refusal.values)) for refusal in reading.refused] + taken.refused
    counted = taken.added + taken.changed + taken.unchanged
    return ImportReport(
        read=counted + reading.skipped + len(refused),
        added=taken.added,
        changed=taken.changed,
        unchanged=taken.unchanged,
        skipped=reading.skipped,
        refused=tuple(sorted(refused, key=lambda item: item[0])),
        unknown=taken.unknown,
        notes=notes,
    )
