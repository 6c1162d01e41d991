"""What errors of Bitrix24 mean: 503 is the pace, 429 a method that has worked too long, and 200 may be an error too."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any, TypeAlias

from services.connectors.kit.asking import SHUT_OUT, SLOW_DOWN, Answer, Ask, usual_trouble
from services.errors import AccessLost, Blocked, Busy, Down, SourceError, Strange

EXPIRED = "EXPIRED_TOKEN"
PARKED = timedelta(minutes=1)
"""How long a method waits that has worked too long, unless its last answer knows better."""

_LONGEST_ERROR = 8192
"""An error is short; a longer good answer is not searched for one."""

Parked: TypeAlias = Callable[[str], timedelta]
"""How long a method has to wait until it may work again."""

_LOST = {"NO_AUTH_FOUND", "INVALID_TOKEN", "INVALID_GRANT", "INVALID_CLIENT", "WRONG_TOKEN", "PORTAL_DELETED",
         "APPLICATION_NOT_FOUND", "AUTHORIZATION_ERROR", EXPIRED}  # fmt: skip
_NO_RIGHT = {"INSUFFICIENT_SCOPE", "INVALID_CREDENTIALS", "INVALID_SCOPE", "ACCESS_DENIED", "USER_ACCESS_ERROR",
             "WRONG_AUTH_TYPE", "ERROR_METHOD_NOT_FOUND", "METHOD_CONFIRM_DENIED"}  # fmt: skip
_UNPAID = {"PAYMENT_REQUIRED"}
_PASSING = {"INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER", "ERROR_CORE_DOWN"}
_PLANS = "commercial"
"""A word of the sentence that says that the portal's plan has no REST."""


def code_of(said: Any) -> str | None:
    """The code of an error in capitals, "" where it has none to tell; None where there is no error."""
    if not isinstance(said, Mapping) or "error" not in said:
        return None
    code = said["error"]
    if isinstance(code, Mapping):
        code = code.get("code")
    return "" if code is None or isinstance(code, bool) else str(code).upper()


def meaning(code: str, told: str, parked: Parked, **more: Any) -> SourceError | None:
    """What a code means; None where it has no meaning of its own. `told` is the vendor's sentence, never passed on."""
    more["code"] = code
    if code == "QUERY_LIMIT_EXCEEDED":
        return Busy(SLOW_DOWN, **more)
    if code == "OPERATION_TIME_LIMIT":
        return Busy(parked(more["method"]), whole=False, **more)
    if code == "OVERLOAD_LIMIT":
        return Blocked(SHUT_OUT, **more)
    if code in _UNPAID or (code == "ACCESS_DENIED" and _PLANS in told.lower()):
        return AccessLost("source-unpaid", **more)
    if code in _LOST:
        return AccessLost(**more)
    if code in _NO_RIGHT:
        return AccessLost("source-no-right", **more)
    return Down(sent=True, **more) if code in _PASSING else None


def trouble(ask: Ask, answer: Answer, parked: Parked) -> SourceError | None:
    """What is wrong with an answer, by its own error first and by its status then."""
    if answer.is_page or len(answer.body) > _LONGEST_ERROR or b'"error"' not in answer.body:
        return usual_trouble(ask, answer)
    try:
        said = answer.json()
    except Strange:
        return usual_trouble(ask, answer)
    code = code_of(said)
    if code is None:
        return usual_trouble(ask, answer)
    known = meaning(code, _sentence(said), parked, method=ask.method, status=answer.status)
    if known is not None or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return known or usual_trouble(ask, answer)
    return Strange(method=ask.method, status=answer.status, code=code)


def inside(method: str, said: Any, parked: Parked) -> SourceError:
    """What an error of one command of a batch means."""
    code = code_of(said) or ""
    return meaning(code, _sentence(said), parked, method=method) or Strange(method=method, code=code)


def _sentence(said: Any) -> str:
    return str(said.get("error_description") or "") if isinstance(said, Mapping) else ""


def desk_trouble(ask: Ask, answer: Answer) -> SourceError | None:
    """What is wrong with an answer of the address that gives tokens."""
    return trouble(ask, answer, lambda _method: PARKED)
