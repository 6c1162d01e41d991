"""What the screens of reports say: the conclusion first, the numbers of the report, kind words, honest silence."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from handlers.buttons import question_of
from services.domain.question import WORDS, Side, Span
from services.usecases.ask_as_member import Meant
from tests.handlers.reports import KINDS, calls, deals, funnel, funnel_by_person, kpi, plan, roi, rub, rules, team
from tests.handlers.views.asking import ANN, NORTH, a_list, a_manager, an_owner, labels, shown
from tests.handlers.views.reading import read


def asked_by(screen, label):
    """The question behind a button."""
    [button] = [one for row in screen.rows for one in row if one.label == label]
    return question_of(button.press)


def one_person(**cells):
    """A sheet of one person with some cells changed."""
    report = kpi(1)
    return replace(report, rows=({**report.rows[0], **cells},))


def test_the_head_says_what_of_whom_when_and_how_fresh():
    text = read(shown(kpi(1), a_manager(), person=ANN))

    assert text.startswith("Показатели · Иван Петров\n23 ноября 2026 · данные на 11:40\n")


def test_old_data_are_told_as_such():
    yesterday = shown(kpi(1), a_manager(), person=ANN).text
    stale = read(shown(kpi(1), a_manager(), person=ANN, stale=True))
    never = read(shown(kpi(0), a_manager(), person=ANN, fresh=None))

    assert "давно" not in yesterday
    assert "данные от 23.11.2026, давно не обновлялись" in stale
    assert "данных ещё нет" in never
    assert "появятся после первой загрузки" in never


def test_norms_come_first_with_what_is_behind():
    slow = {"kpi": "talk_time", "norm": timedelta(hours=2), "fact": timedelta(hours=1), "pace": Fraction(6, 10)}
    text = read(shown(one_person(norms=[*kpi(1).rows[0]["norms"][:1], slow]), a_manager(), person=ANN))

    assert "В темпе 1 из 2. Отстают: время разговоров." in text
    assert "▰▰▱▱▱ Время разговоров\n1 ч 00 мин из 2 ч 00 мин · темп 60 %" in text
    assert text.index("темп 60 %") < text.index("Исходящие: 52")
    assert text.count("Звонки: 61") == 0, "a norm is not told twice"


def test_a_start_within_the_grace_is_on_time():
    def start(fact):
        norm = {"kpi": "day_start", "norm": "09:00", "fact": fact, "pace": None, "score": Fraction(99, 100)}
        return read(shown(one_person(norms=[norm]), a_manager(), person=ANN))

    assert "Начало дня: —, норма 09:00" in start(None)
    assert "Всё в темпе." in start("09:10")
    assert "Отстают: начало дня." in start("09:11")
    assert "Начало дня: 09:11, норма 09:00" in start("09:11")


def test_what_is_better_small_has_no_bar_to_fill():
    norm = {"kpi": "calls_missed", "norm": 2, "fact": 3, "pace": Fraction(3, 2)}
    text = read(shown(one_person(norms=[norm]), a_manager(), person=ANN))

    assert "Пропущенные: 3, норма до 2" in text
    assert "Отстают: пропущенные." in text


def test_zeros_stand_in_one_line_and_what_is_unknown_is_no_zero():
    text = read(shown(one_person(margin=None, revenue=rub(0)), a_manager(), person=ANN))

    assert "По нулям: пропущенные, письма, сообщения, выиграно сделок, доля выигранных, выручка." in text
    assert "Нет данных: маржа." in text


def test_people_are_lines_of_thirty_columns_with_their_names_as_buttons():
    first, screen = shown(kpi(12), an_owner()), shown(kpi(12), an_owner(), page=1)
    opened = asked_by(first, "Al Li 8")

    assert "без менеджера" in read(screen)
    assert opened.person == ANN + 8
    assert opened.report == "kpi"
    assert "Ещё 2 →" in labels(first)
    assert "← Назад" in labels(screen)


def test_nobody_who_may_not_be_seen_is_a_button():
    screen = shown(kpi(5), an_owner(people=2))

    assert "Иван Петров" in labels(screen)
    assert "Al Li" not in labels(screen)


def test_a_manager_is_offered_nobody_else():
    screen = shown(kpi(1), a_manager(), person=ANN)

    assert "👤 О ком" not in labels(screen)
    assert read(shown(kpi(1), a_manager(), person=ANN, side=Side.WHOM)) == read(screen)


def test_the_board_names_who_leads_and_who_needs_a_hand_and_blames_nobody_away():
    report = team(4)
    rows = (report.rows[0], report.rows[1], {**report.rows[2], "score": Fraction(1, 2)}, report.rows[3])
    text = read(shown(replace(report, rows=rows, totals={**report.totals, "rank": "score"}), an_owner()))

    assert "Впереди Иван Петров: выполнение норм — 118 %" in text
    assert "Норму держат 2 из 3" in text
    assert "Заметно ниже норм 1 человек: Al Li. Спросите, чем помочь." in text
    assert "– Ольга\nотсутствует" in text


def test_ties_lead_together():
    report = team(3)
    rows = tuple({**row, "place": 1, "away": False, "score": Fraction(1)} for row in report.rows)
    text = read(shown(replace(report, rows=rows, totals={"rank": "score"}), an_owner()))

    assert "Впереди Иван Петров, Мария Константинопо…, Al Li:" in text
    assert text.count("\n1. ") == 3


def test_whoever_did_nothing_and_owes_nothing_is_named_in_one_line():
    report = kpi(3)
    silent = {"person": "Ольга Рай", "person_id": "5", "calls_total": 0, "revenue": rub(0), "score": None}
    text = read(shown(replace(report, rows=(*report.rows, silent)), an_owner()))

    assert "Без показателей: Ольга Рай." in text


def test_the_weakest_step_is_the_conclusion_where_deals_can_be_lost():
    text = read(shown(funnel(5), an_owner()))
    flow = read(shown(replace(funnel(5), totals={**funnel(5).totals, "view": "flow"}), an_owner(), view="flow"))

    assert "Слабое место: «КП» → «Выиграна», проходят 22,2 %" in text
    assert "Выиграна · 20 ⚠️\n↓ 22,2 % · от первого 6,7 %" in text
    assert "Слабое место" not in flow and "⚠️" not in flow


def test_a_handful_of_deals_proves_no_step_weak():
    report = funnel(2)
    few = tuple({**row, "reached": 3} for row in report.rows)

    assert "Слабое место" not in read(shown(replace(report, rows=few), an_owner()))


def test_ripeness_is_said_in_words():
    def told(share):
        return read(shown(replace(funnel(3), totals={**funnel(3).totals, "ripeness": share}), an_owner()))

    assert "судить рано" in told(Fraction(1, 3))
    assert "ещё дозревает" in told(Fraction(7, 10))
    assert "период созрел" in told(Fraction(19, 20))


def test_a_funnel_of_people_skips_who_has_no_deal():
    report = funnel_by_person(3)
    nothing = {"person": "Ольга Рай", "created": 0, "won": 0, "lost": 0, "open": 0, "view": "flow"}
    text = read(shown(replace(report, rows=(*report.rows, nothing)), an_owner(), by="person", view="flow"))

    assert "Ольга Рай" not in text
    assert "Al Li\nсоздано 86 · выиграно 5 · 33,3 %" in text


def test_the_view_is_chosen_among_four_with_their_meanings():
    screen = shown(funnel(3), an_owner(), side=Side.VIEWS, view="flow")

    assert {"По созданию", "По входу", "✓ Поток", "Сейчас"} <= set(labels(screen))
    assert "Это не конверсия" in read(screen)
    assert asked_by(screen, "Сейчас").view == "snapshot"
    assert asked_by(screen, "По созданию").view is None
    assert "По людям" not in labels(shown(funnel(3), a_manager(), side=Side.VIEWS, person=ANN))


def test_a_channel_without_cost_has_dashes_and_no_judgement():
    text = read(shown(roi(4), an_owner()))

    assert "Из платных больше всех приносит Яндекс Директ: +330 000 ₽" in text
    assert "В минусе Выставка" in text
    assert "не определено\n— → 471 000 ₽ · ROMI —\nлиды 299, продажи 24, расходов нет" in text


def test_fifteen_sources_stand_on_one_screen():
    screen = shown(roi(15), an_owner())

    assert "Канал 14" in read(screen)
    assert not any(label.startswith("Ещё") for label in labels(screen))


def test_without_margin_the_return_is_by_revenue_and_says_so():
    report = roi(3)
    rows = tuple({**row, "margin": None, "romi": None} for row in report.rows)
    text = read(shown(replace(report, rows=rows, totals={"view": "cash"}), an_owner()))

    assert "Маржа неизвестна, считаем по выручке." in text


def test_stalled_deals_come_first_with_what_to_do():
    text = read(shown(deals(3), an_owner()))

    assert "Застряли 2 сделки из 3" in text
    assert "⚠️ долго на этапе\n→ назначьте следующий шаг с датой" in text
    assert text.index("⚠️") < text.index("ООО «Рога и копыта 0»")
    assert "Иван Петров" in text
    assert "Al Li" not in read(shown(deals(3), a_manager(), person=ANN))


def test_calls_are_read_newest_first_with_masked_numbers():
    text = read(shown(calls(5), a_manager(), person=ANN))

    assert text.index("09:04 ↗") < text.index("09:00 ✖ без ответа · •••4567")


def test_nobody_did_nothing_before_anything_was_brought():
    blank = replace(kpi(1), rows=({key: kpi(1).rows[0][key] for key in ("person", "person_id")},))
    zeros = replace(blank, rows=({**blank.rows[0], "calls_total": 0},))

    text = read(shown(zeros, a_manager(), person=ANN, fresh=None))

    assert "появятся после первой загрузки" in text
    assert "По нулям" not in text
    assert "появятся" not in read(shown(zeros, a_manager(), person=ANN))


def test_rules_do_not_wait_for_a_file():
    assert "Правил пока нет." in read(shown(rules(0), an_owner(), fresh=None))


def test_teams_of_one_name_are_told_apart_by_what_they_belong_to():
    paths = ("Москва/Север", "Казань/Север", "Москва/Юг")
    text = read(
        shown(replace(kpi(1), rows=tuple({**kpi(1).rows[0], "team": path} for path in paths)), an_owner(), by="team")
    )

    assert "Москва/Север" in text and "Казань/Север" in text
    assert "Юг" in text and "Москва/Юг" not in text


def test_a_channel_without_any_money_has_no_line_of_dashes():
    unknown = dict.fromkeys(("spend", "margin", "revenue", "romi", "romi_revenue"))
    text = read(shown(replace(roi(1), rows=({**roi(1).rows[0], **unknown},), totals={}), an_owner()))

    assert "расходов нет" in text
    assert "— → —" not in text


def test_a_rate_of_the_closed_is_not_taken_for_one_of_the_created():
    assert "Выиграно из закрытых за период: 9,1 %\nВыиграно из созданных: 6,7 %" in read(shown(funnel(5), an_owner()))


def test_a_period_too_young_for_a_view_says_so():
    young = replace(funnel(5), totals={**funnel(5).totals, "view": "entry_cohort"}, excluded={"unripe": 54})

    assert "Не вошли 54 сделки: прошло слишком мало времени." in read(shown(young, an_owner(), view="entry_cohort"))


@pytest.mark.parametrize(("language", "told"), [("ru", ("16.11 пн", "с 16.11")), ("en", ("11-16 Mon", "from 11-16"))])
def test_days_and_weeks_of_a_table_need_no_year(language, told):
    def cut(by):
        rows = ({**kpi(1).rows[0], by: date(2026, 11, 16)},)
        return read(shown(replace(kpi(1), rows=rows), an_owner(), language, by=by))

    assert told[0] in cut("day")
    assert told[1] in cut("week")


def test_a_name_is_offered_to_whoever_may_ask_about_others():
    def hint(me):
        return read(shown(kpi(1), me, side=Side.PERIODS))

    assert "/kpi Иванов вчера" in hint(an_owner())
    assert "/kpi прошлая неделя" in hint(a_manager())
    assert "Иванов" not in hint(a_manager())


def test_another_clock_than_the_companys_is_told():
    def at(zone):
        rows = [{**row, "started_at": row["started_at"].astimezone(zone)} for row in calls(5).rows]
        return read(shown(replace(calls(5), rows=tuple(rows)), an_owner()))

    assert "по часам менеджера" not in at(ZoneInfo("Europe/Moscow"))
    assert "Время звонка — по часам менеджера." in at(ZoneInfo("Asia/Yekaterinburg"))


def test_missed_calls_say_whether_they_were_returned():
    screen = shown(a_list("calls_missed", 2), a_manager(), view="calls_missed", person=ANN)

    assert "✓ Пропущенные" in labels(screen)
    assert "не перезвонили" in read(screen)
    assert "перезвонили в 09:10" in read(screen)
    assert asked_by(screen, "Все").report == "calls"


def test_rules_say_where_each_number_comes_from():
    text = read(shown(rules(2), a_manager(), person=ANN))

    assert "• Время разговоров: 2 ч 00 мин\nв рабочие дни, с 01.11.2026, команда Север, кто задал: Ольга" in text


def test_a_plan_says_how_it_ends():
    text = read(shown(plan(2), an_owner()))

    assert "По графику идёт 1 план из 2" in text
    assert "Выручка · вся компания\nноябрь 2026\n▰▰▰▰▰ 3 300 000 ₽ из 3 000 000 ₽\nтемп 157,1 %" in text


def test_how_it_is_counted_names_the_ground_and_only_numbers_that_are_shown():
    screen = shown(one_person(), a_manager(), person=ANN, side=Side.HOW)
    text = read(screen)

    assert "Период: 23 ноября 2026\nЧасовой пояс: Europe/Moscow\nНа момент: 23.11.2026 18:30" in text
    assert "Последняя загрузка: 23.11.2026 11:40" in text
    assert "• внутренние звонки между сотрудниками — 12" in text
    assert "Все внешние звонки человека" in text
    assert asked_by(screen, "Показать записи").side is Side.ROWS
    assert "Показать записи" not in labels(shown(rules(2), a_manager(), side=Side.HOW, person=ANN))


def test_every_number_of_rows_opens_its_list():
    screen = shown(kpi(3), an_owner(), side=Side.ROWS)
    question = asked_by(screen, "Звонки: 144")

    assert (question.report, question.view, question.side) == ("rows", "calls_total", Side.MAIN)
    assert asked_by(shown(funnel(3), an_owner(), side=Side.ROWS), "Создано: 300").view == "created"


def test_every_period_with_a_word_is_a_button_and_any_other_can_be_typed():
    screen = shown(kpi(1), an_owner(), side=Side.PERIODS, span=Span("week"))

    assert len(screen.rows[0]) == 2
    assert [asked_by(screen, name).span for name in labels(screen)[:-2]] == [Span(word) for word in WORDS]
    assert "✓ Неделя" in labels(screen)
    assert "/kpi прошлая неделя" in read(screen)


def test_a_chosen_period_keeps_whom_and_what():
    question = asked_by(shown(kpi(1), an_owner(), person=ANN, span=Span("today")), "Месяц")

    assert (question.report, question.person, question.span) == ("kpi", ANN, Span("month"))


def test_reports_turn_into_each_other_about_the_same_person_and_days():
    screen = shown(kpi(1), an_owner(), person=ANN, span=Span("week"))

    for label, report in (("Сделки", "deals"), ("Звонки", "calls"), ("Воронка", "funnel")):
        question = asked_by(screen, label)
        assert (question.report, question.person, question.span) == (report, ANN, Span("week"))
    assert asked_by(screen, "← Команда").person is None


def test_whom_offers_the_whole_teams_and_people():
    screen = shown(kpi(1), an_owner(), side=Side.WHOM, whom=Meant(((ANN, "Иван"),), ((NORTH, "Продажи/Север"),)))

    assert labels(screen)[:3] == ["Вся компания", "Продажи/Север целиком", "Иван"]
    assert asked_by(screen, "Продажи/Север целиком").team == NORTH


def test_a_picture_keeps_its_numbers_in_the_caption_and_turns_back():
    screen = shown(kpi(40), an_owner(), side=Side.PICTURE)

    assert screen.picture is not None
    assert "Звонки: 1 920" in read(screen)
    assert asked_by(screen, "🔢 Цифры").side is Side.MAIN


def test_english_is_whole():
    for kind, report in KINDS.items():
        text = read(shown(report(3), an_owner(), "en", **({"by": "person", "view": "flow"} if "_by_" in kind else {})))
        assert "[" not in text
    assert "Weak step" in read(shown(funnel(5), an_owner(), "en"))
    assert "All KPIs" in labels(shown(kpi(1), a_manager(), "en", person=ANN, by="day"))
