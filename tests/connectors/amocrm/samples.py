"""The samples of the folder through its mapping: each is the answers of some addresses, by path."""

from services.connectors.amocrm import mapping, touches
from services.connectors.amocrm.sheet import Sheet, name_of
from services.connectors.amocrm.values import inner_rows
from services.connectors.amocrm.wishes import Wishes
from services.connectors.kit.records import Kind

WISHES = Wishes.of(
    {
        "cost_field": "771001",
        "paid_field": "771005",
        "product_field": "771004",
        "proposal_stage": "3177727:32392165",
        "proposal_task": "2771234",
    }
)
CONTACTS = {"25399013": "17611273"}


def rows(sample, path):
    """The rows of one answer of a sample."""
    return inner_rows(sample, path, "_embedded", path.rpartition("/")[2])


def mapped(kind, sample, wishes=WISHES):
    """A sample as a page of records."""
    sheet = Sheet()
    beside = touches.Beside(
        tasks={name_of(row): row for row in rows(sample, "tasks")},
        notes={name_of(row): row for path in ("leads/notes", "contacts/notes") for row in rows(sample, path)},
        contacts=CONTACTS,
    )
    if kind is Kind.PEOPLE:
        sheet.add(kind, rows(sample, "users"), mapping.person)
    elif kind is Kind.STAGES:
        sheet.add(kind, rows(sample, "leads/pipelines"), lambda row: mapping.stages(row, sheet))
    elif kind is Kind.DEALS:
        sheet.add(kind, rows(sample, "leads"), lambda row: mapping.deal(row, wishes, "RUB", sheet))
    elif kind is Kind.MOVES:
        events = rows(sample, "events")
        sheet.add(kind, [row for row in events if row["type"] == touches.STATUS], mapping.move)
        sheet.add(kind, [row for row in events if row["type"] == "lead_deleted"], mapping.deleted)
    elif kind is Kind.CALLS:
        for entity in ("leads", "companies", "contacts"):
            notes = rows(sample, f"{entity}/notes")
            sheet.add(kind, notes, lambda row, entity=entity: touches.call(row, entity, beside, sheet))
    else:
        sheet.add(kind, rows(sample, "events"), lambda row: touches.activity(row, wishes, beside, sheet))
    return sheet.page({})
