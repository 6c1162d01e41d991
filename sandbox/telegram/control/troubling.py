"""Troubles from outside: order a fault, lift it, switch the rates, serve updates once more."""

from typing import Any

from aiohttp import web

from sandbox.telegram.control.acting import body_of
from sandbox.telegram.control.faces import fault_face
from sandbox.telegram.faults import Fault
from sandbox.telegram.stage import Stage


class Troubling:
    """Routes that make life hard for the bot."""

    def __init__(self, server: Stage) -> None:
        self._server = server

    def routes(self) -> list[web.RouteDef]:
        """The addresses of all of them."""
        return [
            web.get("/faults", self.faults),
            web.post("/faults", self.order),
            web.delete("/faults", self.lift),
            web.post("/rates", self.rates),
            web.post("/updates/again", self.again),
        ]

    async def faults(self, _request: web.Request) -> web.Response:
        """All troubles that were ordered."""
        return web.json_response([fault_face(at, one) for at, one in enumerate(self._server.faults.ordered)])

    async def order(self, request: web.Request) -> web.Response:
        """`{"kind": "answers cuts loses_answer delays garbles", "method"?, "chat"?, "nth"?, "times"?, …}`."""
        given = await body_of(request)
        kind, chat = given.pop("kind"), given.pop("chat", None)
        meant = {"chat": self._server.world.chats[chat] if chat is not None else None}
        fault = self._ordered(str(kind), given | meant)
        return web.json_response(fault_face(self._server.faults.ordered.index(fault), fault))

    def _ordered(self, kind: str, given: dict[str, Any]) -> Fault:
        faults = self._server.faults
        kinds = {"answers": faults.answers, "cuts": faults.cuts, "loses_answer": faults.loses_answer,
                 "delays": faults.delays, "garbles": faults.garbles}  # fmt: skip
        if kind not in kinds:
            raise ValueError(f"a fault is one of {', '.join(kinds)}")
        make: Any = kinds[kind]
        fault: Fault = make(**given)
        return fault

    async def lift(self, request: web.Request) -> web.Response:
        """Lift trouble `?number=`, or all."""
        ordered = self._server.faults.ordered
        for fault in [ordered[int(request.query["number"])]] if "number" in request.query else ordered:
            fault.lift()
        return await self.faults(request)

    async def rates(self, request: web.Request) -> web.Response:
        """`{"on": true}` counts messages as Telegram does."""
        self._server.rates.on = bool((await body_of(request))["on"])
        return web.json_response({"on": self._server.rates.on})

    async def again(self, request: web.Request) -> web.Response:
        """`{"ids": […]}` serves updates once more, in this order."""
        known = {update.id: update for update in self._server.updates.all}
        self._server.updates.again(*(known[one] for one in (await body_of(request))["ids"]))
        return web.json_response({"waiting": len(self._server.updates.waiting)})
