"""Who we are in a portal, and what this key may read: asked for real, with one row of everything."""

from collections.abc import Mapping

from services.connectors.bitrix24 import listing
from services.connectors.bitrix24.client import Client
from services.connectors.bitrix24.streams import STATUSES
from services.connectors.bitrix24.values import text, yes
from services.connectors.bitrix24.wording import Command
from services.connectors.kit.contract import Account
from services.connectors.kit.records import Kind
from services.errors import AccessLost, Busy, Down

ADMIN = "admin"
"""Who is no administrator sees a part of the deals, and nothing says so."""

_TRIALS: Mapping[str, tuple[str, Command]] = {
    "users": ("user", Command("user.get", {"FILTER": {"USER_TYPE": "employee"}, "start": 0})),
    "departments": ("department", Command("department.get", {"start": 0})),
    "statuses": ("crm", STATUSES),
    "deals": ("crm", listing.DEALS.last()),
    "moves": ("crm", listing.MOVES.last()),
    "touches": ("crm", listing.TOUCHES.last()),
    "calls": ("telephony", listing.CALLS.by_id(2**40)),
    "tasks": ("task", listing.TASKS.last()),
}
"""What is tried, and which right is lacking where it fails."""
_NEEDED: Mapping[Kind, tuple[str, ...]] = {
    Kind.PEOPLE: ("users", "departments"),
    Kind.STAGES: ("statuses",),
    Kind.DEALS: ("deals", "statuses"),
    Kind.MOVES: ("moves",),
    Kind.CALLS: ("calls",),
    Kind.ACTIVITIES: ("touches", "statuses"),
}


async def probed(client: Client) -> Account:
    """The portal; AccessLost when the key opens nothing of it."""
    who = {"me": Command("profile")}
    answers = await client.batch(who | {name: command for name, (_, command) in _TRIALS.items()})
    failed = {name: error for name, error in answers.errors.items() if name in _TRIALS}
    for error in failed.values():
        if isinstance(error, Busy | Down):
            raise error
    if len(failed) == len(_TRIALS):
        raise AccessLost("source-no-right", method="probe")
    me = answers.results.get("me")
    lacking = {_TRIALS[name][0] for name in failed}
    if not (isinstance(me, Mapping) and yes(me.get("ADMIN"))):
        lacking.add(ADMIN)
    kinds = frozenset(kind for kind, names in _NEEDED.items() if failed.keys().isdisjoint(names))
    return Account(
        client.host, client.host, _zone(answers.results.get("users"), me), None, kinds, tuple(sorted(lacking))
    )


def _zone(users: object, me: object) -> str | None:
    """The zone of whoever made the key: portals do not name their own."""
    mine = str(me.get("ID")) if isinstance(me, Mapping) else ""
    rows = [row for row in users if isinstance(row, Mapping)] if isinstance(users, list) else []
    zones = {str(row.get("ID")): text(row.get("TIME_ZONE")) for row in rows}
    return zones.get(mine) or (text(me.get("TIME_ZONE")) if isinstance(me, Mapping) else None)
