"""The control over HTTP: what a CRM holds and was asked, troubles on order, and changes made from outside."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any, Protocol

from aiohttp import web

from sandbox.crm.faults import Fault, Faults
from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Wire
from sandbox.crm.requests import Entry, Requests
from sandbox.crm.table import Table
from sandbox.telegram.watch import Watch

_TABLES = ("groups", "users", "pipelines", "stages", "loss_reasons", "fields", "contacts", "companies", "deals",
           "moves", "handovers", "calls", "notes", "messages", "tasks", "quotes",
           "leads", "lead_moves")  # fmt: skip


class Rates(Protocol):
    """Limits that may be switched on."""

    on: bool


class Controlled(Protocol):
    """A server that can be shown and troubled."""

    ledger: Ledger
    requests: Requests
    faults: Faults
    watch: Watch
    limits: Rates
    url: str

    async def move_away(self) -> str:
        """Get another address."""
        ...


def control_of(server: Controlled) -> web.Application:
    """The application that a server mounts under `/sandbox`."""
    app = web.Application(middlewares=[_mistakes])
    app.add_routes(Control(server).routes())
    return app


@web.middleware
async def _mistakes(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """What cannot be is answered with a sentence."""
    try:
        return await handler(request)
    except LookupError as error:
        return web.json_response({"error": f"not found: {error}"}, status=404)
    except (TypeError, ValueError) as error:
        return web.json_response({"error": str(error)}, status=400)


class Control:
    """The routes of one server."""

    def __init__(self, server: Controlled) -> None:
        self._server = server

    def routes(self) -> list[web.RouteDef]:
        """The addresses of all of them."""
        return [
            web.get("/state", self.state),
            web.get("/rows/{table}", self.rows),
            web.get("/events", self.events),
            web.get("/requests", self.requests),
            web.get("/faults", self.faults),
            web.post("/faults", self.order),
            web.delete("/faults", self.lift),
            web.post("/limits", self.limits),
            web.post("/changes", self.change),
            web.post("/moving", self.moving),
        ]

    async def state(self, _request: web.Request) -> web.Response:
        """How much there is, and what was wrong so far."""
        ledger, server = self._server.ledger, self._server
        counts = {name: len(self._table(name)) for name in _TABLES}
        told = {"name": ledger.name, "url": server.url, "limits": server.limits.on, "rows": counts}
        violations = [str(one) for one in server.requests.violations]
        return web.json_response(told | {"requests": len(server.requests.entries), "violations": violations})

    async def rows(self, request: web.Request) -> web.Response:
        """Rows of a table with ids above `?after=`, at most `?limit=`."""
        after, most = int(request.query.get("after", 0)), int(request.query.get("limit", 200))
        found = [row for row in self._table(request.match_info["table"]).all if row.id > after]
        return web.json_response([asdict(row) for row in found[:most]])

    async def events(self, request: web.Request) -> web.Response:
        """What has happened, after event number `?after=`, at most `?limit=`."""
        after, most = int(request.query.get("after", 0)), int(request.query.get("limit", 200))
        return web.json_response([asdict(one) for one in self._server.ledger.events[after : after + most]])

    async def requests(self, request: web.Request) -> web.Response:
        """What was asked after request number `?after=`."""
        after = int(request.query.get("after", 0))
        return web.json_response([_entry_face(one) for one in self._server.requests.entries[after:][-200:]])

    async def faults(self, _request: web.Request) -> web.Response:
        """All troubles that were ordered."""
        return web.json_response([_fault_face(at, one) for at, one in enumerate(self._server.faults.ordered)])

    async def order(self, request: web.Request) -> web.Response:
        """`{"kind": "answers cuts loses_answer delays garbles truncates drips floods bombs", "method"?, "nth"?, …}`."""
        given, faults = await _body(request), self._server.faults
        kinds: dict[str, Callable[..., Fault]] = {
            "answers": faults.answers, "cuts": faults.cuts, "loses_answer": faults.loses_answer,
            "delays": faults.delays, "garbles": faults.garbles, "truncates": faults.truncates,
            "drips": faults.drips, "floods": faults.floods, "bombs": faults.bombs,
        }  # fmt: skip
        kind = str(given.pop("kind", ""))
        if kind not in kinds:
            raise ValueError(f"a fault is one of {', '.join(kinds)}")
        fault = kinds[kind](**given)
        return web.json_response(_fault_face(faults.ordered.index(fault), fault))

    async def lift(self, request: web.Request) -> web.Response:
        """Lift trouble `?number=`, or all."""
        ordered = self._server.faults.ordered
        for fault in [ordered[int(request.query["number"])]] if "number" in request.query else ordered:
            fault.lift()
        return await self.faults(request)

    async def limits(self, request: web.Request) -> web.Response:
        """`{"on": true}` counts requests as the vendor does."""
        self._server.limits.on = bool((await _body(request))["on"])
        return web.json_response({"on": self._server.limits.on})

    async def moving(self, _request: web.Request) -> web.Response:
        """The account gets another address."""
        return web.json_response({"url": await self._server.move_away()})

    async def change(self, request: web.Request) -> web.Response:
        """`{"do": "move", "deal": ID, "stage": ID}`, `hand_over` with `user`, `reprice` with `price`, `delete`,
        `restore`; `add_deal` with `name`, `stage`, `user`, `price`; `add_call` with `phone`, `talk`, `direction`."""
        given, ledger, at = await _body(request), self._server.ledger, self._server.watch.unix()
        do = given.get("do")
        if do == "add_deal":
            made = ledger.add_deal(given["name"], at=at, stage=ledger.stages[given["stage"]],
                                   responsible=ledger.users[given["user"]], price=given.get("price"))  # fmt: skip
            return web.json_response(asdict(made))
        deal = ledger.deals[given["deal"]]
        if do == "add_call":
            call = ledger.add_call(given["phone"], started_at=at, talk=given["talk"], direction=given["direction"],
                                   user=ledger.users[deal.responsible_id], on=deal)  # fmt: skip
            return web.json_response(asdict(call))
        changes: dict[object, Callable[[], None]] = {
            "move": lambda: ledger.move(deal, ledger.stages[given["stage"]], at=at),
            "hand_over": lambda: ledger.hand_over(deal, ledger.users[given["user"]], at=at),
            "reprice": lambda: ledger.reprice(deal, given["price"], at=at),
            "delete": lambda: ledger.delete(deal, at=at),
            "restore": lambda: ledger.restore(deal, at=at),
        }
        if do not in changes:
            raise ValueError(f"a change is one of add_deal, add_call, {', '.join(str(one) for one in changes)}")
        changes[do]()
        return web.json_response(asdict(deal))

    def _table(self, name: str) -> Table[Any]:
        if name not in _TABLES:
            raise LookupError(f"{name}; the tables are {', '.join(_TABLES)}")
        found: Table[Any] = getattr(self._server.ledger, name)
        return found


async def _body(request: web.Request) -> Wire:
    given = json.loads(await request.read() or b"{}")
    if not isinstance(given, dict):
        raise ValueError("an object is expected")
    return given


def _fault_face(number: int, fault: Fault) -> Wire:
    told = {"number": number, "kind": fault.kind, "method": fault.method, "hits": fault.hits}
    return told | {"over": fault.is_over}


def _entry_face(entry: Entry) -> Wire:
    told = {"number": entry.number, "method": entry.method, "at": entry.at, "values": entry.values}
    told |= {"status": entry.status, "code": entry.code, "rows": entry.rows, "fault": entry.fault}
    return told | {"impatient": entry.impatient, "violations": [str(one) for one in entry.violations]}
