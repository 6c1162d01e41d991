"""Words beside a count agree with it: 1 строка, 2 строки, 5 строк, 21 строка; 1 row, 2 rows."""

import re

import pytest

from handlers.speech import Speech, languages
from tests.guards.test_phrases import phrases

FORMS = {
    "ru": """
        день дня дней · месяц месяца месяцев · строка строки строк · ячейка ячейки ячеек · цель цели целей
        сделка сделки сделок · сделки сделок сделок · закрытой закрытых закрытых · выигранная выигранные выигранных
        клиент клиента клиентов · компания компании компаний · менеджер менеджера менеджеров · план плана планов
        правило правила правил · человек человека человек · загрузка загрузки загрузки · имя имена имена
        пересчёт пересчёта пересчётов · Ждёт Ждут Ждут · Застряла Застряли Застряло · Остался Осталось Осталось
        Отстаёт Отстают Отстают · отстаёт отстают отстают · Отсутствует Отсутствуют Отсутствуют
        вошла вошли вошло · держит держат держат · закончен закончены закончены · идёт идут идёт
        начал начали начали · открыта открыты открыто · прервана прерваны прерваны · принята приняты приняты
        прочитается прочитаются прочитаются · работает работают работают · стоит стоят стоят
        Нашёлся Нашлось Нашлось · ждёт ждут ждут · клиента клиентов клиентов · который которые которые
        Пропущен Пропущено Пропущено · звонок звонка звонков · Работал Работали Работали
        выполнил выполнили выполнили · норма нормы норм
        сообщение сообщения сообщений · сообщении сообщениях сообщениях · работа работы работ · дошло дошли дошло
        Оставлена Оставлены Оставлено · снята сняты снято · её их их
        минуту минуты минут · час часа часов · отложена отложены отложено · раз раза раз · пришло пришли пришли
        незнакомое незнакомые незнакомые · значение значения значения
    """,
    "en": """
        call calls · cell cells · client clients · company companies · day days · deal deals · goal goals
        import imports · is are · has have · Has Have · keeps keep · manager managers · month months · name names
        person people · plan plans · recount recounts · norm norms
        row rows · rule rules · stands stand · waits wait · was were · works work
        hour hours · minute minutes · message messages · piece pieces · it they · its their · time times
    """,
}
"""How words go with 1, with 2 and with 5; in English with 1 and with the others."""

COUNTS = {"ru": {"one": (1, 21, 101), "few": (2, 4, 22), "many": (0, 5, 11, 12, 100, 111)},
          "en": {"one": (1,), "other": (0, 2, 5, 21)}}  # fmt: skip
LIMITS = ("больше", "than", "×")
"""Behind these stands a number that is always large."""


def forms_of(language):
    """Each word with all its forms, in the order of the kinds of counts."""
    return [tuple(line.split()) for line in re.split(r"·|\n", FORMS[language]) if line.strip()]


def counted(language):
    """The phrases that say something else of another count."""
    for name, phrase in phrases(language).items():
        if any(choice & {"one", "few", "many"} for choice in phrase.choices):
            yield name, phrase.names


def said(speech, name, names, count):
    """The words of a phrase, without its numbers."""
    return re.findall(r"[^\W\d_]+", speech.say(name, **dict.fromkeys(names, count)))


@pytest.mark.parametrize("language", languages())
def test_every_word_that_goes_with_a_count_has_the_right_form(language):
    speech, forms = Speech(language), forms_of(language)

    for name, names in counted(language):
        by_kind = [said(speech, name, names, counts[-1]) for counts in COUNTS[language].values()]
        changing = {words for words in zip(*by_kind, strict=False) if len(set(words)) > 1}
        if len({len(words) for words in by_kind}) == 1:
            assert changing <= set(forms), f"{name}: {changing - set(forms)}"


@pytest.mark.parametrize("language", languages())
def test_counts_of_a_kind_are_said_alike(language):
    speech = Speech(language)

    for name, names in counted(language):
        for counts in COUNTS[language].values():
            usual = [count for count in counts if count or language == "en"]
            alike = {tuple(said(speech, name, names, count)) for count in usual if count}
            assert len(alike) == 1, f"{name} with {usual}: {alike}"


@pytest.mark.parametrize("language", languages())
def test_no_counted_word_stands_behind_a_number_without_a_choice(language):
    many = {forms[-1] for forms in forms_of(language) if forms[-1] != forms[0]}
    speech = Speech(language)
    stiff = []
    for name, phrase in phrases(language).items():
        text = speech.say(name, **dict.fromkeys(phrase.names, 5)).replace("\u00a0", " ")
        found = re.findall(r"(\S*) ?\b5 (\w+)", text) if not phrase.choices else ()
        stiff += [(name, word) for before, word in found if word in many and before not in LIMITS]

    assert stiff == []
