"""Access to the account: a long-lived token, and OAuth with refresh tokens that work once."""

import base64
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sandbox.crm.protocol import Asked, Broken, Refused, Wire
from sandbox.crm.requests import Entry
from sandbox.telegram.watch import Watch

DAY = 86_400
_CODE_LIVES = 20 * 60
_REFRESH_LIVES = 90 * DAY


@dataclass
class Tokens:
    """Every token that was given, each with the moment of its end. Codes and refresh tokens are taken once."""

    watch: Watch
    url: Callable[[], str]
    client_id: str = "3f1c0a52-0d0e-4a55-9d53-5a1b7c5a0001"
    client_secret: str = "sandbox-secret-of-the-integration"
    redirect_uri: str = "http://127.0.0.1/amo/callback"
    access_lives: int = DAY
    long_lived: str = ""
    revoked: set[str] = field(default_factory=set)
    _access: dict[str, float] = field(default_factory=dict)
    _refresh: dict[str, float] = field(default_factory=dict)
    _codes: dict[str, float] = field(default_factory=dict)
    _spent: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Give the long-lived token, once the account has an address."""
        self.long_lived = self._new_access(5 * 365 * DAY)

    def code(self) -> str:
        """A code as the owner's consent brings it."""
        made = "def502" + secrets.token_hex(24)
        self._codes[made] = self.watch.seconds() + _CODE_LIVES
        return made

    def pair(self) -> Wire:
        """A new access token with its refresh token, as the token address answers."""
        refresh = "def50200" + secrets.token_hex(32)
        self._refresh[refresh] = self.watch.seconds() + _REFRESH_LIVES
        access = self._new_access(self.access_lives)
        told = {"token_type": "Bearer", "expires_in": self.access_lives}
        return told | {"access_token": access, "refresh_token": refresh}

    def expire(self) -> None:
        """Every access token but the long-lived one is over."""
        self._access = {self.long_lived: self._access[self.long_lived]}

    def revoke(self) -> None:
        """The integration was switched off: no token is good any more."""
        self.revoked |= {*self._access, *self._refresh}

    def ensure_good(self, headers: Mapping[str, str]) -> None:
        """Raises Refused where the token is none of ours or over."""
        kind, _, token = headers.get("Authorization", "").partition(" ")
        lives_until = self._access.get(token)
        if kind != "Bearer" or lives_until is None or token in self.revoked or self.watch.seconds() >= lives_until:
            raise Refused(401, "Unauthorized")

    def given(self, asked: Asked, entry: Entry) -> Wire:
        """The answer of the token address."""
        values = asked.body if isinstance(asked.body, dict) else {}
        for name in ("client_id", "client_secret", "grant_type", "redirect_uri"):
            if not isinstance(values.get(name), str):
                raise Broken(400, "Bad Request", f"{name} is missing")
        entry.values = {"grant_type": values["grant_type"]}
        if (values["client_id"], values["client_secret"]) != (self.client_id, self.client_secret):
            raise Broken(401, "Client authentication failed", "another client_id or client_secret")
        if values["redirect_uri"] != self.redirect_uri:
            raise Broken(400, "Bad Request", "another redirect_uri")
        grants = {"authorization_code": ("code", self._codes), "refresh_token": ("refresh_token", self._refresh)}
        if values["grant_type"] not in grants:
            raise Broken(400, "unsupported_grant_type", f"grant_type {values['grant_type']}")
        name, known = grants[values["grant_type"]]
        self._take(str(values.get(name, "")), known, entry)
        return self.pair()

    def _take(self, word: str, known: dict[str, float], entry: Entry) -> None:
        if word in self._spent:
            entry.violates("a code or refresh token was used twice")
        until = known.pop(word, None)
        self._spent.add(word)
        if until is None or word in self.revoked or self.watch.seconds() >= until:
            raise Refused(401, "Token has been revoked")

    def subdomain(self, asked: Asked) -> Wire:
        """Where the account of a refresh token lives now."""
        if asked.headers.get("X-Refresh-Token", "") not in self._refresh:
            raise Refused(401, "Unauthorized")
        host = self.url().removeprefix("http://")
        return {"subdomain": host.split(".")[0], "domain": host, "top_level_domain": "ru"}

    def _new_access(self, lives: int) -> str:
        now = self.watch.unix()
        claims = {"jti": secrets.token_hex(16), "iat": now, "nbf": now, "exp": now + lives, "sub": "8800101",
                  "account_id": 31_415_926, "base_domain": "amocrm.ru", "version": 2, "scopes": ["crm"],
                  "api_domain": self.url().removeprefix("http://")}  # fmt: skip
        parts = ({"typ": "JWT", "alg": "RS256"}, claims)
        token = ".".join([*(_packed(json.dumps(one).encode()) for one in parts), _packed(secrets.token_bytes(32))])
        self._access[token] = self.watch.seconds() + lives
        return token


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
