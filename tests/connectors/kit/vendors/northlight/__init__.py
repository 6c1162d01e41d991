"""A small invented CRM: deals by id, a key in a header, deliveries with a signature."""

import json
from datetime import UTC, datetime
from decimal import Decimal

from services.connectors.kit import signing
from services.connectors.kit.asking import Ask, mapping_of, rows_of
from services.connectors.kit.contract import Account, Family, Forged, Hint, Need, Odd, Page, Rate, Vendor
from services.connectors.kit.http import Line
from services.connectors.kit.paging import by_id
from services.connectors.kit.records import Kind, SourceDeal


class Northlight:
    """One account of it."""

    def __init__(self, given, tools):
        origin = tools.guard.origin(given["url"])
        self._line = Line(origin, tools.guard, tools.limiter, tools.machine_now, trust=tools.trust)
        self._key = given["token"]

    async def probe(self):
        said = await self._said("account", "account")
        return Account(str(said["id"]), said["title"], zone=said["zone"], kinds=frozenset({Kind.DEALS}))

    async def read(self, kind, cursor, now):
        async def ask(after):
            return (await self._said("deals.list", "deals", after=str(after), until=str(int(now.timestamp()))))["rows"]

        async for part in by_id(ask, lambda row: int(row["id"]), after=(cursor or {}).get("id", 0)):
            records, odd = [], []
            for row in part.rows:
                try:
                    records.append(_deal(row))
                except (KeyError, ValueError, ArithmeticError):
                    odd.append(Odd(kind, str(row.get("id")), "unreadable"))
            yield Page(tuple(records), {"id": part.place}, tuple(odd))

    async def fetch(self, hints):
        for hint in hints:
            said = await self._said("deals.list", "deals", after=str(int(hint.external_id) - 1))
            yield Page(tuple(_deal(row) for row in said["rows"] if str(row["id"]) == hint.external_id), {})

    async def close(self):
        await self._line.close()

    async def _said(self, method, path, **query):
        answer = await self._line.ask(Ask(method, path, query=list(query.items()), headers={"X-Key": self._key}))
        said = mapping_of(answer.json(), answer)
        return {**said, "rows": rows_of(said.get("rows"), answer)}


def _deal(row):
    return SourceDeal(
        str(row["id"]), datetime.fromtimestamp(row["changed"], UTC), amount=Decimal(str(row["amount"])), currency="RUB"
    )


def hook(delivery, secrets):
    if not signing.same(delivery.headers.get("x-sign"), signing.hmac_hex(secrets["token"], delivery.body)):
        raise Forged
    return (Hint(Kind.DEALS, str(json.loads(delivery.body)["id"])),)


VENDOR = Vendor(
    key="northlight",
    title="Северное сияние",
    family=Family.CRM,
    kinds=frozenset({Kind.DEALS}),
    needs=(Need("url"), Need("token", secret=True)),
    rate=Rate(100, at_once=10),
    opens=Northlight,
    hook=hook,
)
