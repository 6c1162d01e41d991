"""Letters of the working day as screens: whole within a message, in the words of a reader, with a way on."""

import re

import pytest

from handlers.buttons import pack, unpack
from handlers.charts.painter import WIDTH, paint
from handlers.middlewares.showing import without_tags
from handlers.screen import LONGEST_CAPTION, LONGEST_TEXT, units
from handlers.speech import Speech, languages
from handlers.views.digests import ask_time_screen, digest_screen
from handlers.views.letters import letter_screen
from handlers.views.own_day import ask_note, morning_screen
from services.domain.digest import Conclusion
from services.domain.letters import LetterKind
from services.domain.people import Role
from services.usecases.arrange_digests import DigestSheet
from services.usecases.show_today import DayOff
from tests.handlers.charts.test_pictures import troubles
from tests.handlers.views.days import a_card, a_digest, a_group, a_morning, a_report, a_sheet, since
from tests.handlers.views.personal import LONG, TODAY, a_member

MANAGER, HEAD = a_member(Role.MANAGER), a_member(Role.HEAD)
RU = Speech("ru")
DAY, WEEK = LetterKind.DIGEST_DAY, LetterKind.DIGEST_WEEK
TIGHT = LetterKind.DAY_REPORT, a_report(10, 3, plan=LONG, reason=LONG, tomorrow=LONG)


def letters():
    """Every letter, full and empty."""
    yield "card", LetterKind.DAY_CARD, a_card()
    yield "card of nothing", LetterKind.DAY_CARD, a_card(0, 0)
    yield "report", *TIGHT
    yield "report of nothing", LetterKind.DAY_REPORT, a_report(0, 0, over=False)
    for kind in (DAY, WEEK):
        for conclusion in Conclusion:
            for people, behind in ((0, 0), (1, 1), (2, 2), (6, 1), (15, 9), (21, 21)):
                name = f"{kind.value} {conclusion.value} {behind} of {people}"
                data = a_digest(kind, people, conclusion=conclusion, behind=behind, reason=LONG, since=since())
                yield name, kind, data
                yield f"{name} in a group", kind, a_group(data)
        yield f"{kind.value} without data", kind, a_digest(kind, 3, fresh=None, totals={}, board=None)


ALL = list(letters())


@pytest.mark.parametrize("language", languages())
def test_a_letter_is_whole_and_has_words_for_everything(language):
    speech = Speech(language)
    for name, kind, data in ALL:
        screen = letter_screen(kind, data, HEAD, speech, repeated=True)
        shown = without_tags(screen.text)

        assert units(shown) <= (LONGEST_TEXT if screen.picture is None else LONGEST_CAPTION), name
        assert not re.search(r"\[[a-z-]+\]|column-|None", shown), (name, shown)
        for button in (button for row in screen.rows for button in row):
            assert unpack(pack(button.press)) == button.press, name


@pytest.mark.parametrize("language", languages())
def test_other_screens_of_the_day_are_whole(language):
    speech = Speech(language)
    screens = [
        morning_screen(a_morning(), MANAGER, speech), morning_screen(a_morning(0, None), MANAGER, speech),
        morning_screen(a_morning(off=DayOff("vacation", TODAY)), MANAGER, speech),
        digest_screen(a_sheet(), HEAD, speech), digest_screen(DigestSheet(None, (), ()), HEAD, speech),
        ask_time_screen(HEAD, speech, monday=True), ask_time_screen(HEAD, speech, monday=False),
        *(ask_note(kind, MANAGER, speech) for kind in ("plan", "reason", "tomorrow")),
    ]  # fmt: skip
    for screen in screens:
        shown = without_tags(screen.text)
        assert units(shown) <= LONGEST_TEXT
        assert not re.search(r"\[[a-z-]+\]|column-|None", shown), shown
        assert screen.rows


def test_a_day_report_is_short():
    full, usual = TIGHT[1], a_report(3, 1)

    assert [len(letter_screen(TIGHT[0], data, MANAGER, RU).text.split("\n")) for data in (full, usual)] == [15, 8]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("people", [1, 15])
