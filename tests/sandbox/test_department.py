"""The invented department by itself: always the same life, believable, and nothing of the future."""

import csv
import subprocess
import sys
from collections import defaultdict
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median

import pytest

from sandbox.department import AHEAD_DAYS, HISTORY_DAYS, ORDER, Department, is_working
from services.reference.holidays import country_calendar
from services.reference.phones import read_phone
from tests.sandbox.living import ANCHOR, at, department

EVENING = at("24 18:30")


def rows(content):
    """The rows of a file by their headings."""
    return list(csv.DictReader(content.decode().splitlines(), delimiter=";"))


@pytest.fixture(scope="module")
def evening():
    return {kind: rows(content) for kind, content in department().files(EVENING).items()}


def moment(text):
    return datetime.fromisoformat(text)


def test_the_same_anchor_and_seed_give_the_same_life():
    again = Department(ANCHOR)

    assert again.files(EVENING) == department().files(EVENING)
    assert again.files_since(at("24 09:00"), EVENING) == department().files_since(at("24 09:00"), EVENING)


def test_the_same_life_in_another_process(tmp_path):
    words = [sys.executable, "-m", "sandbox.department", str(tmp_path), "--until", EVENING.isoformat()]
    subprocess.run(words, check=True, capture_output=True, env={"PYTHONHASHSEED": "5", "PATH": ""})

    written = {file.stem: file.read_bytes() for file in tmp_path.glob("*.csv")}

    assert written == department().files(EVENING)


def test_another_seed_is_another_life_with_the_same_stories():
    other = rows(department(seed=8).files(EVENING)["deals"])

    assert other != rows(department().files(EVENING)["deals"])
    assert {row["Клиент"] for row in other} >= {"Автосалон «Третья передача»", "Бизнес-центр «Квадрат»"}


def test_files_come_in_the_order_of_import():
    assert tuple(department().files(EVENING)) == ORDER


def test_it_is_as_large_as_a_department_of_six(evening):
    managers = [row for row in evening["people"] if row["Роль"] == "менеджер"]
    teams = {row["Команда"] for row in managers}

    assert len(managers) == 6
    assert teams == {"Продажи/Север", "Продажи/Урал"}
    assert {row["Часовой пояс"] for row in managers} == {"", "Asia/Yekaterinburg"}
    assert 15_000 <= len(evening["calls"]) <= 25_000
    assert 700 <= len(evening["deals"]) <= 1_000


@pytest.mark.parametrize("until", [at("24 09:10"), at("24 13:00"), at("11-21 12:00"), at("12-05 12:00")])
def test_nothing_of_the_future_is_told(until):
    columns = {
        "deals": "Дата создания",
        "stages": "Дата перехода",
        "activities": "Дата и время",
        "payments": "Дата оплаты",
    }
    files = department().files(until)

    for kind, column in columns.items():
        assert max(moment(row[column]) for row in rows(files[kind])) <= until
    for row in rows(files["calls"]):
        assert moment(row["Дата и время"]) + timedelta(seconds=int(row["Разговор"]) + int(row["Ожидание"])) <= until
    closings = [row["Дата закрытия"] for row in rows(files["deals"]) if row["Дата закрытия"]]
    assert max(map(moment, closings)) <= until


def test_ninety_days_lie_behind_the_anchor(evening):
    first = min(moment(row["Дата и время"]) for row in evening["calls"]).date()

    assert HISTORY_DAYS == 90
    assert timedelta(88) <= ANCHOR - first <= timedelta(90)


def test_life_goes_on_for_more_than_thirty_days():
    day, quiet = ANCHOR, []
    while day < ANCHOR + timedelta(days=AHEAD_DAYS):
        start = datetime.fromisoformat(f"{day}T00:00+03:00")
        found = department().files_since(start, start + timedelta(days=1))
        if "calls" not in found:
            quiet.append(day)
        assert ("calls" in found) == is_working(day)
        assert "deals" in found or not is_working(day)
        day += timedelta(days=1)

    assert AHEAD_DAYS >= 30
    assert {date(2026, 11, 28), date(2026, 11, 29)} <= set(quiet)


def test_it_keeps_the_holidays_that_takt_keeps():
    known = country_calendar("RU", range(2025, 2028))
    day = date(2025, 1, 9)

    while day < date(2028, 1, 1):
        free = day in known.days_off or (day.weekday() > 4 and day not in known.working_days)
        assert is_working(day) == (not free), day
        day += timedelta(days=1)


def test_the_stories_need_a_working_day():
    with pytest.raises(ValueError, match="not a working day"):
        Department(date(2026, 11, 22))


