"""Answers that real portals once gave are read as they are."""

import json
import warnings
from decimal import Decimal
from pathlib import Path

import pytest

from services.connectors.bitrix24 import mapping
from services.connectors.bitrix24.books import Books, directories_of
from services.connectors.bitrix24.values import Tray
from services.connectors.bitrix24.wording import Command
from services.connectors.kit.records import Kind
from tests.connectors.bitrix24.test_shapes import client_of
from tests.connectors.kit.conftest import start
from tests.connectors.kit.playing import says

__all__ = ["start"]

RECORDED = Path(__file__).resolve().parents[4] / "shared/data/bitrix24_recorded"


@pytest.fixture
def said():
    """The `result` of a recording by its name."""
    if not RECORDED.is_dir():
        warnings.warn("RECORDED ANSWERS OF BITRIX24 ARE NOT TESTED, they are not here", stacklevel=1)
        pytest.skip("no recorded answers of Bitrix24 here")

    def reading(name):
        file = RECORDED / f"{name}.json"
        return json.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)["response"]["result"]

    return reading


def test_categories_and_stages(said):
    listed = said("crm_dealcategory_stage_list")["result"]
    rows = [row for some in (listed.values() if isinstance(listed, dict) else listed) for row in some]
    tray = Tray()
    names = {"NEW": "DEAL_STAGE", "C2:": "DEAL_STAGE_2"}
    told = [{**row, "ENTITY_ID": names["C2:" if row["STATUS_ID"].startswith("C2:") else "NEW"]} for row in rows]

    mapping.stages([{"id": 0, "name": "Общая"}, {"id": 2, "name": "Вторая"}], Books(directories_of(told)), tray)
    mapping.stages(said("crm_category_list")["categories"], Books(directories_of(told)), tray)

    assert rows and len(tray.records) > len(rows) / 2 and tray.odd == []


def test_moves_with_ids_as_text_and_without_a_category(said):
    rows, tray = said("crm_stagehistory_list")["result"]["order0000000000"]["items"], Tray()

    tray.take(Kind.MOVES, rows, mapping.move, "ID")

    assert [(one.deal_id, one.pipeline_id, one.stage_id) for one in tray.records[:2]] == [
        ("5047", "0", "EXECUTING"), ("4625", "0", "EXECUTING"),
    ]  # fmt: skip
    assert len(tray.records) == len(rows) and tray.odd == [] and not tray.unknown


def test_sources_and_statuses_of_leads(said):
    told = said("call_batch")["result"]

    books = Books(directories_of([{**row, "ENTITY_ID": "SOURCE"} for row in told["sources"]]))

    assert books.name_of("SOURCE", "CALLBACK") == "Входящий звонок" and books.name_of("SOURCE", 2) == "Запрос с сайта"


@pytest.mark.parametrize(
    "name",
    ["batch_list_empty", "call_batch", "call_several_success", "crm_item_productrow_list", "crm_stagehistory_list"],
)
async def test_batches_are_read_as_portals_gave_them(said, start, name):
    told, portal = said(name), await start()
    body = json.loads((RECORDED / f"{name}.json").read_text(encoding="utf-8"))["response"]
    portal.says(says(json.dumps(body)))
    client = client_of(portal)

    answers = await client.batch({one: Command("crm.status.list") for one in told["result"]})
    await client.close()

    assert answers.results == told["result"] and answers.errors == {}


@pytest.mark.parametrize("name", ["crm_item_list", "crm_lead_list_one_page_success"])
def test_rows_without_a_moment_are_set_aside(said, name):
    told = said(name)
    rows, tray = told["items"] if isinstance(told, dict) else told, Tray()

    tray.take(Kind.DEALS, rows, lambda row, to: mapping.deal(row, to, Books(), {}), "id")

    assert tray.records == [] and len(tray.odd) == len(rows)
