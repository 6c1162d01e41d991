"""Deliveries of a portal: a form that names an event and an id, and the token that the portal signs with.

Nothing of it is believed but that something happened to the thing of this id.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TypeAlias
from urllib.parse import parse_qsl, urlsplit

from services.connectors.bitrix24.mapping import LEAD
from services.connectors.bitrix24.touches import QUOTE, TASK
from services.connectors.bitrix24.values import ident
from services.connectors.kit.contract import Delivery, Forged, Hint
from services.connectors.kit.records import Kind
from services.connectors.kit.signing import same

MOST_BYTES = 64 * 1024
"""A real delivery is a page of text at most."""
_MOST_FIELDS = 200

Form: TypeAlias = Mapping[str, str]

_EVENT = re.compile(r"ONCRM(DEAL|LEAD|ACTIVITY|QUOTE)(ADD|UPDATE|DELETE|MOVETOCATEGORY)|ON(TASK)(ADD|UPDATE|DELETE)")
_CALL_ID = re.compile(r"[A-Za-z0-9_.:@-]{1,128}")
_KINDS: Mapping[str, tuple[Kind, str]] = {
    "DEAL": (Kind.DEALS, ""),
    "LEAD": (Kind.DEALS, LEAD),
    "ACTIVITY": (Kind.ACTIVITIES, ""),
    "QUOTE": (Kind.ACTIVITIES, QUOTE),
    "TASK": (Kind.ACTIVITIES, TASK),
}
_PLACES = ("data[FIELDS][ID]", "data[FIELDS_AFTER][ID]", "data[FIELDS_BEFORE][ID]", "data[ID]")


def hook(delivery: Delivery, secrets: Mapping[str, str]) -> tuple[Hint, ...]:
    """What a delivery hints at. Forged without our token, from another portal, or in another form than the vendor's."""
    form = _form(delivery)
    if not same(form.get("auth[application_token]"), secrets.get("hook_secret", "")):
        raise Forged
    _ensure_from_here(form, secrets)
    event = form.get("event", "").upper()
    for read in (_call, _person, _thing):
        hint = read(event, form)
        if hint is not None:
            return (hint,)
    return ()


def _form(delivery: Delivery) -> Form:
    if delivery.verb.upper() != "POST" or not 0 < len(delivery.body) <= MOST_BYTES:
        raise Forged
    try:
        pairs = parse_qsl(delivery.body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Forged from None
    form: dict[str, str] = {}
    for name, value in pairs:
        if form.setdefault(name, value) != value:
            raise Forged
    return form


def _ensure_from_here(form: Form, secrets: Mapping[str, str]) -> None:
    """By the portal's own number where the admin has given it: it outlives a new address; else by the address."""
    member = secrets.get("member_id", "").strip()
    if member:
        if not same(form.get("auth[member_id]"), member):
            raise Forged
        return
    portal = _host(secrets.get("url", ""))
    if portal and form.get("auth[domain]", "").strip().lower() != portal:
        raise Forged


def _host(url: str) -> str:
    try:
        return urlsplit(url.strip()).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


def _call(event: str, form: Form) -> Hint | None:
    number = form.get("data[CALL_ID]", "")
    if event != "ONVOXIMPLANTCALLEND" or not _CALL_ID.fullmatch(number):
        return None
    return Hint(Kind.CALLS, number, _at(form))


def _person(event: str, form: Form) -> Hint | None:
    number = _number(form)
    return Hint(Kind.PEOPLE, number, _at(form)) if event == "ONUSERADD" and number else None


def _thing(event: str, form: Form) -> Hint | None:
    found, number = _EVENT.fullmatch(event), _number(form)
    if found is None or number is None:
        return None
    kind, prefix = _KINDS[found[1] or found[3]]
    return Hint(kind, prefix + number, _at(form))


def _number(form: Form) -> str | None:
    found = (ident(form.get(place)) for place in _PLACES)
    return next((one for one in found if one), None)


def _at(form: Form) -> datetime | None:
    text = form.get("ts", "")
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) <= 11 else 0
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 4_102_444_800 else None
