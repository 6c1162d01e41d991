"""People are found by any usual form of their name, and by nothing that is not theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.diminutives import FULL_NAMES, SHORT_FORMS
from services.domain.names import seek
from services.domain.sounds import sound
from tests.corpus import LONG_TEXTS, TEXTS

STAFF = (
    "Иван Петров", "Анна Ким", "Пётр Сидоров", "Александра Сидорова", "Юлия Щукина", "Дмитрий Фёдоров", "John Smith",
    "Олег Петренко", "Наталья Цой", "Ильин Сергей", "Мария Королёва-Шац",
)  # fmt: skip


def found(typed, staff=STAFF, **how):
    """The names that were found."""
    return [staff[who] for who in seek(typed, enumerate(staff), **how).found]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Иван Петров", "Иван Петров"),
        ("петров иван", "Иван Петров"),
        ("  ПЕТРОВ,  ИВАН ", "Иван Петров"),
        ("Петр Сидоров", "Пётр Сидоров"),
        ("Ким", "Анна Ким"),
        ("анна", "Анна Ким"),
        ("Ваня Петров", "Иван Петров"),
        ("Ваня", "Иван Петров"),
        ("Аня Ким", "Анна Ким"),
        ("Дима", "Дмитрий Фёдоров"),
        ("Petrov", "Иван Петров"),
        ("Ivan Petrov", "Иван Петров"),
        ("Vanya Petroff", "Иван Петров"),
        ("Shchukina", "Юлия Щукина"),
        ("Yulia", "Юлия Щукина"),
        ("Julia Shukina", "Юлия Щукина"),
        ("Dmitry Fyodorov", "Дмитрий Фёдоров"),
        ("Dmitriy Fedorov", "Дмитрий Фёдоров"),
        ("Natalia Tsoi", "Наталья Цой"),
        ("Natalie", "Наталья Цой"),
        ("Peter Sidorov", "Пётр Сидоров"),
        ("Sergey Ilyin", "Ильин Сергей"),
        ("Смит", "John Smith"),
        ("Петренк", "Олег Петренко"),
        ("Петров И.", "Иван Петров"),
        ("И. Петров", "Иван Петров"),
        ("Петрoв", "Иван Петров"),
        ("Королева", "Мария Королёва-Шац"),
        ("koroleva", "Мария Королёва-Шац"),
    ],
)
def test_a_name_is_known_in_any_usual_form(typed, name):
    assert found(typed) == [name]


@pytest.mark.parametrize("typed", ["Сидор", "Пет", "Sidor"])
def test_several_matches_are_all_named(typed):
    assert len(found(typed)) > 1


def test_a_whole_surname_is_stronger_than_the_beginning_of_a_longer_one():
    assert found("Сидоров") == ["Пётр Сидоров"]
    assert found("Петров") == ["Иван Петров"]


def test_a_short_form_of_two_names_may_mean_either():
    staff = ("Александр Орлов", "Александра Орлова", "Евгений Саша")

    assert found("Саша", staff[:2]) == list(staff[:2])
    assert found("Саша Орлов", staff[:2]) == ["Александр Орлов"]
    assert found("Саша", staff) == ["Евгений Саша"]


@pytest.mark.parametrize(
    "typed", ["Иван Иванов", "Ким Петров", "П", "Иван Иван", "Анна Анна Ким", "", " ", ".,;", "Ив Пе Ив"]
)
def test_what_is_not_in_the_name_is_not_found(typed):
    assert found(typed) == []


def test_a_beginning_does_not_count_where_somebody_new_would_be_made():
    assert found("Ким", whole_words=True) == ["Анна Ким"]
    assert found("Щук", whole_words=True) == []


@pytest.mark.parametrize(
    ("typed", "near"), [("Питров", "Иван Петров"), ("Kimmi", "Анна Ким"), ("Щюкина", "Юлия Щукина")]
)
def test_a_slip_of_the_keyboard_is_answered_with_the_most_alike(typed, near):
    sought = seek(typed, enumerate(STAFF))

    assert sought.found == ()
    assert near in [STAFF[who] for who in sought.alike]


def test_somebody_with_two_names_is_one_person():
    sought = seek("смит", [(1, "John Smith"), (1, "Джон Смит"), (2, "Анна Ким")])

    assert sought.found == (1,)


@given(st.permutations(["мария", "петровна", "ким"]), st.sampled_from([str.upper, str.title, str.lower]))
def test_the_order_and_case_of_words_never_matter(words, case):
    assert found(case(" ".join(words)), ("Ким Мария Петровна", "Ким Мария")) == ["Ким Мария Петровна"]


@given(st.sampled_from(sorted(SHORT_FORMS)), st.data())
def test_every_short_form_finds_its_full_name(full, data):
    form = data.draw(st.sampled_from(SHORT_FORMS[full].split()))

    assert full in [name for name in found(form, (full, "незнакомец")) if name == full]


@given(st.text(max_size=60))
def test_any_text_is_answered(typed):
    seek(typed, enumerate(STAFF))
    sound(typed.casefold())


@pytest.mark.parametrize("typed", TEXTS, ids=range(len(TEXTS)))
def test_bad_input_finds_nobody_by_chance(typed):
    assert len(found(typed[:800])) <= 1


@pytest.mark.parametrize("name", sorted(LONG_TEXTS))
def test_long_rubbish_is_answered_at_once(name):
    for text in (LONG_TEXTS[name](), LONG_TEXTS[name]()[:400]):
        seek(text, enumerate(STAFF * 300))


def test_many_like_words_do_not_multiply():
    name = " ".join(f"аа{chr(1072 + n)}" for n in range(30))

    assert found("аа аа аа аа аа бб", (name,) * 50) == []


def test_full_names_stand_for_themselves():
    assert all(full in FULL_NAMES[full] for full in SHORT_FORMS)
    assert not any("ё" in form for form in FULL_NAMES)
