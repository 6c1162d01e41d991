"""Phone numbers as the world writes them (contract of the canonical call, "Phones")."""

import random
import subprocess
import sys
import time

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.reference.phones import Phone, mask, read_phone

IVAN = Phone("+79161234567")


@pytest.mark.parametrize(
    "raw",
    [
        "79161234567", "+7 (916) 123-45-67", "89161234567", "9161234567", "8 916 123 45 67", "+7-916-123-45-67",
        "8(916)1234567", "007 916 123-45-67", "8.916.123.45.67", "8~10 7 916 123 45 67", "+89161234567",
        "sip:+79161234567@pbx.example", "sip:79161234567@pbx.example;user=phone", "SIP:89161234567",
        "tel:+7-916-123-45-67",
        "79161234567_id265648", '"Иван" <+79161234567>', "<79161234567>", "тел. 8 916 123-45-67", "79161234567.0",
        "'+79161234567", '="79161234567"', "  +7 916 123 45 67\n", "+7\u00a0916\u00a0123\u201145\u201167",
        "\u202a+79161234567\u202c", "\ufeff89161234567", "＋７９１６１２３４５６７", "٨٩١٦١٢٣٤٥٦٧",
        "89161234567, 89171234567", "+79161234567 / +79171234567", "89161234567;89171234567",
    ],
    ids=ascii,
)  # fmt: skip
def test_one_number_has_one_form(raw):
    assert read_phone(raw, "RU") == IVAN


@pytest.mark.parametrize(
    ("raw", "region", "e164"),
    [
        ("8-800-555-35-35", "RU", "+78005553535"),
        ("8 (495) 123-45-67", "RU", "+74951234567"),
        ("4951234567", "RU", "+74951234567"),
        ("998783337125_id265648", "RU", "+998783337125"),
        ("0441234567", "UA", "+380441234567"),
        ("00380441234567", "RU", "+380441234567"),
        ("810380441234567", "RU", "+380441234567"),
        ("+375 29 123-45-67", "RU", "+375291234567"),
        ("375291234567", "RU", "+375291234567"),
        ("87011234567", "KZ", "+77011234567"),
        ("7011234567", "KZ", "+77011234567"),
        ("8 701 123 45 67", "RU", "+77011234567"),
        ("79161234567", "UA", "+79161234567"),
        ("+79161234567", "XX", "+79161234567"),
        ("+81 3 1234 5678", "RU", "+81312345678"),
        ("(202) 456-1111", "US", "+12024561111"),
    ],
)
def test_numbers_of_other_kinds_and_countries_are_read_in_the_regions_habits(raw, region, e164):
    assert read_phone(raw, region) == Phone(e164)


@pytest.mark.parametrize("raw", ["+7 495 123-45-67 доб. 12", "84951234567 доб 12", "+74951234567 ext. 12",
                                 "8 (495) 123-45-67 (вн. 12)", "+74951234567x12", "+74951234567#12", "+74951234567,12",
                                 "+74951234567;ext=12", "8 495 123-45-67, добавочный 12"])  # fmt: skip
def test_a_number_may_carry_an_extension(raw):
    assert read_phone(raw, "RU") == Phone("+74951234567", "12")


@pytest.mark.parametrize(
    ("raw", "extension"),
    [
        ("101", "101"),
        ("sip:101@pbx.example", "101"),
        ("1", "1"),
        ("00123", "00123"),
        ("12345", "12345"),
        (" 204 ", "204"),
        ("101.0", "101"),
    ],
)
def test_up_to_five_digits_are_an_extension(raw, extension):
    assert read_phone(raw, "RU") == Phone(None, extension)


@pytest.mark.parametrize(
    "raw",
    [
        "", " ", "\u00a0", "anonymous", "Anonymous", "unknown", "<unknown>", "скрыт", "hidden", "restricted", "private",
        "sip:user@host", "sip:anonymous@anonymous.invalid", "123456", "2345678", "12345678901234567890", "9" * 100_000,
        "+", "++79161234567", "+7999", "+7916123456A", "1-800-FLOWERS", "7.9161234567E+10", "-1", "NaN", "#REF!",
        "79300012345", "0000000000", "+0000000000", "1792540800000", "<b>79161234567</b>", "доб. 12", "101 доб. 12",
        "x12", "\x00",
        "79161234567\x00", "\ud800", "😀", "9161234567 9171234567", "%s", "=HYPERLINK(1)", "@SUM", "'; DROP TABLE",
        "+" * 100_000, "(" * 100_000, " " * 100_000, "доб" * 40_000, "8" * 250, "=" * 100_000, "<" * 100_000,
    ],
    ids=lambda raw: ascii(raw[:20]),
)  # fmt: skip
def test_what_is_no_number_is_none(raw):
    assert read_phone(raw, "RU") is None


