"""What a sent file seems to be, before anything of it is taken in."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeVar

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.rights import Member
from services.errors import PhraseValue, Refused
from services.files.fields import KINDS
from services.files.guessing import Candidate, candidates
from services.files.mapping import Mapping as Wishes
from services.files.moments import ORDERS
from services.files.reading import Reading, read_records
from services.files.reads import Reads, Typed
from services.files.table import Table, read_table
from services.store.incoming import Incoming, Kept

Result = TypeVar("Result")

SHOWN_ROWS = 3
OF_ARRANGERS = frozenset({"people"})
"""Kinds that give roles and teams: a head of one team could make themselves anything with such a file."""

FIELDS: Mapping[str, tuple[str, ...]] = {kind: tuple(known.name for known in fields) for kind, fields in KINDS.items()}
"""Every kind that can be imported with the names of its fields."""

_DATES = (Reads.MOMENT, Reads.DAY, Reads.DAYS)
_AMOUNTS = ("1,234.56", "1.234,56")
_MOST_ASKED = 6


class Apart(Protocol):
    """Does what computes long where it stops nobody."""

    def __call__(self, work: Callable[[], Result]) -> Awaitable[Result]: ...


@dataclass(frozen=True, slots=True)
class Doubt:
    """A column that reads in two ways; the person chooses one by its place."""

    field: str
    column: str
    cell: str
    is_date: bool


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it is understood.

    `choices` are what was chosen so far for doubtful columns: field → which of its two readings. `trouble` says why
    the file cannot be taken in as this kind; `rows` are the first ones, in the order of `columns`.
    """

    digest: str
    name: str
    kinds: tuple[Candidate, ...]
    kind: str | None = None
    choices: Mapping[str, int] = field(default_factory=dict)
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unused: tuple[str, ...] = ()
    rows: tuple[tuple[Typed | None, ...], ...] = ()
    count: int = 0
    refused: int = 0
    doubt: Doubt | None = None
    trouble: tuple[str, Mapping[str, PhraseValue]] | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the kind was told by most of the headings."""
        best = self.kinds[0]
        return best.complete and best.kind == self.kind and best.sureness >= 0.5


class LookAtFile:
    """Tell what kind of file it is, which column is what, and how its first rows read; nothing is stored.

    Without a kind the likeliest is taken. A kind may be chosen by those who may bring it only.
    """

    def __init__(self, incoming: Incoming, clock: Clock, apart: Apart) -> None:
        self._incoming = incoming
        self._clock = clock
        self._apart = apart

    async def __call__(
        self, member: Member, digest: str, kind: str | None = None, choices: Mapping[str, int] | None = None
    ) -> Look:
        ensure_brings(member, kind)
        company, now = member.company, self._clock.now()
        kept = await self._apart(lambda: self._incoming.take(company.id, member.id, digest, now))
        if kept is None:
            raise Refused("sent-forgotten")
        look = await self._apart(lambda: _look(kept, company, kind, choices or {}))
        if look.kind in OF_ARRANGERS and not member.arranges:
            raise Refused("sent-of-arrangers")
        return look


def ensure_brings(member: Member, kind: str | None = None) -> None:
    """Files are brought by heads and those who arrange; people by the latter only."""
    if not member.brings_files:
        raise Refused("sent-of-heads")
    if kind is not None and kind not in KINDS:
        raise Refused("button-outdated")
    if kind in OF_ARRANGERS and not member.arranges:
        raise Refused("sent-of-arrangers")


def wishes_of(kind: str, choices: Mapping[str, int]) -> Wishes:
    """What was chosen, as a mapping says it; Refused where a choice is about nothing of this kind."""
    reads = {known.name: known.reads for known in KINDS[kind]}
    if not choices.keys() <= reads.keys() or not set(choices.values()) <= {0, 1}:
        raise Refused("button-outdated")
    return Wishes(
        formats={name: (tuple(ORDERS) if reads[name] in _DATES else _AMOUNTS)[place] for name, place in choices.items()}
    )


def _look(kept: Kept, company: Company, kind: str | None, choices: Mapping[str, int]) -> Look:
    table = read_table(kept.name, kept.data)
    kinds = candidates(table.headings)
    chosen = kind or (kinds[0].kind if kinds[0].complete else None)
    if chosen is None:
        named = tuple(heading for heading in table.headings if heading)
        return Look(kept.digest, kept.name, kinds, unused=named, count=len(table.lines))
    seen = Look(kept.digest, kept.name, kinds, chosen, choices, count=len(table.lines) + len(table.broken))
    return _read(seen, table, company)


def _read(seen: Look, table: Table, company: Company) -> Look:
    kind = seen.kind or ""
    try:
        reading = read_records(kind, table, wishes_of(kind, seen.choices), company.zone, company.currency)
    except Refused as trouble:
        if trouble.phrase == "button-outdated":
            raise
        asked = _doubt(kind, trouble, seen.choices)
        return replace(seen, doubt=asked, trouble=None if asked else (trouble.phrase, trouble.values))
    return _understood(seen, reading)


def _doubt(kind: str, trouble: Refused, choices: Mapping[str, int]) -> Doubt | None:
    """The column that is asked about; one that was answered already is not asked again."""
    name = str(trouble.values.get("field", ""))
    reads = {known.name: known.reads for known in KINDS[kind]}
    if trouble.phrase != "column-ambiguous" or name not in reads or name in choices or len(choices) >= _MOST_ASKED:
        return None
    column, cell = str(trouble.values["column"]), str(trouble.values["cell"])
    return Doubt(name, column, cell, reads[name] in _DATES)


def _understood(seen: Look, reading: Reading) -> Look:
    names = tuple(name for name in reading.columns if name in reading.sources)
    shown = min(SHOWN_ROWS, len(reading.lines))
    return replace(
        seen,
        columns=tuple((name, reading.sources[name]) for name in names),
        unused=reading.headings_unused,
        rows=tuple(tuple(reading.columns[name][row] for name in names) for row in range(shown)),
        refused=len(reading.refused),
    )
