"""Pictures of reports: sharp on a phone, nothing clipped, nothing over anything else."""

import io
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image

from handlers.charts import draw, picture_of
from handlers.charts.painter import WIDTH, paint
from handlers.speech import Speech, languages
from services.domain.report import Report
from tests.handlers.reports import KINDS, a_report, funnel, kpi, plan, roi, rub, team

COUNTS = (0, 1, 3, 15, 40)
RU = Speech("ru")
TALL = 4_000


def extents(figure: Figure) -> list[tuple[str, Bbox]]:
    renderer = FigureCanvasAgg(figure).get_renderer()
    return [(text.get_text(), text.get_window_extent(renderer)) for text in figure.texts if text.get_text().strip()]


def troubles(figure: Figure) -> list[str]:
    """Texts that leave the paper or run into each other; a hair's breadth is nobody's trouble."""
    paper, seen, found = figure.bbox, extents(figure), []
    for number, (text, box) in enumerate(seen):
        if box.x0 < 0 or box.y0 < 0 or box.x1 > paper.width or box.y1 > paper.height:
            found.append(f"outside: {text}")
        for other, its in seen[number + 1 :]:
            across = min(box.x1, its.x1) - max(box.x0, its.x0)
            down = min(box.y1, its.y1) - max(box.y0, its.y0)
            if across > 0.5 and down > 0.5:
                found.append(f"over each other: {text} | {other}")
    for patch in figure.patches:
        box = patch.get_window_extent()
        if box.x0 < -0.5 or box.x1 > paper.width + 0.5 or box.y0 < 0 or box.y1 > paper.height:
            found.append(f"a bar leaves the paper: {box}")
    return found


def said(report: Report, language: str = "ru") -> str:
    return "\n".join(text for text, _ in extents(paint(picture_of(report, Speech(language)))))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_clipped_or_overlaps(kind: str, count: int, language: str):
    figure = paint(picture_of(KINDS[kind](count), Speech(language)))

    assert troubles(figure) == []
    assert figure.bbox.width == WIDTH
    assert figure.bbox.height < TALL


def test_the_measure_of_overlaps_sees_them():
    figure = Figure(figsize=(7.8, 1), dpi=100)
    figure.text(0.1, 0.5, "one over")
    figure.text(0.12, 0.5, "the other")
    figure.text(0.98, 0.5, "outside")

    assert len(troubles(figure)) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_a_png_of_double_phone_width(kind: str):
    drawn = draw(KINDS[kind](3), RU)

    image = Image.open(io.BytesIO(drawn))
    assert image.format == "PNG"
    assert image.width == 780


def test_equal_reports_give_equal_bytes():
    assert draw(roi(4), RU) == draw(roi(4), RU)


def test_every_colour_differs_in_lightness():
    from handlers.charts.painter import _COLOURS

    light = sorted(
        sum(weight * int(colour[at : at + 2], 16) for at, weight in ((1, 0.299), (3, 0.587), (5, 0.114)))
        for colour in _COLOURS.values()
    )

    assert all(after - before > 20 for before, after in pairwise(light))


@pytest.mark.parametrize("kind", KINDS)
def test_no_rows_say_so(kind: str):
    assert "Нет данных" in said(KINDS[kind](0))


def test_the_tail_is_counted_from_the_sixteenth_row():
    assert "ещё" not in said(team(15))
    assert "ещё 1" in said(team(16))
    assert "ещё 25" in said(team(40))


def test_of_many_days_the_latest_are_shown():
    rows = [{"day": kpi(1).period.first - timedelta(days=30 - day), "revenue": rub(day)} for day in range(31)]

    text = said(a_report("kpi", "day:day revenue:money", rows))

    assert "раньше: ещё 16" in text
    assert "23.11.2026" in text
    assert "24.10.2026" not in text


def test_freshness_and_what_was_left_out_stand_below():
    text = said(funnel(3))

    assert "Данные на 23.11.2026\u00a018:30\u00a0· не вошла 21 строка" in text


def test_the_funnel_starts_with_the_conclusion_and_names_its_view():
    text = said(funnel(5))

    assert text.startswith("Выиграно 6,7\u00a0%: 20 из 300 сделок")
    assert "по дате создания" in text
    assert "↓ 76,7\u00a0%" in text


def test_a_channel_without_cost_has_no_return():
    picture = picture_of(roi(3), RU)

    assert picture.rows[1].value == "—"
    assert picture.rows[0].value == "ROMI 220\u00a0%"


def test_channels_that_bring_most_stand_first_and_lose_no_place_to_the_tail():
    report = replace(roi(40), rows=tuple(reversed(roi(40).rows)))

    picture = picture_of(report, RU)

    assert picture.rows[0].value == "ROMI 220\u00a0%"
    assert picture.rows[0].label == "Яндекс Директ"


def test_a_loss_runs_to_the_left_of_nothing():
    picture = picture_of(roi(3), RU)

    spend, margin = picture.rows[2].bars
    assert margin.end == spend.start


def test_a_company_plan_is_not_called_nobodys():
    assert "вся компания" in said(plan(1))


def _against(kpi_key: str, norm: int, fact: int, pace: Fraction | None) -> str:
    rows = [{"person": "А", "norms": [{"kpi": kpi_key, "norm": norm, "fact": fact, "pace": pace}]}]
    return picture_of(a_report("kpi", "person norms:nested", rows), RU).rows[0].bars[1].tone.value


