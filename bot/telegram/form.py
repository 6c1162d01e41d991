"""A message as a form: what goes under many messages is written once."""

from collections.abc import Callable
from typing import Any

from aiogram.client.default import Default, DefaultBotProperties
from aiogram.methods import SendMessage
from aiogram.types import InlineKeyboardMarkup, LinkPreviewOptions
from yarl import URL

from services.domain.recall import Recall

Prepare = Callable[[Any], str | None]
"""Writes a value as Telegram takes it; what stays None is left out."""

_KEPT = 500
_SHARED = (InlineKeyboardMarkup, LinkPreviewOptions)


class Forms:
    """Writes messages as urlencoded forms. Keyboards are known again by being the very same object."""

    def __init__(self) -> None:
        self._written: Recall[int, tuple[Any, str]] = Recall(_KEPT)

    def of(self, message: SendMessage, usual: DefaultBotProperties, prepare: Prepare) -> bytes:
        """The body of a request, with what is usual where nothing else is said; a value that is empty is left out."""
        said = ((name, usual[given.name] if isinstance(given, Default) else given) for name, given in message)
        parts = [self._part(name, given, prepare) for name, given in said if given is not None]
        return "&".join(filter(None, parts)).encode()

    def _part(self, name: str, given: Any, prepare: Prepare) -> str:
        if not isinstance(given, _SHARED):
            return _quoted(name, prepare(given))
        known = self._written.get(id(given))
        if known is None or known[0] is not given:
            known = self._written.keep(id(given), (given, _quoted(name, prepare(given))))
        return known[1]


def _quoted(name: str, value: str | None) -> str:
    return URL.build(query={name: value}).raw_query_string if value else ""
