"""The same rows in another order, encoding, file or format change nothing; every row is accounted for."""

import csv
import io
import json
import random
from datetime import date, datetime, timedelta

import pytest
import xlsxwriter

DEALS_MAP = """
[columns]
external_id = "opportunity_id"
manager = "sales_agent"
stage = "deal_stage"
status = "deal_stage"
created_at = "engage_date"
closed_at = "close_date"
amount = "close_value"
client = "account"
[values.status]
Won = "won"
Lost = "lost"
[defaults]
currency = "USD"
[stages]
order = ["Prospecting", "Engaging"]
"""

CALLS_MAP = """
[columns]
external_id = "Call Id"
manager = "Agent"
started_at = ["Date", "Time"]
direction = "Direction"
answered = "Answered"
talk_seconds = "Talk"
phone = "Phone"
[skip]
"Status" = ["Scheduled", "Cancelled"]
"""

COSTS = [["date", "channel", "amount"]] + [
    [str(date(2017, 1, 1) + timedelta(days=day)), channel, f"{100 + day}.50"]
    for day in range(60)
    for channel in ("google", "yandex", "google")
]


def deals(count, chance):
    rows = [
        [
            "opportunity_id",
            "sales_agent",
            "product",
            "account",
            "deal_stage",
            "engage_date",
            "close_date",
            "close_value",
        ]
    ]
    for number in range(count):
        begun = date(2016, 10, 20) + timedelta(days=chance.randrange(300))
        closed = begun + timedelta(days=chance.randrange(1, 138))
        stage = chance.choices(["Won", "Lost", "Engaging", "Prospecting"], [48, 28, 18, 6])[0]
        done = stage in ("Won", "Lost")
        rows.append([
            f"98765432109876{number:05d}",
            f"Agent {number % 30}",
            f"GTX {number % 7}",
            f"Клиент {number % 85}",
            stage,
            "" if stage == "Prospecting" else str(begun),
            str(closed) if done else "",
            {"Won": f"{chance.randrange(38, 30000)}.5", "Lost": "0"}.get(stage, ""),
        ])  # fmt: skip
    return rows


def calls(count, chance):
    rows = [["Call Id", "Agent", "Date", "Time", "Direction", "Answered", "Talk", "Phone", "Status"]]
    for number in range(count):
        at = datetime(2017, 1, 1, 8) + timedelta(days=chance.randrange(365), seconds=chance.randrange(40_000))
        answered = chance.random() < 0.7
        rows.append([
            f"10000000000000{number:05d}",
            f"Agent {number % 30}",
            f"{at:%d.%m.%Y}",
            f"{at:%H:%M:%S}",
            chance.choice(["in", "out"]),
            "Y" if answered else "N",
            f"0:{chance.randrange(30):02d}:{chance.randrange(60):02d}" if answered else "",
            f"+7916{chance.randrange(1000):07d}",
            "Cancelled" if number % 50 == 7 else "Done",
        ])  # fmt: skip
    return rows


def as_csv(rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows):
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet()
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            sheet.write_string(line, place, cell)
    book.close()
    return data.getvalue()


def with_decimal_commas(rows):
    return [rows[0], *([cell.replace(".", ",") if cell.endswith(".5") else cell for cell in row] for row in rows[1:])]


def variants(rows, chance):
    """The same rows in every disguise."""
    mixed = [rows[0], *chance.sample(rows[1:], len(rows) - 1)]
    cut = len(rows) // 3
    return {
        "again.csv": as_csv(rows),
        "shuffled.csv": as_csv(mixed),
        "first-half.csv": as_csv(mixed[: cut * 2]),
        "second-half.csv": as_csv([mixed[0], *mixed[cut:]]),
        "book.xlsx": as_xlsx(mixed),
        "office.csv": as_csv(with_decimal_commas(mixed), ";", "cp1251"),
        "utf16.csv": as_csv(mixed, "\t", "utf-16"),
    }


