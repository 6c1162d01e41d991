"""The server: amoCRM's API v4, its token address, its hooks."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from aiohttp import web

from sandbox.amocrm import hooks
from sandbox.amocrm.faces import Faces
from sandbox.amocrm.limits import Limits
from sandbox.amocrm.reading import Reading
from sandbox.amocrm.tokens import Tokens
from sandbox.amocrm.writing import Writing
from sandbox.crm.hooks import Form
from sandbox.crm.ledger import Ledger
from sandbox.crm.protocol import Answer, Asked, Refused, Wire
from sandbox.crm.requests import Entry
from sandbox.crm.rows import Event
from sandbox.crm.server import CrmServer, Do
from sandbox.telegram.watch import Watch

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
_TOKENS = "oauth2/access_token"
_SUBDOMAIN = "oauth2/account/current/subdomain"
_HTML = "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n<center><h1>{0}</h1></center>\r\n<hr></body></html>"
_TITLES = {400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
           429: "Too Many Requests", 500: "Internal Server Error"}  # fmt: skip


class AmoServer(CrmServer):
    """A stand-in of amoCRM; `tokens.long_lived` opens it."""

    def __init__(self, ledger: Ledger | None = None, *, watch: Watch | None = None) -> None:
        super().__init__(ledger, watch=watch)
        self.limits: Limits = Limits(self.watch)
        self.tokens = Tokens(self.watch, lambda: self.url)
        self.reading = Reading(self.ledger, Faces(self.ledger))
        self._writing = Writing(self.ledger, self.watch, self.hooks)
        self.hooks.gaps = (300, 900, 900, 3_600)

    async def listen(self, port: int = 0) -> None:
        """Begin to answer."""
        await super().listen(port)
        self.tokens.begin()

    @property
    def token(self) -> str:
        """The long-lived token."""
        return self.tokens.long_lived

    def route(self, app: web.Application) -> None:
        """Every address that is played; methods are named by them."""
        entity, one = "{entity:leads|contacts|companies}", r"{id:\d+}"
        clients = "{entity:contacts|companies}"
        reading, writing = self.reading, self._writing
        reads: dict[str, Do] = {
            "account": reading.account, "users": reading.users, "leads/pipelines": reading.pipelines,
            f"leads/pipelines/{one}": reading.pipeline, "leads/loss_reasons": reading.loss_reasons,
            "leads/unsorted": reading.unsorted, f"{entity}/custom_fields": reading.custom_fields,
            f"{entity}/notes": reading.notes, f"{entity}/{one}/notes": reading.notes, "leads": reading.leads,
            f"leads/{one}": reading.lead, clients: reading.clients, f"{clients}/{one}": reading.client,
            "tasks": reading.tasks, f"tasks/{one}": reading.task, "events": reading.events,
            "events/types": reading.event_types, "webhooks": writing.hooks,
        }  # fmt: skip
        for path, do in reads.items():
            app.router.add_get(f"/api/v4/{path}", self._handler(do))
        writes: tuple[tuple[str, str, Do], ...] = (
            ("POST", "tasks", writing.add_tasks), ("PATCH", f"tasks/{one}", writing.change_task),
            ("POST", f"{entity}/notes", writing.add_notes), ("POST", f"{entity}/{one}/notes", writing.add_notes),
            ("POST", "webhooks", writing.add_hook), ("DELETE", "webhooks", writing.drop_hook),
        )  # fmt: skip
        for verb, path, do in writes:
            app.router.add_route(verb, f"/api/v4/{path}", self._handler(do))
        app.router.add_route("*", "/api/v4/{rest:.*}", self._handler(_unknown))
        app.router.add_post(f"/{_TOKENS}", self._handler(self._give_tokens))
        app.router.add_get(f"/{_SUBDOMAIN}", self._handler(self._tell_subdomain))
        app.router.add_get("/oauth", self._consent)

    def _handler(self, do: Do) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            path = request.path.removeprefix("/api/v4/").strip("/")
            method = path if request.method == "GET" else f"{request.method} {path}"
            if self.is_old(request) and path != _SUBDOMAIN:
                return await self.serve(request, method, _gone)
            return await self.serve(request, method, do)

        return handle

    def admit(self, asked: Asked, entry: Entry) -> None:
        """Limits first, then the token."""
        try:
            self.limits.admit()
        except Refused as refused:
            if refused.status == 429:
                entry.violates("too fast")
            raise
        if not asked.method.endswith((_TOKENS, _SUBDOMAIN)):
            self.tokens.ensure_good(asked.headers)

    def refusal(self, refused: Refused) -> Answer:
        """Problem JSON, or the gateway's HTML."""
        title = _TITLES.get(refused.status, "Error")
        if refused.html:
            return Answer(refused.status, _HTML.format(f"{refused.status} {title}"), "text/html")
        body: Wire = {"title": title, "type": f"https://httpstatus.es/{refused.status}", "status": refused.status,
                      "detail": refused.text or refused.code or title}  # fmt: skip
        if refused.status == 401:
            body["hint"] = refused.code
        headers = {"Retry-After": f"{refused.seconds:.0f}"} if refused.status == 429 and refused.seconds else {}
        return Answer(refused.status, body, "application/problem+json", headers)

    def hook_forms(self, event: Event, wants: frozenset[str]) -> list[Form]:
        """The form of an event."""
        return hooks.forms(self.ledger, event, wants, self.url)

    def _give_tokens(self, asked: Asked, entry: Entry) -> Answer:
        return Answer(200, self.tokens.given(asked, entry))

    def _tell_subdomain(self, asked: Asked, entry: Entry) -> Answer:
        return Answer(200, self.tokens.subdomain(asked))

    async def _consent(self, request: web.Request) -> web.StreamResponse:
        """The owner says yes at once and is sent back with a code."""
        told = {"code": self.tokens.code(), "referer": self.url.removeprefix("http://"),
                "state": request.query.get("state", ""), "client_id": self.tokens.client_id}  # fmt: skip
        raise web.HTTPFound(f"{self.tokens.redirect_uri}?{urlencode(told)}")


def _unknown(asked: Asked, entry: Entry) -> Answer:
    entry.violates("there is no such address")
    raise Refused(404, "Not Found")


def _gone(asked: Asked, entry: Entry) -> Answer:
    raise Refused(401 if asked.method.endswith(_TOKENS) else 404, "Account not found")
