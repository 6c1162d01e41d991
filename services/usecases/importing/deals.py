"""Deals: what a CRM says of each; whatever it leaves unsaid stays as it is known."""

from typing import Any

from services.domain.deals import Status
from services.domain.ids import digest_id
from services.domain.stage_order import meaning_by_name
from services.files.reading import Reading
from services.store.merge import Merged, Record
from services.store.pending import Kind, Mark
from services.store.tables import deals
from services.usecases.importing.batch import Batch
from services.usecases.importing.context import Columns, Context, minor_of
from services.usecases.settling.marks import day_marks

_TEXTS = ("pipeline", "stage", "source", "medium", "campaign", "product", "client", "contact_id", "lost_reason")
_MONEY = ("amount", "paid", "cost")
_MOMENTS = ("created_at", "closed_at", "changed_at")


def load(reading: Reading, context: Context) -> Batch:
    """The deals of a file; without a status, the name of the stage says whether a deal is won or lost."""
    columns = Columns(reading)
    usual = context.currency or str(reading.defaults.get("currency") or context.company.currency)
    external = columns.get("external_id")
    made: dict[str, Any] = {
        "id": [digest_id(context.company.id, "deal", name) for name in external],
        "source_id": [0] * columns.count,
        "external_id": external,
    }
    if columns.has("manager"):
        owners = [context.owners.of(text) for text in columns.get("manager")]
        made["person_id"] = [owner for owner, _ in owners]
        made["owner_ref"] = [ref for _, ref in owners]
    made |= columns.present({name: name for name in (*_TEXTS, "vat", "currency", *_MOMENTS)})
    if columns.has("status"):
        made["status"] = [status or Status.OPEN.value for status in columns.get("status")]
    elif columns.has("stage"):
        made["status"] = [meaning_by_name(name).value if name else "open" for name in columns.get("stage")]
    for name in _MONEY:
        if columns.has(name):
            made[name] = minor_of(columns.get(name), columns.get("currency"), usual)
    return Batch(
        table=deals,
        columns=made,
        marks=_marks,
        defaults=_defaults(reading, context, usual),
        complete=lambda row: _complete(row, context),
    )


def _defaults(reading: Reading, context: Context, usual: str) -> dict[str, Any]:
    """What new deals have where the file says nothing."""
    made: dict[str, Any] = dict.fromkeys((*_TEXTS, *_MONEY, "vat", *_MOMENTS, "owner_ref"))
    made |= {"person_id": 0, "status": Status.OPEN.value}
    made["currency"] = None if usual == context.company.currency else usual
    given: dict[str, Any] = dict(reading.defaults)
    if "manager" in given:
        made["person_id"], made["owner_ref"] = context.owners.of(str(given.pop("manager")))
    for name in _MONEY:
        if name in given:
            given[name] = minor_of([given[name]], [None], usual)[0]
    return made | given


def _complete(row: Record, context: Context) -> Record:
    """The company's days of a deal, and derived columns that settling will fill."""
    zone = context.company.zone
    created, closed = row["created_at"], row["closed_at"]
    row["created_day"] = created.astimezone(zone).date() if created else None
    row["closed_day"] = closed.astimezone(zone).date() if closed else None
    for name, empty in _UNDERIVED.items():
        row.setdefault(name, empty)
    return row


_UNDERIVED = {
    "line": None, "won_net": None, "present_stage": None, "furthest": None, "has_history": False, "is_lead": False,
    "is_first_win": False, "first_touch_at": None, "response_s": None,
}  # fmt: skip


def _marks(merged: Merged) -> list[Mark]:
    """Every touched deal, its contact before and after, and the days it stood on before."""
    marks = [Mark(Kind.DEAL, str(row["id"])) for row in merged.touched]
    cells: list[tuple[int, Any]] = []
    for old in merged.before.values():
        cells += [(old.person_id, old.created_day), (old.person_id, old.closed_day)]
        if old.contact_id:
            marks.append(Mark(Kind.CONTACT, old.contact_id))
    days = [row["created_day"] for row in merged.touched if row["created_day"] is not None]
    if days:
        marks.append(Mark(Kind.RESPONSES, "", min(days)))
    return [*marks, Mark(Kind.STAGES, ""), *day_marks(cells)] if marks else []
