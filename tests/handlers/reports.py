"""Invented reports of every kind, with any number of rows: what the doors are tried on."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from services.domain.kpi import KPIS
from services.domain.money import Money
from services.domain.period import Period
from services.domain.report import Column, Report, Unit, Value

MOSCOW = ZoneInfo("Europe/Moscow")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 23))
TODAY = Period(date(2026, 11, 23), date(2026, 11, 23))
AS_OF = datetime(2026, 11, 23, 15, 30, tzinfo=UTC)

NAMES = (
    "Иван Петров",
    "Мария Константинопольская-Заславская-Вознесенская",
    "Al Li",
    "Ольга",
    "Christopher Montgomery-Featherstonehaugh III",
    "Пётр Ёлкин",
)


def rub(amount: int) -> Money:
    """A sum of whole roubles."""
    return Money(amount * 100, "RUB")


def a_report(name: str, columns: str, rows: list[Mapping[str, Value]], **more: object) -> Report:
    """A report; columns are written `key:unit`, with text where no unit is named."""
    known = {
        "name": name, "company": "ООО «Ромашка»", "currency": "RUB", "period": NOVEMBER, "timezone": "Europe/Moscow",
        "as_of": AS_OF, "totals": {}, "columns": tuple(_column(text) for text in columns.split()), "rows": tuple(rows),
        **more,
    }  # fmt: skip
    return Report(**known)  # type: ignore[arg-type]


def _column(text: str) -> Column:
    key, _, unit = text.partition(":")
    return Column(key, Unit(unit or "text"))


def a_name(number: int) -> str:
    """A name of a person, the same number giving the same name."""
    return NAMES[number] if number < len(NAMES) else f"{NAMES[number % len(NAMES)]} {number}"


def kpi(count: int) -> Report:
    """People with every KPI and norms of two."""
    columns = "person person_id:count team day week month " + " ".join(f"{kpi.key}:{kpi.unit}" for kpi in KPIS)
    rows = [_kpi_row(number) for number in range(count)]
    if count > 1:
        rows[-1] = {**rows[-1], "person": None, "person_id": None, "norms": []}
    totals = {"calls_total": 48 * count, "revenue": rub(420_000 * count), "talk_time": timedelta(hours=2 * count)}
    return a_report(
        "kpi", f"{columns} norms:nested", rows, period=TODAY, totals=totals if count else {},
        excluded={"internal_calls": 12, "after_hours_missed": 1, "short_missed": 0},
        definitions=("calls_total", "revenue", "norm", "pace"),
    )  # fmt: skip


def _kpi_row(number: int) -> dict[str, Value]:
    calls = 61 - number
    at = datetime(2026, 11, 23, 9, number % 60, tzinfo=MOSCOW)
    return {
        "person": a_name(number), "person_id": 10**18 + number, "team": "Север", "calls_total": calls,
        "calls_out": calls - 9, "calls_in": 9, "calls_connected": calls // 2, "calls_missed": number % 3,
        "talk_time": timedelta(seconds=7500 - 60 * number), "quality_talks": calls // 4, "first_call_at": at,
        "last_call_at": at + timedelta(hours=8), "day_start": at, "emails": number, "messages": 0, "proposals": 3,
        "meetings": 1, "leads_new": 7, "deals_won": number % 4, "deals_lost": 1,
        "revenue": rub(420_000 - 9_000 * number), "win_rate": Fraction(number % 4, number % 4 + 1),
        "norms": [
            {"kpi": "calls_total", "norm": 60, "fact": calls, "pace": Fraction(calls, 60),
             "score": Fraction(calls, 60)},
            {"kpi": "talk_time", "norm": timedelta(hours=2), "fact": timedelta(seconds=7500 - 60 * number),
             "pace": Fraction(7500 - 60 * number, 6000), "score": Fraction(7500 - 60 * number, 7200)},
        ],
    }  # fmt: skip


def team(count: int) -> Report:
    """People ranked by how the norms are met; the last one is away."""
    columns = ("place:count person person_id:count team calls_connected:count talk_time:seconds deals_won:count"
               " revenue:money win_rate:rate score:rate away:flag")  # fmt: skip
    rows: list[Mapping[str, Value]] = [
        {
            "place": number + 1, "person": a_name(number), "person_id": 10**18 + number, "team": "Север",
            "calls_connected": 30 - number % 30, "talk_time": timedelta(minutes=130 - number), "deals_won": number % 5,
            "revenue": rub(900_000 - 17_000 * number), "win_rate": None if number == 2 else Fraction(1, 3),
            "score": Fraction(118 - 2 * number, 100), "away": False,
        }
        for number in range(count)
    ]  # fmt: skip
    if count > 1:
        rows[-1] = {**rows[-1], "place": None, "score": None, "away": True}
    totals = {"calls_connected": 17 * count, "revenue": rub(700_000 * count), "score": Fraction(97, 100)}
    return a_report("team", columns, rows, totals=totals if count else {}, definitions=("place", "score", "revenue"))


def funnel(count: int) -> Report:
    """The stages of one pipeline, by creation date."""
    columns = ("pipeline stage view entered:count reached:count conversion_from_previous:rate"
               " conversion_from_first:rate open_now:count time_median_s:seconds time_p75_s:seconds"
               " returns:count")  # fmt: skip
    names = ("Новая заявка", "Квалификация", "Встреча с лицом, принимающим решение, и его юристом", "КП", "Выиграна")
    reached = [max(2, 300 - 70 * number) for number in range(count)]
    rows: list[Mapping[str, Value]] = [
        {
            "pipeline": "Основная", "stage": names[number] if number < len(names) else f"Шаг {number}",
            "view": "cohort", "entered": reached[number] - 1, "reached": reached[number], "open_now": 4,
            "conversion_from_previous": Fraction(reached[number], reached[number - 1]) if number else None,
            "conversion_from_first": Fraction(reached[number], reached[0]),
            "time_median_s": timedelta(days=2, hours=number), "time_p75_s": None, "returns": number % 3,
        }
        for number in range(count)
    ]  # fmt: skip
    totals: dict[str, Value] = {
        "created": 300 if count else 0, "won": 20 if count else 0, "lost": 200, "open": 80,
        "win_rate": Fraction(1, 11), "cohort_win_rate": Fraction(20, 300) if count else None, "revenue": rub(2_400_000),
        "average_deal": rub(120_000), "cycle_median_days": Fraction(23, 2), "cycle_mean_days": Fraction(40, 3),
        "ripeness": Fraction(7, 10), "view": "cohort",
    }  # fmt: skip
    return a_report("funnel", columns, rows, totals=totals, excluded={"lost_without_history": 21},
                    definitions=("view_cohort", "reached", "win_rate"))  # fmt: skip


def funnel_by_person(count: int) -> Report:
    """The funnel of each person, with the stages inside."""
    columns = ("person person_id:count created:count won:count lost:count open:count win_rate:rate cohort_win_rate:rate"
               " revenue:money average_deal:money cycle_median_days:days cycle_mean_days:days ripeness:rate view"
               " stages:nested")  # fmt: skip
    rows: list[Mapping[str, Value]] = [
        {
            "person": a_name(number) if number else None, "person_id": number, "created": 90 - 2 * number, "won": 5,
            "lost": 10, "open": 3, "win_rate": Fraction(1, 3), "cohort_win_rate": Fraction(5, 90 - 2 * number),
            "revenue": rub(500_000), "average_deal": rub(100_000), "cycle_median_days": Fraction(19, 2),
            "cycle_mean_days": 11, "ripeness": Fraction(1, 2), "view": "flow",
            "stages": [{"pipeline": "Основная", "stage": "КП", "reached": 4, "conversion_from_first": Fraction(1, 2)}],
        }
        for number in range(count)
    ]  # fmt: skip
    return a_report("funnel", columns, rows, totals={"view": "flow", "created": 90 * count})


def roi(count: int) -> Report:
    """Channels with their costs; the second has none, the third loses money."""
    columns = ("channel spend:money marketing:money leads:count qualified:count won:count new_customers:count"
               " revenue:money margin:money department_cost:money cpl:money cpo:money cac:money cac_marketing:money"
               " romi:rate romi_revenue:rate roi:rate view ripeness:rate")  # fmt: skip
    names = ("Яндекс Директ", None, "Выставка «Импортозамещение в машиностроении и приборостроении»", "VK")
    rows: list[Mapping[str, Value]] = []
    for number in range(count):
        spend = 0 if number == 1 else 150_000 - 2_000 * number
        margin = -40_000 if number == 2 else 480_000 - 9_000 * number
        rows.append({
            "channel": names[number] if number < len(names) else f"Канал {number}", "spend": rub(spend),
            "marketing": rub(0), "leads": 300 - number, "won": 24, "new_customers": 20, "revenue": rub(1_200_000),
            "margin": rub(margin), "department_cost": rub(250_000), "cpl": rub(500), "cpo": Money(625_050, "RUB"),
            "cac": rub(16_667), "romi": Fraction(margin - spend, spend) if spend else None, "roi": Fraction(71, 1000),
            "romi_revenue": Fraction(1_200_000 - spend, spend) if spend else None, "view": "cash",
        })  # fmt: skip
    totals = {
        "spend": rub(150_000),
        "revenue": rub(1_200_000),
        "margin": rub(480_000),
        "romi": Fraction(22, 10),
        "view": "cash",
    }
    return a_report("roi", columns, rows, totals=totals if count else {"view": "cash"}, excluded={"no_rate": 2},
                    definitions=("roi_cash", "romi"))  # fmt: skip


def plan(count: int) -> Report:
    """Plans of people: money, calls and talk in turn."""
    columns = ("kpi person person_id:number team from:day to:day plan:number fact:number expected_to_date:number"
               " pace:rate run_rate:number needed_per_day:number")  # fmt: skip
    kinds: tuple[tuple[str, Callable[[int], Value]], ...] = (
        ("revenue", rub), ("calls_total", int), ("talk_time", lambda number: timedelta(seconds=number)),
    )  # fmt: skip
    rows: list[Mapping[str, Value]] = []
    for number in range(count):
        key, of = kinds[number % 3]
        fact = 1_900_000 - 60_000 * number if number else 3_300_000
        rows.append({
            "kpi": key, "person": a_name(number) if number else None, "team": None, "plan": of(3_000_000),
            "from": NOVEMBER.first, "to": date(2026, 11, 30),
            "fact": of(fact), "expected_to_date": of(2_100_000), "pace": Fraction(fact, 2_100_000),
            "run_rate": of(2_714_286), "needed_per_day": of(183_333) if number else None,
        })  # fmt: skip
    return a_report("plan", columns, rows)


def deals(count: int) -> Report:
    """Open deals, every third one stalled."""
    columns = "external_id person stage pipeline client age_days:days in_stage_days:days amount:money stalled_because"
    rows: list[Mapping[str, Value]] = [
        {
            "external_id": f"{9_000_000_000_000_000_000 + number}", "person": a_name(number), "pipeline": "Основная",
            "stage": "Согласование договора", "client": None if number == 1 else f"ООО «Рога и копыта {number}»",
            "age_days": 40 + number, "in_stage_days": 30 - number % 30, "amount": rub(120_000) if number != 3 else None,
            "stalled_because": (None, "too_long_in_stage", "no_activity,closing_date_passed")[number % 3],
        }
        for number in range(count)
    ]  # fmt: skip
    return a_report("deals", columns, rows, totals={"amount": rub(120_000 * count)})


def calls(count: int) -> Report:
    """Calls of one day, every fourth one missed."""
    columns = ("external_id started_at:moment person direction connected:flag talk_time:seconds wait:seconds phone"
               " recording")  # fmt: skip
    rows: list[Mapping[str, Value]] = [
        {
            "external_id": f"c-{number}", "person": a_name(number),
            "started_at": datetime(2026, 11, 23, 9, tzinfo=MOSCOW) + timedelta(minutes=number),
            "direction": ("in", "out", "internal")[number % 3], "connected": number % 4 != 0,
            "talk_time": timedelta(seconds=0 if number % 4 == 0 else 155 + number), "wait": timedelta(seconds=12),
            "phone": "•••4567", "recording": None,
        }
        for number in range(count)
    ]  # fmt: skip
    return a_report("calls", columns, rows, period=TODAY)


def goals(count: int) -> Report:
    """Development goals in every state."""
    columns = "person text horizon_months:count start:number target:number now:number due_on:day status"
    states = ("ahead", "on", "behind", "no_data", "closed")
    rows: list[Mapping[str, Value]] = [
        {
            "person": a_name(number),
            "text": "Довести до конца курс переговоров и провести двадцать встреч самостоятельно",
            "horizon_months": 3, "start": 10, "target": 50, "now": None if number % 5 == 3 else 10 + number,
            "due_on": date(2027, 2, 23), "status": states[number % 5],
        }
        for number in range(count)
    ]  # fmt: skip
    return a_report("goals", columns, rows)


def rules(count: int) -> Report:
    """Rules of people: a number, a length and a time of day in turn."""
    kinds: tuple[tuple[str, Value], ...] = (
        ("calls_out", 60), ("talk_time", timedelta(hours=2)), ("first_call_at", time(9, 15)),
    )  # fmt: skip
    rows: list[Mapping[str, Value]] = [
        {
            "person": a_name(number), "kpi": kinds[number % 3][0], "target": kinds[number % 3][1],
            "weekday": ("mon", None)[number % 2], "from": date(2026, 11, 1), "set_by": "Ольга",
            "because": ("company", "team Север", "person")[number % 3],
        }
        for number in range(count)
    ]  # fmt: skip
    return a_report("rules", "person kpi target:number weekday from:day set_by because", rows)


KINDS: dict[str, Callable[[int], Report]] = {
    "kpi": kpi, "team": team, "funnel": funnel, "funnel_by_person": funnel_by_person, "roi": roi, "plan": plan,
    "deals": deals, "calls": calls, "goals": goals, "rules": rules,
}  # fmt: skip