@pytest.mark.parametrize(
    ("deal_count", "call_count"), [(900, 2_500), pytest.param(8_800, 100_000, marks=pytest.mark.long)]
)
def test_the_same_rows_in_any_disguise_change_nothing(takt, deal_count, call_count):
    chance = random.Random(17)
    takt.at("2018-01-10T12:00:00+03:00")
    takt("company", "add", "Acme", "--timezone", "Europe/Moscow", "--currency", "USD", "--language", "en")
    maps = {
        "deals": ("--map", takt.file("deals.toml", DEALS_MAP)),
        "calls": ("--map", takt.file("calls.toml", CALLS_MAP)),
        "costs": (),
    }
    files = {"deals": deals(deal_count, chance), "calls": calls(call_count, chance), "costs": COSTS}
    counts = {kind: takt.takes(kind, as_csv(rows), *maps[kind]) for kind, rows in files.items()}
    before = everything(takt)

    for kind, rows in files.items():
        for name, data in variants(rows, chance).items():
            report = takt.takes(kind, data, *maps[kind], name=name)
            assert (report["added"], report["changed"], report["refused"]) == (0, 0, []), (kind, name)

    assert everything(takt) == before
    cancelled = len(range(7, call_count, 50))
    assert (counts["deals"]["read"], counts["deals"]["added"]) == (deal_count, deal_count)
    assert (counts["calls"]["added"], counts["calls"]["skipped"]) == (call_count - cancelled, cancelled)
    assert counts["costs"]["added"] == len(COSTS) - 1


def everything(takt):
    reports = [("funnel", "--view", view) for view in ("cohort", "entry_cohort", "flow", "snapshot")]
    reports += [("kpi", "--by", by) for by in ("person", "month", "week")]
    reports += [("team",), ("deals",), ("roi",), ("roi", "--view", "cohort"), ("roi", "--by", "month")]
    asked = ("--period", "2017", "--as-of", "2018-01-05", "--format", "json")
    return [takt("report", *report, *asked) for report in reports]


def test_numbers_are_those_of_the_file(takt):
    chance = random.Random(5)
    takt.at("2018-01-10T12:00:00+03:00")
    takt("company", "add", "Acme", "--timezone", "Europe/Moscow", "--currency", "USD", "--language", "en")
    rows = deals(500, chance)
    takt.takes("deals", as_csv(rows), "--map", takt.file("deals.toml", DEALS_MAP))
    won = [row for row in rows[1:] if row[4] == "Won" and row[6].startswith("2017")]
    lost = [row for row in rows[1:] if row[4] == "Lost" and row[6].startswith("2017")]

    totals = takt.report("kpi", "--period", "2017")["totals"]
    shown = takt.report("deals")["rows"]

    assert (totals["deals_won"], totals["deals_lost"]) == (len(won), len(lost))
    assert totals["revenue"] == f"{sum(float(row[7]) for row in won):.2f}"
    assert totals["win_rate"] == round(len(won) / (len(won) + len(lost)), 4)
    open_ids = {row[0] for row in rows[1:] if row[4] in ("Engaging", "Prospecting")}
    assert {row["external_id"] for row in shown} == open_ids
    assert all(len(number) == 19 for number in open_ids)


def test_two_equal_rows_are_two_calls_and_the_fuller_file_counts(takt):
    takt.at("2026-11-24T18:00:00+03:00")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    heading, row = "started_at,manager,direction,talk_seconds", "2026-11-24 10:00,Анна Белова,out,30"

    once = takt.takes("calls", "\n".join((heading, row)))
    twice = takt.takes("calls", "\n".join((heading, row, row)))
    again = takt.takes("calls", "\n".join((heading, row)))

    assert [report["added"] for report in (once, twice, again)] == [1, 1, 0]
    assert takt.report("kpi")["totals"]["calls_total"] == 2


def test_one_broken_row_is_named_by_its_line_and_the_rest_is_in(takt):
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    text = "id,created_at,amount\n1,2026-11-01,10\n2,2026-11-02,#REF!\n3,31.02.2026,30\n4,2026-11-04,40"

    report = takt.takes("deals", text.replace("31.02.2026", "2026-02-31"))

    assert [entry["line"] for entry in report["refused"]] == [3, 4]
    assert "#REF!" in report["refused"][0]["reason"]
    assert report["added"] == 2


