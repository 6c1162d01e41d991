"""Access to the portal: the secret of an incoming webhook, and OAuth for an application."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.crm.protocol import Asked, Refused, Wire
from sandbox.crm.requests import Entry
from sandbox.telegram.watch import Watch

SCOPES = ("crm", "user", "department", "telephony", "task", "tasks", "timeman", "imopenlines", "disk", "im")
_CODE_LIVES = 30
_REFRESH_LIVES = 180 * 86_400
_EARLY = 60


@dataclass
class Tokens:
    """A webhook's secret and an application's tokens. Codes and refresh tokens are taken once."""

    watch: Watch
    url: Callable[[], str]
    owner_id: int
    secret: str = field(default_factory=lambda: secrets.token_hex(8))
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    client_id: str = "local.65f0c0ffee0001.10000001"
    client_secret: str = "sandbox-secret-of-the-application"
    redirect_uri: str = "http://127.0.0.1/bitrix24/callback"
    application_token: str = "51856fefc120afa4b628cc82d3935cce"
    member_id: str = "a223c6b3710f85df22e9377d6c4f7553"
    access_lives: int = 3_600
    webhook_works: bool = True
    paid: bool = True
    _access: dict[str, float] = field(default_factory=dict)
    _refresh: dict[str, tuple[float, str]] = field(default_factory=dict)
    _codes: dict[str, float] = field(default_factory=dict)
    _spent: set[str] = field(default_factory=set)

    def code(self) -> str:
        """A code as the owner's consent brings it."""
        made = secrets.token_hex(20)
        self._codes[made] = self.watch.seconds() + _CODE_LIVES
        return made

    def pair(self) -> Wire:
        """A new access token with its refresh token, as the token address answers."""
        access, refresh, now = secrets.token_hex(24), secrets.token_hex(24), self.watch.seconds()
        self._access[access] = now + self.access_lives
        self._refresh[refresh] = (now + _REFRESH_LIVES, access)
        return {"access_token": access, "refresh_token": refresh, "expires": self.watch.unix() + self.access_lives,
                "expires_in": self.access_lives, "scope": ",".join(sorted(self.scopes)),
                "client_endpoint": f"{self.url()}/rest/", "server_endpoint": f"{self.url()}/oauth/rest/",
                "domain": "oauth.bitrix.info", "member_id": self.member_id, "status": "L",
                "user_id": self.owner_id}  # fmt: skip

    def expire(self) -> None:
        """Every access token is over."""
        self._access = dict.fromkeys(self._access, 0.0)

    def revoke(self) -> None:
        """The application was removed."""
        self._access.clear()
        self._refresh.clear()

    def ensure_good(self, asked: Asked) -> None:
        """Raises Refused where neither secret nor token is good."""
        if "secret" in asked.path:
            good = (asked.path["user"], asked.path["secret"]) == (str(self.owner_id), self.secret)
            if not good or not self.webhook_works:
                raise Refused(401, "NO_AUTH_FOUND", "Wrong authorization data")
        else:
            lives_until = self._access.get(str(asked.values.get("auth", "")))
            if lives_until is None:
                raise Refused(401, "NO_AUTH_FOUND", "Wrong authorization data")
            if self.watch.seconds() >= lives_until:
                raise Refused(401, "expired_token", "The access token provided has expired.")
        if not self.paid:
            raise Refused(403, "ACCESS_DENIED", "REST API is available only on commercial plans")

    def ensure_scope(self, scope: str) -> None:
        """Raises Refused where a method's scope was not given."""
        if scope and scope not in self.scopes:
            raise Refused(403, "insufficient_scope", "The request requires higher privileges than provided")

    def given(self, asked: Asked, entry: Entry) -> Wire:
        """The answer of the token address."""
        values = asked.values
        entry.values = {"grant_type": values.get("grant_type")}
        if (values.get("client_id"), values.get("client_secret")) != (self.client_id, self.client_secret):
            raise Refused(401, "invalid_client", "Client not found")
        word = str(values.get("code" if values.get("grant_type") == "authorization_code" else "refresh_token", ""))
        if word in self._spent:
            entry.violates("a code or refresh token was used twice")
        if values.get("grant_type") == "authorization_code":
            until = self._codes.pop(word, 0.0)
        elif values.get("grant_type") == "refresh_token":
            until, access = self._refresh.pop(word, (0.0, ""))
            if self._access.get(access, 0.0) - _EARLY > self.watch.seconds():
                entry.violates("refreshed long before the token was over")
        else:
            raise Refused(400, "invalid_request", "grant_type")
        self._spent.add(word)
        if self.watch.seconds() >= until:
            raise Refused(400, "invalid_grant", "Invalid or expired token")
        return self.pair()
