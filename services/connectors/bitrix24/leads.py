"""Leads and the deals they become: asked for where rows name the one and we need the other."""

from collections.abc import AsyncGenerator, Container, Iterable, Mapping, MutableMapping, Sequence
from datetime import datetime
from typing import Any

from services.connectors.bitrix24 import listing
from services.connectors.bitrix24.client import MOST, Answers, Client
from services.connectors.bitrix24.mapping import LEAD, contact
from services.connectors.bitrix24.touches import lead_of
from services.connectors.bitrix24.values import Row, Senseless, ident, moment
from services.connectors.bitrix24.wording import Command

_LEADS = 25
"""Leads in one question for their deals: some have become several."""
_ASKED = 8
_MOST_WAITING = 1000


async def births(client: Client, deals: Sequence[Row], known: Mapping[str, datetime]) -> dict[str, datetime]:
    """When the leads were created that these deals come from, by their ids; without those that are known, and those
    that we may not see.
    """
    ids = sorted({lead for row in deals if (lead := ident(row.get("leadId"))) and lead not in known})
    commands = [listing.LEADS.among(ids[at : at + listing.PAGE]) for at in range(0, len(ids), listing.PAGE)]
    made: dict[str, datetime] = {}
    async for row in _rows(client, commands, listing.LEADS):
        born = _born(row)
        if born is not None:
            made[str(listing.LEADS.id_of(row))] = born
    return made


async def becomings(
    client: Client, rows: Sequence[Row], known: Mapping[str, tuple[str, str | None]]
) -> dict[str, tuple[str, str | None]]:
    """The deal and the client that the leads of these rows have become, by the ids of leads: the first deal of each.
    Without those that are known, and those that are leads still.
    """
    ids = sorted({lead for row in rows if (lead := lead_of(row)) and lead not in known})
    commands = [_deals_of(ids[at : at + _LEADS]) for at in range(0, len(ids), _LEADS)]
    return _became([row async for row in _rows(client, commands, listing.DEALS)])


def _became(deals: Iterable[Row]) -> dict[str, tuple[str, str | None]]:
    made: dict[str, tuple[str, str | None]] = {}
    for row in deals:
        lead, deal = ident(row.get("leadId")), ident(row.get("id"))
        if lead and deal:
            made.setdefault(lead, (deal, contact(row) or LEAD + lead))
    return made


class Waiting:
    """Touches of leads that are leads still, by their numbers: they are told again when the lead becomes a deal.

    They lie in the state of their list, the newest ones; that their leads are asked about costs no question of its own.
    """

    def __init__(self, of: listing.Listing, state: MutableMapping[str, Any]) -> None:
        self._of = of
        self._state = state

    @property
    def _kept(self) -> dict[str, str]:
        kept: dict[str, str] = self._state.setdefault("waiting", {})
        return kept

    def commands(self) -> dict[str, Command]:
        """What has to be asked beside the first questions."""
        if not self._state.get("waiting"):
            return {}
        leads = list(dict.fromkeys(reversed(self._kept.values())))[: _LEADS * _ASKED]
        parts = range(0, len(leads), _LEADS)
        return {f"{self._of.name}_became{at}": _deals_of(leads[at : at + _LEADS]) for at in parts}

    def became(self, answers: Answers) -> dict[str, tuple[str, str | None]]:
        """The deals and clients of leads that wait no more."""
        named = (result for name, result in answers.results.items() if name.startswith(f"{self._of.name}_became"))
        return _became(row for result in named for row in listing.DEALS.rows(result))

    async def rows(self, client: Client, became: Container[str]) -> AsyncGenerator[list[Row]]:
        """The touches of these leads again."""
        ready = [one for one, lead in self._state.get("waiting", {}).items() if lead in became]
        for at in range(0, len(ready), listing.PAGE):
            some = ready[at : at + listing.PAGE]
            rows = self._of.rows(await client.ask(self._of.numbered(some)))
            for one in some:
                del self._kept[one]
            yield rows

    def note(self, rows: Sequence[Row], became: Container[str]) -> None:
        """Rows of leads that have not become deals wait; the oldest ones give up."""
        waiting = {str(self._of.id_of(row)): lead for row in rows if (lead := lead_of(row)) and lead not in became}
        if waiting:
            kept = sorted((self._kept | waiting).items(), key=lambda one: int(one[0]))
            self._state["waiting"] = dict(kept[-_MOST_WAITING:])


def _deals_of(leads: Sequence[str]) -> Command:
    select = ["id", "leadId", "contactId", "contactIds", "companyId"]
    asked: Mapping[str, Any] = {"filter": {"@leadId": list(leads)}, "select": select, "order": {"id": "ASC"}}
    return Command(listing.DEALS.method, {**listing.DEALS.fixed, **asked, "start": -1})


async def _rows(client: Client, commands: Sequence[Command], of: listing.Listing) -> AsyncGenerator[Row]:
    """The rows of all commands that are answered; a list that we may not see has none."""
    for at in range(0, len(commands), MOST):
        answers = await client.batch({f"l{place}": one for place, one in enumerate(commands[at : at + MOST])})
        for result in answers.results.values():
            for row in of.rows(result):
                yield row


def _born(row: Row) -> datetime | None:
    try:
        return moment(row.get("createdTime"))
    except Senseless:
        return None