def test_a_picture_called_csv_is_refused_whole(takt):
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    picture = takt.file("photo.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(range(256)) * 40)

    takt.refused("import", "deals", picture)

    assert json.loads(takt("report", "deals", "--format", "json"))["rows"] == []


def test_a_column_the_file_lacks_leaves_what_is_known_and_an_empty_cell_clears(takt):
    takt.at("2026-11-24T18:00:00+03:00")
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    takt.takes("deals", "id,created_at,amount,client\n1,2026-11-01,100,Лютик")

    takt.takes("deals", "id,client\n1,")

    (deal,) = takt.report("deals")["rows"]
    assert (deal["amount"], deal["client"], deal["age_days"]) == ("100.00", None, 23)


@pytest.mark.parametrize(("kind", "text"), [
    ("deals", "id,amount\n1,10\n2,7\n1,20\n1,10\n1,30"),
    ("calls", "id,started_at,direction\n1,2026-11-01 10:00,out\n1,2026-11-01 11:00,out"),
    ("stages", "deal_id,stage,entered_at,by\n1,N,2026-11-01,Анна\n1,N,2026-11-01,Борис"),
    ("plans", "period,kpi,target\n2026-11,calls_total,5\n2026-11,calls_total,6"),
    ("rates", "date,currency,rate\n2026-11-01,USD,90\n2026-11-01,USD,91"),
])  # fmt: skip
def test_a_file_that_corrects_itself_changes_nothing_the_second_time(takt, kind, text):
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    first = takt.takes(kind, text)

    again = takt.takes(kind, text)

    rows = len(text.splitlines()) - 1
    assert first["added"] + first["changed"] == rows
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, rows)


def test_the_usual_currency_is_the_same_money_named_or_not(takt):
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
    takt.takes("payments", "deal_id,paid_at,amount\n1,2026-10-01,100\n2,2026-10-02,5 $")

    half = takt.takes("payments", "deal_id,paid_at,amount\n1,2026-10-01,100")
    named = takt.takes("payments", "deal_id,paid_at,amount,currency\n1,2026-10-01,100 ₽,RUB\n2,2026-10-02,5,USD")

    assert [(told["added"], told["changed"]) for told in (half, named)] == [(0, 0), (0, 0)]


def test_a_dry_run_says_what_would_happen_and_stores_nothing(takt):
    takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")

    tried = takt.takes("deals", "id,manager,amount\n1,Анна Белова,100", "--dry-run")
    done = takt.takes("deals", "id,manager,amount\n1,Анна Белова,100")

    assert tried["added"] == done["added"] == 1
    assert takt.report("deals")["rows"][0]["person"] == "Анна Белова"


def test_the_order_of_files_does_not_matter(tmp_path):
    from tests.journeys.conftest import Takt

    files = {
        "deals": "id,pipeline,status,created_at,closed_at,amount,contact_id\n"
        "1,B2B,won,2026-11-01,2026-11-10,100,c1\n2,B2B,open,2026-11-02,,50,c2",
        "stages": "deal_id,stage,entered_at\n1,Новый,2026-11-01 10:00\n"
        "1,Договор,2026-11-05 10:00\n2,Новый,2026-11-02 10:00",
        "payments": "deal_id,paid_at,amount\n1,2026-11-12,60",
        "activities": "at,kind,contact_id\n2026-11-02 12:00,email,c2",
    }
    seen = []
    for order in (("deals", "stages", "payments", "activities"), ("stages", "payments", "activities", "deals")):
        folder = tmp_path / order[0]
        folder.mkdir()
        takt = Takt(folder).at("2026-11-24T18:00:00+03:00")
        takt("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB")
        for kind in order:
            takt.takes(kind, files[kind])
        takt("company", "set", "revenue", "payments")
        again = [takt.takes(kind, files[kind]) for kind in order]
        assert all((report["added"], report["changed"]) == (0, 0) for report in again), again
        asked = ("--period", "2026-11", "--as-of", "2026-11-24", "--format", "json")
        seen.append([takt("report", name, *asked) for name in ("funnel", "kpi", "roi")])

    assert seen[0] == seen[1]
