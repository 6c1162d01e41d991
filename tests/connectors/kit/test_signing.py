"""Signatures: the vendors' own vectors, and secrets compared whole."""

from datetime import UTC, datetime, timedelta

import pytest

from services.connectors.kit import signing

NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_a_plain_digest_over_a_text_with_its_secret():
    said = (
        '{"date_from":"1795392000","date_to":"1795478399","fields":"records,start,finish,answer,from_extension,'
        'from_number,to_extension,to_number,disconnect_reason,line_number,location,entry_id"}'
    )

    assert (
        signing.plain_hex(f"demo-key{said}demo-salt")
        == "259e04b3c4a4a80042308638f4fae8557c2e3bd79f93a4c37705f0f08218e709"
    )


@pytest.mark.parametrize(
    ("message", "signature"),
    [
        (
            "79161234567749512300012026-11-23 11:39:31",
            "Mzk3MDJiMTk1Y2M2MGE0ZTI5NjU3ZDE5NDMyZWI4Y2IzNTk0ODhjOQ==",
        ),
        ("in_ae6b031795423171.1234567", "YmZjNGEzODJjZGJkNDJmOWQ4MzUzNjFiYjkyNTM2MDAyZTYyYmFjOA=="),
    ],
)
def test_a_signature_whose_hexadecimal_text_is_packed(message, signature):
    assert signing.hex_base64("demo-secret", message) == signature


def test_a_signature_as_hexadecimal_and_in_base_64():
    message = "what do ya want for nothing?"

    assert signing.hmac_hex("Jefe", message) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert signing.hmac_base64("Jefe", message) == "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="


@pytest.mark.parametrize("given", [None, "", "secre", "secret2", "секрет", b"secreT", "\udc80"])
def test_only_the_whole_secret_is_right(given):
    assert not signing.same(given, "secret")


def test_an_empty_secret_is_never_right():
    assert not signing.same("", "")
    assert not signing.any_same("", ("", b""))


def test_a_secret_is_right_as_text_and_as_bytes():
    assert signing.same(b"secret", "secret")
    assert signing.same("секрет", "секрет")


def test_the_secret_before_the_new_one_still_opens():
    assert signing.any_same("old", ("new", "old"))
    assert not signing.any_same("older", ("new", "old"))


@pytest.mark.parametrize(("minutes", "recent"), [(0, True), (5, True), (-5, True), (6, False), (-6, False)])
def test_an_old_message_is_not_played_again(minutes, recent):
    assert signing.is_recent(NOON + timedelta(minutes=minutes), NOON) is recent


def test_secrets_of_paths_are_long_and_unlike():
    made = {signing.path_secret() for _ in range(100)}

    assert len(made) == 100
    assert all(len(one) == 32 for one in made)
