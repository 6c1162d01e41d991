"""Stage histories, payments and activities: what happened to deals and around them."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.domain.ids import PersonId, digest_id
from services.files.reading import Reading
from services.store.merge import Merged, Record
from services.store.pending import Kind, Mark
from services.store.tables import activities, payments, stage_entries
from services.usecases.importing.batch import Batch
from services.usecases.importing.context import Columns, Context, minor_of, row_ids
from services.usecases.settling.marks import day_marks
from services.usecases.settling.stages import stage_id


def deal_ids(context: Context, names: Sequence[str | None]) -> list[int | None]:
    """Deals by their names elsewhere, whether or not they have come yet."""
    return [digest_id(context.company.id, "deal", name) if name else None for name in names]


def pipelines_of(reading: Reading, ids: Sequence[int | None], known: Mapping[int, str | None]) -> list[str | None]:
    """The pipeline of each move: as the file says, else that of its deal, where the deal has come."""
    told = Columns(reading).get("pipeline")
    return [said or known.get(deal or 0) for said, deal in zip(told, ids, strict=True)]


def load_stages(
    reading: Reading, context: Context, ids: Sequence[int | None], pipelines: Sequence[str | None]
) -> Batch:
    """Moves of deals; the key is deal, stage and moment, so a reload replaces."""
    columns = Columns(reading)
    made: dict[str, Any] = {
        "deal_id": ids,
        "stage_id": [
            stage_id(context.company, pipeline, name)
            for pipeline, name in zip(pipelines, columns.get("stage"), strict=True)
        ],
        "entered_at": columns.get("entered_at"),
    }
    if columns.has("by"):
        made["person_id"] = [context.owners.of(text)[0] for text in columns.get("by")]
    return Batch(
        table=stage_entries,
        columns=made,
        marks=_stage_marks,
        defaults={"person_id": 0},
        complete=lambda row: _cut(row, row["entered_at"], context),
    )


def _cut(row: Record, at: Any, context: Context) -> Record:
    """The person's local day of a row, and whether it may begin a day."""
    person = PersonId(row["person_id"])
    day = context.roster.zone_of(person).day_of(at)[0]
    row["local_day"] = day
    row["in_shift"] = context.worktime.in_shift(person, day, at)
    return row


def _stage_marks(merged: Merged) -> list[Mark]:
    deals = [Mark(Kind.DEAL, str(row["deal_id"])) for row in merged.touched]
    cells = [(row["person_id"], row["local_day"]) for row in merged.touched]
    cells += [(old.person_id, old.local_day) for old in merged.before.values()]
    return [*deals, Mark(Kind.STAGES, ""), *day_marks(cells)] if deals else []


def load_payments(reading: Reading, context: Context) -> Batch:
    """Money that came or went back; equal payments of one file are several payments."""
    columns = Columns(reading)
    usual = context.currency or str(reading.defaults.get("currency") or context.company.currency)
    made: dict[str, Any] = {
        "id": [digest_id(context.company.id, "payment", key) for key in reading.keys],
        "deal_id": deal_ids(context, columns.get("deal_id")),
        "paid_at": columns.get("paid_at"),
        "amount": minor_of(columns.get("amount"), columns.get("currency"), usual),
        "kind": [kind or "payment" for kind in columns.get("kind")],
    }
    made |= columns.present({"vat": "vat", "currency": "currency"})
    return Batch(
        table=payments,
        columns=made,
        marks=lambda merged: [Mark(Kind.DEAL, str(row["deal_id"])) for row in merged.touched],
        defaults={
            "vat": reading.defaults.get("vat"),
            "currency": None if usual == context.company.currency else usual,
        },
    )


def load_activities(reading: Reading, context: Context) -> Batch:
    """Letters, messages, proposals, presentations, meetings, tasks and notes."""
    columns = Columns(reading)
    made: dict[str, Any] = {
        "id": row_ids(reading, context.company.id, "activity"),
        "source_id": [0] * columns.count,
        "at": columns.get("at"),
        "kind": columns.get("kind"),
    }
    if columns.has("manager"):
        owners = [context.owners.of(text) for text in columns.get("manager")]
        made["person_id"] = [owner for owner, _ in owners]
        made["owner_ref"] = [ref for _, ref in owners]
    if columns.has("deal_id"):
        made["deal_id"] = deal_ids(context, columns.get("deal_id"))
    made |= columns.present({name: name for name in ("external_id", "direction", "contact_id")})
    defaults: dict[str, Any] = {"external_id": None, "person_id": 0, "owner_ref": None, "direction": None}
    defaults |= {"deal_id": None, "contact_id": None}
    given = dict(reading.defaults)
    if "manager" in given:
        defaults["person_id"], defaults["owner_ref"] = context.owners.of(str(given.pop("manager")))
    given.pop("deal_id", None)
    return Batch(
        table=activities,
        columns=made,
        marks=_activity_marks,
        defaults=defaults | given,
        complete=lambda row: _cut(row, row["at"], context),
        order="at",
    )


def _activity_marks(merged: Merged) -> list[Mark]:
    rows = merged.touched
    cells = {(row["person_id"], row["local_day"]) for row in rows}
    cells |= {(old.person_id, old.local_day) for old in merged.before.values()}
    if not cells:
        return []
    return [*day_marks(cells), Mark(Kind.RESPONSES, "", min(day for _, day in cells))]
