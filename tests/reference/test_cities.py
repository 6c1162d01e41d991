"""A time zone by what people type."""

import pytest

from services.domain.zones import known_zone
from services.reference.cities import read_zone
from tests.corpus import LONG_TEXTS, TEXTS


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Москва", "Europe/Moscow"), ("мск", "Europe/Moscow"), ("МСК+2", "Asia/Yekaterinburg"),
        ("мск - 1", "Europe/Kaliningrad"), ("Орёл", "Europe/Moscow"), ("  новый   уренгой ", "Asia/Yekaterinburg"),
        ("Berlin", "Europe/Berlin"), ("Europe/Berlin", "Europe/Berlin"), ("europe/berlin", "Europe/Berlin"),
        ("New York", "America/New_York"), ("New_York", "America/New_York"), ("Нью-Йорк", "America/New_York"),
        ("UTC", "UTC"), ("Ростов-на-Дону", "Europe/Moscow"), ("Moscow", "Europe/Moscow"),
    ],
)  # fmt: skip
def test_a_city_a_distance_from_moscow_and_a_name_are_known(typed, zone):
    assert known_zone(read_zone(typed)).key == zone


@pytest.mark.parametrize("typed", ["", "Атлантида", "мск+25", "localtime", "Etc/GMT+5", "../etc/passwd"])
def test_what_is_no_place_is_refused(typed):
    with pytest.raises(ValueError):
        read_zone(typed)


def test_no_text_of_the_world_breaks_it():
    for text in (*TEXTS, *(make() for make in LONG_TEXTS.values())):
        with pytest.raises(ValueError):
            read_zone(text)
