"""Signatures and secrets: compared in constant time, made of the exact bytes."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

_PATH_BYTES = 24
"""192 bits: nobody guesses it, and it is 32 letters long."""


def same(given: str | bytes | None, right: str | bytes) -> bool:
    """Whether a secret is the right one; takes as long whatever differs. An empty secret is never right."""
    if given is None or not right:
        return False
    return hmac.compare_digest(_bytes(given), _bytes(right))


def any_same(given: str | bytes | None, right: tuple[str | bytes, ...]) -> bool:
    """Whether a secret is one of those that are right now: the new one, or the one before it."""
    found = False
    for one in right:
        found |= same(given, one)
    return found


def hmac_hex(secret: str | bytes, message: str | bytes, digest: str = "sha256") -> str:
    """The signature in lower hexadecimal."""
    return hmac.new(_bytes(secret), _bytes(message), digest).hexdigest()


def hmac_base64(secret: str | bytes, message: str | bytes, digest: str = "sha256") -> str:
    """The signature's own bytes in base 64."""
    return base64.b64encode(hmac.new(_bytes(secret), _bytes(message), digest).digest()).decode()


def hex_base64(secret: str | bytes, message: str | bytes, digest: str = "sha1") -> str:
    """The hexadecimal text of the signature in base 64, as PHP programs like it."""
    return base64.b64encode(hmac_hex(secret, message, digest).encode()).decode()


def plain_hex(message: str | bytes, digest: Callable[..., Any] = hashlib.sha256) -> str:
    """A digest without a key, of a text that holds the secret itself."""
    return str(digest(_bytes(message)).hexdigest())


def is_recent(sent: datetime, now: datetime, within: timedelta = timedelta(minutes=5)) -> bool:
    """Whether a signed moment is near enough for the message not to be an old one played again."""
    return abs(now - sent) <= within


def path_secret() -> str:
    """A random part of an address that is the password of whoever comes to it."""
    return secrets.token_urlsafe(_PATH_BYTES)


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
