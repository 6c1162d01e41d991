"""The mapping file: what a person says about a file, and how a slip in it is named."""

import pytest

from services.files.mapping import Mapping, load_mapping
from tests.files.making import records, refusal_of

WHOLE = """
[columns]
amount = "close_value"
started_at = ["Date", "Time"]
cost = ""
[values.status]
Won = "won"
1 = "lost"
[formats]
created_at = "%d.%m.%Y %H:%M"
[defaults]
currency = "EUR"
vat = 20
created_at = 2026-11-23
[skip]
"Call Status" = ["Scheduled", "Cancelled"]
"Test" = true
[stages]
order = ["Prospecting", "Engaging"]
qualified = "Engaging"
won = ["Won"]
lost = ["Lost"]
"""


def test_every_section_is_read():
    mapping = load_mapping(WHOLE.encode())

    assert mapping.columns == {"amount": ("close_value",), "started_at": ("Date", "Time"), "cost": ()}
    assert mapping.values == {"status": {"Won": "won", "1": "lost"}}
    assert mapping.formats == {"created_at": "%d.%m.%Y %H:%M"}
    assert mapping.defaults == {"currency": "EUR", "vat": "20", "created_at": "2026-11-23"}
    assert mapping.skip == {"Call Status": ("Scheduled", "Cancelled"), "Test": ("true",)}
    assert (mapping.order, mapping.qualified) == (("Prospecting", "Engaging"), ("Engaging",))
    assert (mapping.won, mapping.lost) == (("Won",), ("Lost",))


def test_an_empty_file_says_nothing():
    assert load_mapping(b"") == load_mapping(b"\xef\xbb\xbf# nothing\r\n") == Mapping()


@pytest.mark.parametrize(
    ("text", "phrase", "values"),
    [
        ("[columns]\namount = 'x'\n\nb = = 1", "map-broken", {"line": 4}),
        ("[columns\n", "map-broken", {"line": 1}),
        ("[columns]\na = '''", "map-broken", {"line": 2}),
        ("a = " + "[" * 5_000, "map-broken", {"line": 1}),
        ("[columns]\na = 'x'\na = 'y'", "map-broken", {"line": 3}),
        ("[values.status]\nВыиграна = 'won'", "map-quotes", {"line": 2}),
        ("[values.статус]\nWon = 'won'", "map-quotes", {"line": 1}),
        ("[values.status]\nWon = 'won' и ещё", "map-broken", {"line": 2}),
        ("[colums]\n", "map-section", {"section": "colums"}),
        ("[stages]\norders = []\n", "map-section", {"section": "stages.orders"}),
        ("columns = 5\n", "map-type", {"name": "columns"}),
        ("[columns]\namount = {a = 1}\n", "map-type", {"name": "columns.amount"}),
        ("[values]\nstatus = 'won'\n", "map-type", {"name": "values.status"}),
        ("[values.status]\nWon = ['won']\n", "map-type", {"name": "values.status.Won"}),
        ("#" * 1_100_000, "map-too-big", {}),
    ],
)
def test_a_slip_is_named_with_its_place(text, phrase, values):
    refused = refusal_of(load_mapping, text.encode())

    assert refused.phrase == phrase
    assert values.items() <= refused.values.items()


def test_a_mapping_in_another_encoding_is_refused_with_its_line():
    refused = refusal_of(load_mapping, "[columns]\namount = 'Сумма'\n".encode("cp1251"))

    assert (refused.phrase, refused.values) == ("map-encoding", {"line": 2})


def test_columns_are_found_by_the_names_that_the_mapping_gives():
    found = records("deals", "key,sum\nA,5\n", '[columns]\nexternal_id = "KEY"\namount = "sum"\n')

    assert found.sources == {"external_id": ("key",), "amount": ("sum",)}
    assert found.columns["amount"] == [5]


def test_a_heading_that_the_file_lacks_is_named_with_those_it_has():
    refused = refusal_of(records, "deals", "id,сумма\nA,5\n", '[columns]\namount = "Бюджет"\n')

    assert refused.phrase == "heading-unknown"
    assert refused.values == {"heading": "Бюджет", "headings": "«id», «сумма»"}


@pytest.mark.parametrize("section", ["[columns]\n{}", "[values.x]\n", "[formats]\n{}", "[defaults]\n{}"])
def test_a_field_that_there_is_not_is_named_with_those_there_are(section):
    refused = refusal_of(records, "rates", "date,currency,rate\n", section.format('x = "date"'))

    assert refused.phrase == "field-unknown"
    assert refused.values == {"field": "x", "fields": "date, currency, rate"}


