"""A delivery of the account's web hook → hints. Nothing in it is signed: the secret is in the address it came to."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from services.connectors.amocrm.access import claims_of
from services.connectors.kit.contract import Delivery, Forged, Hint
from services.connectors.kit.records import Kind
from services.connectors.kit.signing import any_same, same

MOST_BYTES = 512 * 1024
_MOST_FIELDS = 20_000
_MOST_HINTS = 1_000

_FIELD = re.compile(
    r"(leads|contacts|companies|task|message|unsorted)\[([a-z_]{1,20})\]\[(\d{1,6})\](?:\[note\])?\[([a-z_]{1,40})\]"
)
_ACCEPTED = re.compile(r"unsorted\[delete\]\[\d{1,6}\]\[accept_result\]\[leads\]\[\d{1,6}\]")
_ID = re.compile(r"[1-9]\d{0,18}", re.ASCII)
_LAST_MOMENT = 2**33
_MOVING = ("add", "status", "delete", "restore")
_CALL_NOTES = ("10", "11")
_ELEMENTS = {"1": "contact", "2": "lead", "3": "company"}
_PLURALS = {"contact": "contacts", "lead": "leads", "company": "companies"}
_TALKED = {"lead": "lead", "leads": "lead", "deal": "lead", "contact": "contact", "contacts": "contact"}


def hook(delivery: Delivery, secrets: Mapping[str, str]) -> tuple[Hint, ...]:
    """What may have changed; Forged when the secret, the account or the form is not right.

    `hook_secret` is the last part of the path or the value `secret` of the query. `account_id` is the account as the
    probe told it; where it is not given, the token says it.
    """
    _ensure_ours(delivery, secrets.get("hook_secret", ""))
    pairs = _pairs(delivery.body)
    account = dict(pairs).get("account[id]", "")
    known = secrets.get("account_id") or claims_of(secrets.get("token", "")).get("account_id")
    if not _ID.fullmatch(account) or (known is not None and not same(account, str(known))):
        raise Forged
    return tuple(dict.fromkeys(_hints(pairs)))[:_MOST_HINTS]


def _ensure_ours(delivery: Delivery, secret: str) -> None:
    given = [delivery.path.rstrip("/").rpartition("/")[2]]
    try:
        given += [value for name, value in parse_qsl(delivery.query, max_num_fields=20) if name == "secret"]
    except ValueError:
        raise Forged from None
    if not any_same(secret, tuple(given)):
        raise Forged


def _pairs(body: bytes) -> list[tuple[str, str]]:
    if len(body) > MOST_BYTES:
        raise Forged
    try:
        return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Forged from None


def _hints(pairs: list[tuple[str, str]]) -> Iterator[Hint]:
    things: dict[tuple[str, str, str], dict[str, str]] = {}
    for name, value in pairs:
        field = _FIELD.fullmatch(name)
        if field is not None:
            things.setdefault((field[1], field[2], field[3]), {})[field[4]] = value
        elif _ACCEPTED.fullmatch(name) and _ID.fullmatch(value):
            yield Hint(Kind.DEALS, value)
    for (entity, action, _place), told in things.items():
        yield from _of_thing(entity, action, told)


def _of_thing(entity: str, action: str, told: Mapping[str, str]) -> Iterator[Hint]:
    number, at = told.get("id", ""), _moment(told)
    if entity == "message":
        yield from _of_message(told, at)
    elif not _ID.fullmatch(number):
        return
    elif action == "note":
        yield from _of_note(number, told, at)
    elif entity == "leads":
        yield Hint(Kind.DEALS, number, at)
        if action in _MOVING:
            yield Hint(Kind.MOVES, number, at)
    elif entity == "task":
        yield Hint(Kind.ACTIVITIES, f"task/{number}", at)


def _of_note(number: str, told: Mapping[str, str], at: datetime | None) -> Iterator[Hint]:
    element, card = _ELEMENTS.get(told.get("element_type", "")), told.get("element_id", "")
    if element is None or not _ID.fullmatch(card):
        return
    if told.get("note_type") in _CALL_NOTES:
        yield Hint(Kind.CALLS, f"{_PLURALS[element]}/{number}", at)
    else:
        yield Hint(Kind.ACTIVITIES, f"{element}/{card}", at)


def _of_message(told: Mapping[str, str], at: datetime | None) -> Iterator[Hint]:
    entity, number = _TALKED.get(told.get("entity_type", "")), told.get("entity_id", "")
    if entity is not None and _ID.fullmatch(number):
        yield Hint(Kind.ACTIVITIES, f"{entity}/{number}", at)
    elif _ID.fullmatch(told.get("contact_id", "")):
        yield Hint(Kind.ACTIVITIES, f"contact/{told['contact_id']}", at)


def _moment(told: Mapping[str, str]) -> datetime | None:
    """When it changed: only whole seconds are believed, other moments come without a zone."""
    for name in ("updated_at", "last_modified", "created_at"):
        value = told.get(name, "")
        if _ID.fullmatch(value) and int(value) < _LAST_MOMENT:
            return datetime.fromtimestamp(int(value), UTC)
    return None