@pytest.mark.parametrize("kind", [DAY, WEEK])
def test_the_picture_of_a_digest_is_clean(kind, people, language):
    for data in (a_digest(kind, people), a_group(a_digest(kind, people))):
        figure = paint(letter_screen(kind, data, HEAD, Speech(language)).picture)

        assert troubles(figure) == []
        assert figure.bbox.width == WIDTH


def said(data, kind=DAY):
    return without_tags(letter_screen(kind, data, HEAD, RU).text).replace("\u00a0", " ").split("\n")


@pytest.mark.parametrize(
    ("conclusion", "people", "behind", "words"),
    [
        (Conclusion.ALL_KEPT, 3, 0, "Все нормы выполнены"),
        (Conclusion.SOME_BEHIND, 6, 1, "Нужна помощь одному из 6, остальные в темпе"),
        (Conclusion.SOME_BEHIND, 50, 21, "Нужна помощь 21 из 50, остальные в темпе"),
        (Conclusion.ALL_BEHIND, 1, 1, "Нужна помощь: сделано меньше 80 % нормы"),
        (Conclusion.ALL_BEHIND, 2, 2, "Нужна помощь обоим: сделано меньше 80 % нормы"),
        (Conclusion.MOST_BEHIND, 6, 4, "Отстают 4 из 6: похоже, причина общая"),
        (Conclusion.MOST_BEHIND, 30, 21, "Отстаёт 21 из 30: похоже, причина общая"),
        (Conclusion.NO_DATA_YET, 6, 0, "Данных за это время ещё нет"),
    ],
)
def test_the_conclusion_is_the_first_line(conclusion, people, behind, words):
    assert said(a_digest(people=people, conclusion=conclusion, behind=behind))[0] == words


def test_a_digest_reads_as_a_person_would_write_it():
    told = said(a_digest(behind=1, reason="Был на выезде", since=since()))

    assert told == [
        "Нужна помощь одному из 6, остальные в темпе",
        "Вторник, 24 ноября · ООО «Ромашка & <Ко>»",
        "Иван Петров: 40 % нормы, больше всего не хватает: время разговоров 41 мин из 1 ч 30 мин. «Был на выезде»",
        "Пока без пояснений: Иван Петров",
        "Разговоры: 177; Время разговоров: 6 ч 29 мин; Новые лиды: 9; Выиграно сделок: 4; Выручка: 770 656 ₽",
        "Пропущено 4 звонка",
        "Со сводки за 23 ноября 2026 изменилось: разговоры 177 → 178; время разговоров 41 мин → 43 мин;"
        " новые лиды 9 → 10; выиграно сделок 5 → 4; выручка 800 000 ₽ → 650 000 ₽",
        "Данные на 24.11.2026 12:30",
    ]


def test_a_week_says_the_plan_first_where_it_is_behind():
    data = a_digest(WEEK, conclusion=Conclusion.ALL_KEPT)
    told = said(data | {"conclusions": ["plan_behind", "all_kept"]}, WEEK)

    assert told[:3] == [
        "Выручка отстаёт от плана, темп 157,1 %", "Неделя 18–24 ноября 2026 · ООО «Ромашка & <Ко>»",
        "Все нормы выполнены",
    ]  # fmt: skip
    assert "План за ноябрь 2026: 3 300 000 ₽ из 3 000 000 ₽, темп 157,1 %, к концу выйдет 2 714 286 ₽" in told
    assert "Лучше всех окупается Яндекс Директ: вложено 150 000 ₽, ROMI 220 %" in told


def test_a_group_is_told_of_what_is_reached():
    assert said(a_group(a_digest(people=6, behind=5)))[0] == "Норму выполнил 1 из 6"
    assert said(a_group(a_digest(people=6, behind=6)))[0] == "Работали 6 человек"


def test_what_is_too_long_for_a_caption_gives_way_in_the_middle():
    data = a_digest(WEEK, 15, behind=15, reason=LONG, since=since())
    long = {"needs": [one | {"name": LONG, "reason": LONG} for one in data["needs"]]}

    told = said(data | long, WEEK)

    assert told[0].startswith("Нужна помощь") and told[-1].startswith("Данные на")
