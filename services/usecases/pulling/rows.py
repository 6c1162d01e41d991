"""Records of a source in the columns of an import, so that a number means the same wherever it came from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from services.connectors.kit.records import (
    Employee,
    Kind,
    Record,
    SourceActivity,
    SourceCall,
    SourceDeal,
    SourceMove,
)
from services.files.reading import Reading

Names: TypeAlias = Mapping[tuple[str, str], tuple[str, str]]
"""Names of pipeline and stage by a source's own ids."""

_KINDS = {Kind.DEALS: "deals", Kind.MOVES: "stages", Kind.CALLS: "calls", Kind.ACTIVITIES: "activities"}
_OWN_FIELDS = ("cost", "paid", "product")


@dataclass(frozen=True, slots=True)
class Ways:
    """How ids and stages of a source are called here; `unsaid` are columns that it cannot know and leaves alone."""

    prefix: str
    stages: Names
    unsaid: frozenset[str]

    def id(self, said: str | None) -> str | None:
        """An id of the source as ours."""
        return None if said is None else self.prefix + said

    def person(self, who: Employee | None) -> str | None:
        """An employee as people are looked up, by the book of names and the name in it."""
        return None if who is None else reference(who.kind.value, self.prefix, who.value)

    def stage(self, pipeline: str | None, stage: str | None) -> tuple[str | None, str | None]:
        """Names of pipeline and stage; one that the source has never told goes by its id."""
        if stage is None:
            return next((said for (of, _), (said, _) in self.stages.items() if of == pipeline), pipeline), None
        return self.stages.get((pipeline or "", stage), (pipeline, stage))


def reference(kind: str, prefix: str, value: str) -> str:
    """Somebody as a source names them; a number alone could be an extension, a phone or an id."""
    return f"{kind}:{prefix}{value}" if kind == "crm_id" else f"{kind}:{value}"


def unsaid_by(given: Mapping[str, str], needs: Sequence[str]) -> frozenset[str]:
    """Columns that this source fills only when the admin has named a field for them, and has not."""
    return frozenset(name for name in _OWN_FIELDS if f"{name}_field" in needs and not given.get(f"{name}_field"))


def reading_of(kind: Kind, records: Sequence[Record], ways: Ways) -> Reading:
    """Records of one kind as the import reads a file of it."""
    columns = {name: value for name, value in _COLUMNS[kind](records, ways).items() if name not in ways.unsaid}
    names = columns.get("external_id") or [""] * len(records)
    return Reading(
        kind=_KINDS[kind],
        columns=columns,
        lines=range(1, len(records) + 1),
        keys=[str(name) for name in names],
        refused=(),
        skipped=0,
        defaults={},
        headings_unused=(),
        sources={},
    )


def _deals(records: Sequence[SourceDeal], ways: Ways) -> dict[str, Sequence[Any]]:
    stages = [ways.stage(one.pipeline_id, one.stage_id) for one in records]
    plain = ("currency", "source", "medium", "campaign", "product", "client", "lost_reason")
    moments = ("created_at", "closed_at", "changed_at")
    return {
        "external_id": [ways.id(one.external_id) for one in records],
        "manager": [ways.person(one.owner) for one in records],
        "pipeline": [pipeline for pipeline, _ in stages],
        "stage": [stage for _, stage in stages],
        "status": [one.status.value for one in records],
        "contact_id": [ways.id(one.contact_id) for one in records],
        **{name: [getattr(one, name) for one in records] for name in (*plain, *moments, "amount", "paid", "cost")},
    }


def _moves(records: Sequence[SourceMove], ways: Ways) -> dict[str, Sequence[Any]]:
    stages = [ways.stage(one.pipeline_id, one.stage_id) for one in records]
    return {
        "deal_id": [ways.id(one.deal_id) for one in records],
        "pipeline": [pipeline for pipeline, _ in stages],
        "stage": [stage for _, stage in stages],
        "entered_at": [one.at for one in records],
        "by": [ways.person(one.by) for one in records],
    }


def _calls(records: Sequence[SourceCall], ways: Ways) -> dict[str, Sequence[Any]]:
    return {
        "external_id": [ways.id(one.external_id) for one in records],
        "manager": [ways.person(_spoke(one)) for one in records],
        "direction": [one.direction for one in records],
        "started_at": [one.started_at for one in records],
        "answered": [one.answered for one in records],
        "talk_seconds": [one.talk_s for one in records],
        "wait_seconds": [one.wait_s for one in records],
        "phone": [one.phone for one in records],
        "contact_id": [ways.id(one.contact_id) for one in records],
        "recording": [next(iter(one.recordings), None) for one in records],
    }


def _spoke(call: SourceCall) -> Employee | None:
    """Whose call it is: as the source says, else of the first who answered."""
    return call.owner or next((leg.who for leg in call.legs if leg.answered), None)


def _activities(records: Sequence[SourceActivity], ways: Ways) -> dict[str, Sequence[Any]]:
    return {
        "external_id": [ways.id(one.external_id) for one in records],
        "at": [one.at for one in records],
        "kind": [one.kind for one in records],
        "manager": [ways.person(one.owner) for one in records],
        "direction": [one.direction for one in records],
        "deal_id": [ways.id(one.deal_id) for one in records],
        "contact_id": [ways.id(one.contact_id) for one in records],
    }


_COLUMNS: Mapping[Kind, Callable[[Any, Ways], dict[str, Sequence[Any]]]] = {
    Kind.DEALS: _deals,
    Kind.MOVES: _moves,
    Kind.CALLS: _calls,
    Kind.ACTIVITIES: _activities,
}