def test_less_is_better_where_it_is():
    assert _against("calls_missed", norm=3, fact=5, pace=None) == "behind"
    assert _against("calls_missed", norm=3, fact=2, pace=None) == "main"
    assert _against("calls_missed", norm=0, fact=2, pace=None) == "behind"
    assert _against("calls_total", norm=3, fact=2, pace=None) == "behind"


def test_a_day_that_still_runs_does_not_owe_the_whole_norm():
    assert _against("calls_total", norm=60, fact=31, pace=Fraction(31, 30)) == "main"
    assert _against("calls_total", norm=60, fact=29, pace=Fraction(29, 30)) == "behind"


def test_a_norm_by_the_clock_is_told_and_not_drawn():
    rows = [{"person": "А", "emails": 3, "norms": [{"kpi": "first_call_at", "norm": "09:15", "fact": "09:20"}]}]

    text = said(a_report("kpi", "person emails:count norms:nested", rows))

    assert "Письма" in text


def test_missed_calls_rank_the_fewest_first():
    rows = [{"place": place, "person": str(place), "calls_missed": place, "revenue": rub(5)} for place in (1, 2)]
    rows[1]["revenue"] = rub(9)

    picture = picture_of(a_report("team", "place:count person revenue:money calls_missed:count", rows), RU)

    assert [row.value for row in picture.rows] == ["1", "2"]


def test_a_rank_that_the_report_names_is_believed():
    rows = [{"place": 1, "person": "А", "revenue": rub(5), "talk_time": timedelta(hours=1)}]
    columns = "place:count person revenue:money talk_time:seconds"

    picture = picture_of(a_report("team", columns, rows, totals={"rank": "talk_time"}), RU)

    assert picture.rows[0].value == "1\u00a0ч\u00a000\u00a0мин"


def test_a_snapshot_shows_shares_of_the_board_and_no_conversion():
    rows = [{"pipeline": "П", "stage": "А", "view": "snapshot", "open_now": 3, "share_of_open": Fraction(3, 4)}]

    picture = picture_of(a_report("funnel", "pipeline stage view open_now:count share_of_open:rate", rows), RU)

    assert picture.title == "Сейчас открыты 3 сделки"
    assert picture.rows[0].value == "3 · 75\u00a0%"
    assert picture.legend == ()


def test_below_the_norm_looks_otherwise():
    picture = picture_of(kpi(4), RU)

    tones = {row.label: row.bars[0].tone.value for row in picture.rows}
    assert tones["Иван Петров"] == "main"
    assert tones["Al Li"] == "behind"


def test_a_team_is_behind_where_the_digest_says_so():
    rows = [{"place": n, "person": f"П{n}", "score": Fraction(score, 100)} for n, score in enumerate((100, 80, 79), 1)]

    picture = picture_of(a_report("team", "place:count person score:rate", rows, totals={"rank": "score"}), RU)

    assert [row.bars[0].tone.value for row in picture.rows] == ["main", "main", "behind"]
    assert picture.title == "Норму держит 1 из 3"


def test_the_rank_is_drawn_by_the_column_that_orders_it():
    rows = [
        {"place": place, "person": name, "score": Fraction(1, 2), "revenue": rub(revenue)}
        for place, name, revenue in ((1, "А", 900), (2, "Б", 100), (3, "В", 50))
    ]
    rows[2]["score"] = Fraction(9, 10)

    picture = picture_of(a_report("team", "place:count person score:rate revenue:money", rows), RU)

    assert [row.value for row in picture.rows] == ["900\u00a0₽", "100\u00a0₽", "50\u00a0₽"]


NASTY = (
    "\x1b[31mred\x1b[0m", "a\u202eb", "$x^2$ and $y$", "<b>&lt;", "\x00", "\ud800", "一二三", "👩‍👩‍👧 🎉", "х" * 3000,
    "и\u0301\u0302\u0303\u0304\u0305\u0306" * 20, "line\nbreak\ttab", "", " ", "%s {0} ${x}", "ﷺ", "عربى",
)  # fmt: skip


@pytest.mark.parametrize("name", NASTY)
def test_any_name_is_drawn_and_stays_in_its_place(name: str):
    rows = [
        {"person": name, "kpi": "revenue", "plan": rub(10), "fact": rub(5), "pace": Fraction(1, 2), "team": name}
    ] * 3
    report = a_report("plan", "kpi person team plan:money fact:money pace:rate", rows, company=name)

    figure = paint(picture_of(report, RU))

    assert troubles(figure) == []
    assert draw(report, RU)


def test_a_word_of_the_company_is_its_own_kpi():
    rows = [{"person": "А", "meetings_per_call": Fraction(1, 3)}, {"person": "Б", "meetings_per_call": Fraction(1, 2)}]
    words = {"meetings_per_call": "Встреч на разговор"}

    text = said(a_report("kpi", "person meetings_per_call:number", rows, own_words=words))

    assert text.startswith("Встреч на разговор")
    assert text.index("Б") < text.index("0,333")


def test_an_unknown_report_is_still_a_list():
    rows = [{"month": "2026-11", "closed": rub(5), "low": rub(1)}]

    text = said(a_report("kpi_of_the_moon", "month closed:money low:money", rows))

    assert "ноябрь 2026" in text
    assert "5\u00a0₽" in text
