"""The server: Bitrix24's REST by webhook and by application, its token address, its events."""

from datetime import datetime
from urllib.parse import urlencode

from aiohttp import web

from sandbox.bitrix24 import batch, hooks
from sandbox.bitrix24.limits import Limits
from sandbox.bitrix24.lists import Params, Result
from sandbox.bitrix24.methods import Method, Reading, ledger_owner
from sandbox.bitrix24.portal import Portal
from sandbox.bitrix24.tokens import Tokens
from sandbox.bitrix24.writing import Writing
from sandbox.crm.hooks import Form
from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Answer, Asked, Broken, Refused, Wire
from sandbox.crm.requests import Entry
from sandbox.crm.rows import Event
from sandbox.crm.server import CrmServer
from sandbox.telegram.watch import Watch

_TOKENS = "oauth/token"
_BESIDE = {"auth", "halt", "cmd"}


class BitrixServer(CrmServer):
    """A stand-in of Bitrix24; `webhook` opens it. The ledger needs a user before the server is made."""

    def __init__(self, ledger: Ledger | None = None, *, watch: Watch | None = None) -> None:
        super().__init__(ledger, watch=watch)
        self.portal = Portal(self.ledger)
        self.limits: Limits = Limits(self.watch)
        self.tokens = Tokens(self.watch, lambda: self.url, ledger_owner(self.ledger).id)
        self.tells_operating = True
        """Whether answers tell the time of work; portals of one's own may not."""
        self._methods: dict[str, Method] = {
            **Reading(self.ledger, self.watch, self.portal).methods(),
            **Writing(self.ledger, self.watch, self.portal).methods(),
            "scope": Method("", lambda params, entry: Result(sorted(self.tokens.scopes)), frozenset()),
            "server.time": Method("", lambda params, entry: Result(self.portal.iso(self.watch.unix())), frozenset()),
            "profile": Method("", lambda params, entry: Result({"ID": str(self.tokens.owner_id), "ADMIN": True}),
                              frozenset()),
            "event.bind": Method("", self._bind, frozenset({"event", "handler", "event_type", "auth_type"})),
        }  # fmt: skip

    @property
    def webhook(self) -> str:
        """The address of the incoming webhook, its secret in it."""
        return f"{self.url}/rest/{self.tokens.owner_id}/{self.tokens.secret}/"

    def route(self, app: web.Application) -> None:
        """Every address that is played; methods are named as the vendor names them."""
        app.router.add_route("*", r"/rest/{user:\d+}/{secret}/{method}", self._call)
        app.router.add_route("*", "/rest/{method}", self._call)
        for path in ("/oauth/token", "/oauth/token/"):
            app.router.add_route("*", path, self._token)
        app.router.add_get("/oauth/authorize/", self._consent)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].removesuffix(".json")
        if self.is_old(request):
            entry = self.requests.write(method, {}, self.watch.seconds())
            entry.status = 302
            return web.Response(status=302, headers={"Location": f"{self.url}{request.rel_url}"})
        return await self.serve(request, method, self._do)

    async def _token(self, request: web.Request) -> web.StreamResponse:
        return await self.serve(request, _TOKENS, lambda asked, entry: Answer(200, self.tokens.given(asked, entry)))

    async def _consent(self, request: web.Request) -> web.StreamResponse:
        """The owner says yes at once and is sent back with a code."""
        told = {"code": self.tokens.code(), "state": request.query.get("state", ""), "member_id": self.tokens.member_id,
                "domain": self.url.removeprefix("http://"), "scope": ",".join(sorted(self.tokens.scopes)),
                "server_domain": "oauth.bitrix.info"}  # fmt: skip
        raise web.HTTPFound(f"{self.tokens.redirect_uri}?{urlencode(told)}")

    def admit(self, asked: Asked, entry: Entry) -> None:
        """The bucket first, then the secret or token."""
        if asked.method == _TOKENS:
            return
        try:
            self.limits.admit()
        except Refused as refused:
            if refused.code == "QUERY_LIMIT_EXCEEDED":
                entry.violates("too fast")
            raise
        self.tokens.ensure_good(asked)

    def refusal(self, refused: Refused) -> Answer:
        """An error of REST 1 and 2."""
        return Answer(refused.status, {"error": refused.code, "error_description": refused.text})

    def hook_forms(self, event: Event, wants: frozenset[str]) -> list[Form]:
        """The forms of an event."""
        return hooks.forms(self.portal, self.tokens, event, wants, self.url.removeprefix("http://"))

    def _do(self, asked: Asked, entry: Entry) -> Answer:
        params = {name: value for name, value in asked.values.items() if name not in _BESIDE}
        if asked.method == "batch":
            told = batch.run(asked.values, lambda method, given: self._one(method, given, entry), entry)
            return Answer(200, {"result": told, "time": self._time({})})
        result, time = self._one(asked.method, params, entry)
        body: Wire = {"result": result.value}
        body |= {} if result.total is None else {"total": result.total}
        body |= {} if result.next is None else {"next": result.next}
        return Answer(200, body | {"time": time}, count=result.rows)

    def _one(self, name: str, params: Params, entry: Entry) -> tuple[Result, Wire]:
        method = self._methods.get(name)
        if method is None:
            raise Broken(404, "ERROR_METHOD_NOT_FOUND", f"Method not found: {name}")
        self.tokens.ensure_scope(method.scope)
        self.limits.ensure_may_work(name)
        given = {key.lower(): value for key, value in params.items()} if method.any_case else dict(params)
        for unknown in set(given) - {one.lower() if method.any_case else one for one in method.takes}:
            entry.violates(f"{name}: unknown parameter {unknown}")
        if method.any_case and "useoriginalufnames" in given:
            given["useOriginalUfNames"] = given.pop("useoriginalufnames")
        if method.any_case and "entitytypeid" in given:
            given["entityTypeId"] = given.pop("entitytypeid")
        result = method.do(given, entry)
        return result, self._time(self.limits.work(name, result.rows, result.counted))

    def _time(self, work: Wire) -> Wire:
        now, spent = self.watch.unix(), work.pop("processing", 0.01)
        shown = datetime.fromtimestamp(now, self.portal.zone).isoformat(timespec="seconds")
        told: Wire = {"start": float(now), "finish": now + spent, "duration": spent, "processing": spent,
                      "date_start": shown, "date_finish": shown}  # fmt: skip
        return told | work if self.tells_operating else told

    def _bind(self, params: Params, entry: Entry) -> Result:
        raise Refused(403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method")