def test_nobody_speaks_with_two_clients_at_once(evening):
    lines = defaultdict(list)
    for row in evening["calls"]:
        if row["Отвечен"] == "да":
            begin = moment(row["Дата и время"])
            lines[row["Внутренний номер"]].append(
                (begin + timedelta(seconds=int(row["Ожидание"])), int(row["Разговор"]))
            )
    for talks in lines.values():
        for (earlier, talk), (later, _) in pairwise(sorted(talks)):
            assert earlier + timedelta(seconds=talk) <= later + timedelta(seconds=1)


def test_numbers_look_right_and_reach_nobody(evening):
    """No number of a subscriber in Russia begins with 0 after the code of its area."""
    numbers = {row["Телефон"] for row in evening["calls"]}

    assert len(numbers) > 3_000
    for number in numbers:
        assert read_phone(number, "RU").e164 == number
        assert number[5] == "0"


def test_a_client_has_one_number_and_strangers_have_others(evening):
    of_clients = defaultdict(set)
    strangers = {row["Телефон"] for row in evening["calls"] if not row["Контакт ID"]}
    for row in evening["calls"]:
        if row["Контакт ID"]:
            of_clients[row["Контакт ID"]].add(row["Телефон"])

    assert {len(numbers) for numbers in of_clients.values()} == {1}
    assert strangers.isdisjoint(set().union(*of_clients.values()))


def test_a_day_has_a_dip_at_lunch_and_talks_have_a_long_tail(evening):
    by_hour = defaultdict(int)
    for row in evening["calls"]:
        if row["Внутренний номер"] != "206":
            by_hour[moment(row["Дата и время"]).hour] += 1
    talks = [int(row["Разговор"]) for row in evening["calls"] if row["Отвечен"] == "да"]

    assert by_hour[13] < 0.6 * min(by_hour[12], by_hour[14])
    assert by_hour[7] == by_hour[20] == 0
    assert sum(talks) / len(talks) > 1.25 * median(talks)


def test_amounts_are_believable_and_tax_rose_with_2026():
    spring = rows(department(date(2026, 2, 25)).files(moment("2026-02-25T18:00+03:00"))["payments"])
    deals = rows(department().files(EVENING)["deals"])
    amounts = [int(row["Сумма"]) for row in deals if row["Сумма"]]

    assert min(amounts) >= 18_000 and max(amounts) <= 1_040_000
    assert {(row["Дата оплаты"] >= "2026", row["НДС"]) for row in spring} == {(False, "20"), (True, "22")}


def test_some_deals_are_paid_in_parts_and_one_got_money_back(evening):
    of_deal = defaultdict(list)
    for row in evening["payments"]:
        of_deal[row["ID сделки"]].append(row["Операция"])

    assert sum(kinds == ["оплата", "оплата"] for kinds in of_deal.values()) > 20
    assert sum("возврат" in kinds for kinds in of_deal.values()) == 1


def test_every_lost_deal_says_why(evening):
    lost = [row for row in evening["deals"] if row["Статус"] == "проиграна"]

    assert len({row["Причина отказа"] for row in lost}) > 5
    assert all(row["Причина отказа"] for row in lost)


def test_what_is_new_between_two_moments_is_what_the_later_has_more():
    early, late = at("24 13:00"), at("24 16:00")
    before, after = department().files(early), department().files(late)
    since = department().files_since(early, late)

    for kind in ("calls", "stages", "activities", "payments"):
        known, new = before[kind].splitlines(), since[kind].splitlines()
        assert sorted(after[kind].splitlines()) == sorted([*known, *new[1:]])
    changed = {line.split(b";")[0]: line for line in since["deals"].splitlines()[1:]}
    kept = [line for line in before["deals"].splitlines() if line.split(b";")[0] not in changed]
    assert sorted(after["deals"].splitlines()) == sorted([*kept, *changed.values()])
    assert "people" not in since and "plans" not in since


def test_nothing_is_new_between_a_moment_and_itself():
    assert department().files_since(EVENING, EVENING) == {}


@pytest.mark.parametrize(
    ("anchor", "seed"), [("2026-11-24", 7), ("2026-10-19", 2), ("2026-12-11", 5), ("2027-01-13", 3), ("2026-03-02", 7)]
)
def test_the_stories_of_the_day_hold_on_every_anchor(anchor, seed):
    def calls(extension, clock):
        present = moment(f"{anchor}T{clock}+03:00")
        since = department(date.fromisoformat(anchor), seed).files_since(moment(f"{anchor}T00:00+03:00"), present)
        return [row["Дата и время"][11:16] for row in rows(since["calls"]) if row["Внутренний номер"] == extension]

    late_riser, beginner = "203", "202"

    assert min(calls(late_riser, "09:40")) == "09:25"
    assert "11:42" in calls(late_riser, "12:00") and "12:05" in calls(late_riser, "12:30")
    assert len(calls(late_riser, "13:00")) < 0.8 * 45 * 4 / 8
    assert len(calls(beginner, "11:00")) < 0.8 * 60 * 2 / 8
    assert len(calls(beginner, "13:00")) > 0.85 * 60 * 4 / 8
