"""The samples of the folder through its mapping, and beside them rows that make no sense."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from services.connectors.bitrix24 import mapping, touches
from services.connectors.bitrix24.books import Books, directories_of, own_fields
from services.connectors.bitrix24.values import Tray
from services.connectors.kit.records import Kind

HOME = Path(mapping.__file__).parent / "samples"
NOON = datetime(2025, 11, 1, 9, tzinfo=UTC)
OWN = {"cost_field": "Себестоимость", "paid_field": "UF_CRM_1720019876535", "product_field": "ufCrm_1720019876536"}
BORN = {"250": datetime(2025, 9, 30, 15, 50, tzinfo=UTC)}


def told(file):
    """What a file of JSON says, numbers exactly."""
    return json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)


def sample(kind):
    """A sample by its lists, each with the rows that make no sense at its end."""
    odd = told(Path(__file__).with_name("senseless.json"))
    return {name: [*rows, *odd[name]] if name in odd else rows for name, rows in told(HOME / f"{kind}.json").items()}


def books():
    """The directories and own fields of the samples."""
    said = told(HOME / "stages.json")
    return Books(directories_of(said["statuses"]), own_fields(said["fields"], OWN))


def mapped(kind, sample):
    """A sample as a page of records."""
    tray, known = Tray(), books()
    if kind is Kind.PEOPLE:
        mapping.people(sample["users"], sample["departments"], tray)
    elif kind is Kind.STAGES:
        mapping.stages(sample["categories"], known, tray)
    elif kind is Kind.DEALS:
        tray.take(kind, sample["deals"], lambda row, to: mapping.deal(row, to, known, BORN), "id")
        tray.take(kind, sample["leads"], lambda row, to: mapping.lead(row, to, known), "id")
    elif kind is Kind.MOVES:
        tray.take(kind, sample["moves"], mapping.move, "ID")
        tray.take(kind, sample["lead_moves"], mapping.lead_move, "ID")
    elif kind is Kind.CALLS:
        tray.take(kind, sample["calls"], lambda row, to: touches.call(row, to, NOON, {}), "ID")
    else:
        tray.take(kind, sample["activities"], lambda row, to: touches.activity(row, to, {}), "ID")
        tray.take(kind, sample["tasks"], touches.task, "id")
        tray.take(kind, sample["quotes"], lambda row, to: touches.quote(row, to, known, {}), "id")
    return tray.page({})