def test_habits_of_russia_are_not_those_of_other_regions():
    assert read_phone("9161234567", "UA") is None
    assert read_phone("9161234567", "XX") is None
    assert read_phone("89161234567", "UA") is None


def as_the_package_reads(raw: str, region: str) -> str | None:
    """Rules 3 and 4 of the contract in the package's own words, without any short cut.

    Eleven digits that are nothing in the region are tried as international, like `998783337125` of the contract.
    """
    digits = "".join(filter(str.isdigit, raw))
    if not raw.startswith("+") and len(digits) == 11 and digits.startswith("8"):
        raw = "+7" + digits[1:]
    if not raw.startswith("+") and len(digits) == 10 and digits.startswith("9") and region == "RU":
        raw = "+7" + digits
    for text in (raw, "+" + digits) if len(digits) == 11 else (raw,):
        try:
            number = phonenumbers.parse(text, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number) and phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


LAYOUTS = ["{}{}{}{}{}", "{} ({}) {}-{}-{}", "{}-{}-{}-{}-{}", "{} {} {} {} {}", "{}({}){}{}{}"]


@st.composite
def russian_like(draw):
    """Starts people use, areas of every kind with those around the gaps more often, any layout."""
    area = draw(st.one_of(st.sampled_from(["930", "495", "812", "800", "804", "809", "336", "999"]),
                          st.integers(300, 999).map(str)))  # fmt: skip
    first = draw(st.one_of(st.integers(0, 999), st.integers(0, 99)))
    rest = draw(st.integers(0, 9999))
    return draw(st.sampled_from(LAYOUTS)).format(
        draw(st.sampled_from(["+7", "7", "8", ""])), area, f"{first:03}", f"{rest // 100:02}", f"{rest % 100:02}"
    ).strip("- ")  # fmt: skip


@settings(max_examples=800, deadline=None)
@given(russian_like(), st.sampled_from(["RU", "KZ"]))
def test_the_short_way_agrees_with_the_package(raw, region):
    phone = read_phone(raw, region)

    assert (phone.e164 if phone else None) == as_the_package_reads(raw, region)


def test_the_short_way_agrees_on_every_area_and_at_the_gaps_of_9300():
    chance = random.Random(7)
    areas = [f"{area}{chance.randrange(10**7):07}" for area in range(300, 1000)]
    gaps = [f"9300{number:02}{chance.randrange(10**4):04}" for number in range(100)]

    for national in areas + gaps:
        phone = read_phone("+7" + national, "RU")
        assert (phone.e164 if phone else None) == as_the_package_reads("+7" + national, "RU"), national


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=40) | st.text("0123456789+()- .,;xдоб@_id", max_size=40),
    st.sampled_from(["RU", "UA", "US", "", "XX"]),
)
def test_any_text_is_a_phone_or_none(raw, region):
    phone = read_phone(raw, region)

    if phone is not None:
        assert phone.e164 or phone.extension
        assert phone.e164 is None or (
            phone.e164.startswith("+") and phone.e164[1:].isascii() and phone.e164[1:].isdigit()
        )


def test_a_number_read_once_is_read_the_same_again():
    for raw in ("8 (916) 123-45-67", "998783337125", "8 800 555 35 35"):
        phone = read_phone(raw, "RU")

        assert read_phone(phone.e164, "RU") == phone
        assert read_phone(phone.e164, "US") == phone


@pytest.mark.parametrize("form", ["{}", "+7 (495) {:.3}-{:.2}-{:.2}"])
def test_100000_numbers_are_read_in_a_second(form):
    chance = random.Random(3)
    numbers = [form.format(f"79{chance.randrange(10**9):09}", "45", "67") for _ in range(100_000)]
    read_phone("84951234567", "RU")
    times = []

    for _ in range(2):
        started = time.process_time()
        for number in numbers:
            read_phone(number, "RU")
        times.append(time.process_time() - started)

    assert min(times) < 1.2


def test_mobile_numbers_do_not_load_the_package():
    code = (
        "import sys; from services.reference.phones import read_phone; read_phone('8 916 123-45-67', 'RU');"
        "sys.exit('phonenumbers' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_masked_phone_shows_its_end_only():
    assert mask("4567") == "•••4567"
    assert mask("+79161234567") == "•••4567"
    assert mask("") == "•••"
