"""The log: one line or one JSON object per event, without tokens, secrets or phone numbers."""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal, TextIO

_HIDDEN = "•••"
_SHORTEST_SECRET = 8

_TELEGRAM_TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,64}")
_PASSWORD_IN_URL = re.compile(r"(://[^\s/:@]{0,100}:)[^\s/@]{1,200}@")
_SECRET_IN_PATH = re.compile(r"(/rest/\d{1,10}/|/hooks?/)[A-Za-z0-9_-]{8,200}")
_QUERY_VALUE = re.compile(r"([?&][^\s=&?#]{1,60}=)[^\s&#\"']+")
_NAMED_SECRET = re.compile(
    r"(?i)((?:token|secret|passw(?:or)?d|api_?key|authorization)[\"']?[ ]?[=:][ ]?[\"']?(?:bearer |basic )?)"
    r"[^\s\"'&,;]+"
)
_SECRET_WORDS = re.compile(r"(?i)token|secret|pass|key|auth|sign|salt|code|hash")

_BEARER = re.compile(r"(?i)(bearer )[A-Za-z0-9._~+/=-]{8,}")

_PHONES = re.compile(
    r"""
      \+7(?:[\s().-]{0,2}\d){10}(?!\d)                       # +7 (912) 345-67-89
    | \+\d{10,15}(?!\d)                                      # +4915123456789
    | \+\d(?:[\s().-]{0,2}\d){9,14}(?!\d)                    # +49 151 234 56789
    | (?:(?<![A-Za-z0-9.])|(?<=%2B))(?:[2-9]\d{9}|\d{11,15})(?![A-Za-z0-9])  # 79123456789, not a second
    | (?<![\w.])(?:[78][\s-]?)?\(?\d{3}\)?[\s-]?\d{3}[\s-]\d{2}[\s-]?\d{2}(?!\d)  # 8 912 345-67-89
    """,
    re.VERBOSE,
)
"""Numbers as people and vendors write them; every repetition is bounded, so rubbish costs linear time."""


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without bot tokens, secrets in addresses and phone numbers; `secrets` are hidden literally."""
    for secret in secrets:
        text = text.replace(secret, _HIDDEN)
    text = _TELEGRAM_TOKEN.sub(_HIDDEN, text)
    text = _PASSWORD_IN_URL.sub(rf"\1{_HIDDEN}@", text)
    text = _SECRET_IN_PATH.sub(rf"\1{_HIDDEN}", text)
    text = _QUERY_VALUE.sub(_without_secret, text)
    text = _NAMED_SECRET.sub(rf"\1{_HIDDEN}", text)
    text = _BEARER.sub(rf"\1{_HIDDEN}", text)
    return _PHONES.sub(_last_four, text)


def set_up_logs(form: Literal["text", "json"], secrets: Iterable[str] = (), to: TextIO | None = None) -> None:
    """Send the log of the whole process to standard error, or to `to`, in one form."""
    handler = logging.StreamHandler(to or sys.stderr)
    hidden = tuple(secret for secret in secrets if len(secret) >= _SHORTEST_SECRET)
    handler.setFormatter(_JsonLines(hidden) if form == "json" else _TextLines(hidden))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for chatty in ("aiogram.event", "aiogram.dispatcher"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


class _TextLines(logging.Formatter):
    """`2026-11-23T09:00:00+00:00 INFO services.sync: text`, a trouble's trace on the lines below."""

    def __init__(self, secrets: tuple[str, ...]) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        words = " ".join(mask(record.getMessage(), self._secrets).splitlines())
        line = f"{_at(record)} {record.levelname} {record.name}: {words}"
        trouble = self._trouble(record)
        return f"{line}\n{trouble}" if trouble else line

    def _trouble(self, record: logging.LogRecord) -> str:
        return mask(self.formatException(record.exc_info), self._secrets) if record.exc_info else ""


class _JsonLines(_TextLines):
    """One object per line with `at`, `level`, `logger`, `text` and, after an error, `trouble`."""

    def format(self, record: logging.LogRecord) -> str:
        event = {
            "at": _at(record),
            "level": record.levelname.lower(),
            "logger": record.name,
            "text": mask(record.getMessage(), self._secrets),
        }
        trouble = self._trouble(record)
        return json.dumps(event | ({"trouble": trouble} if trouble else {}), ensure_ascii=False)


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _last_four(phone: re.Match[str]) -> str:
    return _HIDDEN + re.sub(r"\D", "", phone[0])[-4:]


def _without_secret(value: re.Match[str]) -> str:
    return value[1] + _HIDDEN if _SECRET_WORDS.search(value[1]) else value[0]
