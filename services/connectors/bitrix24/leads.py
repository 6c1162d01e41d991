"""Leads and the deals they become: asked for where rows name the one and we need the other."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from datetime import datetime
from typing import Any

from services.connectors.bitrix24 import listing
from services.connectors.bitrix24.client import MOST, Client
from services.connectors.bitrix24.mapping import LEAD, contact
from services.connectors.bitrix24.touches import lead_of
from services.connectors.bitrix24.values import Row, Senseless, ident, moment
from services.connectors.bitrix24.wording import Command

_LEADS = 25
"""Leads in one question for their deals: some have become several."""


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
    made: dict[str, tuple[str, str | None]] = {}
    async for row in _rows(
        client, [_deals_of(ids[at : at + _LEADS]) for at in range(0, len(ids), _LEADS)], listing.DEALS
    ):
        lead, deal = ident(row.get("leadId")), ident(row.get("id"))
        if lead and deal:
            made.setdefault(lead, (deal, contact(row) or LEAD + lead))
    return made


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
