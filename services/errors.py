"""The family of errors, grouped by what to do next; each carries a phrase and values, never a sentence."""

import re
from datetime import timedelta
from math import ceil
from typing import Any, TypeAlias

PhraseValue: TypeAlias = str | int

_CODE = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


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


class SourceError(ServiceError):
    """Trouble with a CRM, a telephony or another source.

    `method` is the question as we call it, `status` is of HTTP (0 without an answer), `code` is the vendor's. Never an
    address, a token or a word of what was asked or answered.
    """

    def __init__(self, phrase: str, /, *, method: str = "", status: int = 0, code: str = "", **values: PhraseValue):
        super().__init__(phrase, **values)
        self.method = method
        self.status = status
        self.code = code if _CODE.fullmatch(code) else ""

    def __str__(self) -> str:
        """For the log: the kind of trouble and where it met us."""
        return " ".join(str(part) for part in (self.phrase, self.method, self.status, self.code) if part)


class AccessLost(SourceError):
    """The vendor does not accept our key any more: stop asking, the owner connects anew."""

    def __init__(self, phrase: str = "source-access-lost", /, **more: Any):
        super().__init__(phrase, **more)


class Busy(SourceError):
    """The vendor asks to slow down: wait `after`, then go on from the same place.

    `whole` is the account; otherwise this one method waits and others may go on.
    """

    def __init__(self, after: timedelta, phrase: str = "source-busy", /, *, whole: bool = True, **more: Any):
        super().__init__(phrase, minutes=max(1, ceil(after / timedelta(minutes=1))), **more)
        self.after = after
        self.whole = whole


class Blocked(Busy):
    """The vendor has shut us out for long: ask nothing for `after`, or it lasts longer; tell the owner."""

    def __init__(self, after: timedelta, /, **more: Any):
        super().__init__(after, "source-blocked", hours=max(1, round(after / timedelta(hours=1))), **more)


class Down(SourceError):
    """No answer, or the vendor's own failure: try again later, at growing distances.

    `sent`: the question may have been received, so a change may have been made.
    """

    def __init__(self, phrase: str = "source-down", /, *, sent: bool, **more: Any):
        super().__init__(phrase, **more)
        self.sent = sent


class Strange(SourceError):
    """An answer that cannot be read or a record that makes no sense: set it aside, go on."""

    def __init__(self, phrase: str = "source-strange", /, **more: Any):
        super().__init__(phrase, **more)
