"""Logs: what a line looks like and what must never reach one."""

import io
import json
import logging
import time

import pytest

from bot.logs import mask, set_up_logs

BOT_TOKEN = "1234567890:AAEhBP0av28FrGEGiL9gZ1ThIsIsNoToken"


@pytest.fixture
def log():
    """Where the lines go; the logging of the whole process is put back afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"POST https://bot.example/bot{BOT_TOKEN}/sendMessage", "POST https://bot.example/bot•••/sendMessage"),
        ("postgresql+asyncpg://takt:qwerty@db/takt", "postgresql+asyncpg://takt:•••@db/takt"),
        ("https://x.example/rest/1/a1b2c3d4e5f6/crm.deal.list", "https://x.example/rest/1/•••/crm.deal.list"),
        ("POST /hooks/Zm9vYmFyYmF6 200", "POST /hooks/••• 200"),
        ("GET /a?access_token=abc&page=2", "GET /a?access_token=•••&page=2"),
        ("GET /a?sign=abc&page=2#x", "GET /a?sign=•••&page=2#x"),
        ('{"refresh_token": "abc.def", "page": 2}', '{"refresh_token": "•••", "page": 2}'),
        ("Authorization: Bearer abc.def-123", "Authorization: Bearer •••"),
        ("sent with bearer abcdefgh12345", "sent with bearer •••"),
        ("password=qwerty, next", "password=•••, next"),
    ],
)
def test_tokens_and_secrets_are_hidden_and_the_rest_stays(written, kept):
    assert mask(written) == kept


@pytest.mark.parametrize(
    "phone",
    [
        "+79123454567",
        "79123454567",
        "89123454567",
        "9123454567",
        "+7 (912) 345-45-67",
        "8 912 345-45-67",
        "8(912)345-45-67",
        "(912) 345 45 67",
        "912-345-45-67",
        "+49 151 234 54567",
        "%2B79123454567",
    ],
)
@pytest.mark.parametrize("around", ["{}", "call to {} failed", "phone={};", "«{}».", "out-{}-101.wav", "tel:{}?"])
def test_a_phone_keeps_its_last_four_digits_only(phone, around):
    masked = mask(around.format(phone))

    assert masked.replace("%2B", "") == around.format("•••4567")


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23T22:26:57.123456+00:00",
        "2026-11-23 22:26:57",
        "took 0.1234567890123 s",
        "deal 4611686018427387904",
        "read 100000 rows, 1 200 500 added",
        "uptime since 1764000000",
        "sha 9f86d081884c7d659a2feaa0c55ad015",
        "nudge/12/34/2026-11-23/1",
    ],
)
def test_moments_identifiers_and_counts_are_not_phones(text):
    assert mask(text) == text


def test_a_known_secret_is_hidden_wherever_it_stands(log):
    set_up_logs("text", secrets=["s3cr3t-of-a-vendor", "ok"], to=log)

    logging.getLogger("services.sync").warning("ok, the vendor said s3cr3t-of-a-vendor is wrong")

    assert log.getvalue().rstrip().endswith("WARNING services.sync: ok, the vendor said ••• is wrong")


def test_a_line_of_text_is_one_line_with_a_moment_and_a_place(log):
    set_up_logs("text", to=log)

    logging.getLogger("services.sync").info("read %s rows\nforged line", 12)

    moment, rest = log.getvalue().split(" ", 1)
    assert moment.endswith("+00:00")
    assert rest == "INFO services.sync: read 12 rows forged line\n"


def test_json_has_one_object_per_line_and_keeps_cyrillic(log):
    set_up_logs("json", to=log)

    logging.getLogger("bot").info("звонок с +79123454567\nещё строка")

    event = json.loads(log.getvalue())
    assert log.getvalue().count("\n") == 1
    assert event["text"] == "звонок с •••4567\nещё строка"
    assert (event["level"], event["logger"]) == ("info", "bot")


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_trace_of_an_error_is_masked_too(log, form):
    set_up_logs(form, to=log)

    try:
        raise OSError(f"cannot reach https://bot.example/bot{BOT_TOKEN}/getMe for +79123454567")
    except OSError:
        logging.getLogger("bot").exception("trouble")

    assert "OSError" in log.getvalue()
    assert BOT_TOKEN not in log.getvalue()
    assert "912345" not in log.getvalue()


def test_setting_up_twice_does_not_double_the_lines(log):
    set_up_logs("text", to=log)
    set_up_logs("text", to=log)

    logging.getLogger("bot").info("once")

    assert log.getvalue().count("once") == 1


@pytest.mark.parametrize("piece", ["://", "?a", "://a:", "+7", "token", "8 912 ", "?token=", "/rest/1", "1"])
def test_masking_a_long_line_of_rubbish_takes_no_time_to_speak_of(piece):
    rubbish = piece * (200_000 // len(piece))
    began = time.perf_counter()

    mask(rubbish)

    assert time.perf_counter() - began < 2