def test_two_fields_may_come_from_one_column():
    mapping = '[columns]\nstage = "deal_stage"\nstatus = "deal_stage"\n[values.status]\nDone = "won"\n'

    found = records("deals", "id,deal_stage\nA,Done\nB,Lost\nC,Engaging\n", mapping)

    assert found.columns["stage"] == ["Done", "Lost", "Engaging"]
    assert found.columns["status"] == ["won", "lost", "open"]


def test_a_column_named_for_the_status_is_still_the_stage():
    mapping = '[columns]\nstatus = "deal_stage"\n[values.status]\nDone = "won"\n'

    found = records("deals", "id,deal_stage\nA,Done\nB,Engaging\n", mapping)

    assert found.columns["stage"] == ["Done", "Engaging"]
    assert found.columns["status"] == ["won", "open"]


def test_a_column_named_for_one_field_is_guessed_for_no_other():
    found = records("costs", "Дата,Расход,Канал\n2026-11-23,5,cpc\n", '[columns]\nmedium = "Канал"\n')

    assert found.sources["medium"] == ("Канал",)
    assert "channel" not in found.columns


def test_one_field_may_come_from_two_columns():
    mapping = '[columns]\nstarted_at = ["Day", "Clock"]\n'

    found = records("calls", "Day,Clock\n23.11.2026,09:15\n2026-11-23 00:00:00,9:15\n24.11.2026,\n", mapping)

    assert [f"{at:%d %H:%M}" for at in found.columns["started_at"]] == ["23 06:15", "23 06:15", "23 21:00"]


def test_a_cell_is_replaced_before_it_is_read():
    mapping = '[values.status]\n"на паузе" = "open"\n"Дубль" = ""\n[values.amount]\n"договорная" = 0\n'

    found = records("deals", "id,status,amount\nA,На Паузе,договорная\nB,Дубль,5\nC,Won,6\n", mapping)

    assert found.columns["status"] == ["open", None, "won"]
    assert found.columns["amount"] == [0, 5, 6]


def test_stages_of_the_mapping_are_words_of_the_status():
    mapping = '[stages]\norder = ["Бриф", "Смета"]\nwon = ["Оплачен счёт"]\nlost = "Слив"\n'

    found = records("deals", "id,status\nA,Бриф\nB,оплачен счет\nC,Слив\nD,Won\n", mapping)

    assert found.columns["status"] == ["open", "won", "lost", "won"]


def test_defaults_are_typed_and_kept_apart():
    found = records("deals", "id,amount\nA,5\n", '[defaults]\ncurrency = "евро"\nvat = "20%"\nstatus = "выиграна"\n')

    assert found.defaults == {"currency": "EUR", "vat": 20, "status": "won"}
    assert found.columns.keys() == {"external_id", "amount"}


def test_a_default_that_does_not_fit_its_field_is_refused():
    refused = refusal_of(records, "deals", "id\nA\n", '[defaults]\nvat = "много"\n')

    assert (refused.phrase, refused.values) == ("map-default", {"field": "vat", "cell": "много"})


def test_a_needed_field_without_a_column_has_its_default_in_every_row():
    found = records("activities", "at,manager\n2026-11-23,Иван\n2026-11-24,Анна\n", '[defaults]\nkind = "письмо"\n')

    assert found.columns["kind"] == ["email", "email"]


def test_rows_are_skipped_on_request_and_counted():
    mapping = '[skip]\n"call status" = ["Scheduled", "CANCELLED"]\n'

    found = records(
        "calls", "started_at,Call Status\n2026-11-23,Held\n2026-11-24,scheduled\nвчера,Cancelled\n", mapping
    )

    assert (len(found.lines), found.skipped, found.refused) == (1, 2, ())


def test_rows_left_out_still_tell_the_notation_of_their_column():
    mapping = '[skip]\nstate = "x"\n'

    found = records("calls", "started_at,state\n03/04/2026,\n13/04/2026,x\n", mapping)

    assert [f"{at:%m-%d}" for at in found.columns["started_at"]] == ["04-02"]


def test_a_guess_can_be_called_off():
    found = records("deals", "id,Расход\nA,5\n", '[columns]\ncost = ""\n')

    assert "cost" not in found.columns
    assert found.headings_unused == ("Расход",)
