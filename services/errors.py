"""The family of errors, grouped by what to do next; each carries a phrase and values, never a sentence."""

from typing import TypeAlias

PhraseValue: TypeAlias = str | int


class ServiceError(Exception):
    """Something the person at the door has to hear; `phrase` names the words in the locale files."""

    def __init__(self, phrase: str, /, **values: PhraseValue) -> None:
        super().__init__(phrase, values)
        self.phrase = phrase
        self.values = values


class Refused(ServiceError):
    """Not allowed, not found, not valid or already so: tell the person and change nothing."""


class Gone(Refused):
    """What a step stood on is no more: tell the person kindly and wait for no further answer about it."""
