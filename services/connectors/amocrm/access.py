"""What opens an account: a long-lived token, or tokens that are renewed and work once. The account may move."""

import asyncio
import base64
import binascii
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Protocol, TypeAlias

from services.connectors.kit.asking import Answer, Ask, mapping_of
from services.connectors.kit.contract import Grant, Tools
from services.connectors.kit.guard import Origin
from services.connectors.kit.oauth import Access, Fresh
from services.errors import AccessLost, Down, Refused, SourceError, Strange

HOSTS = ("amocrm.ru", "amocrm.com", "kommo.com")
"""Where accounts live: each under a name of its own."""

_TOKENS = "oauth2/access_token"
_SUBDOMAIN = "oauth2/account/current/subdomain"
_A_DAY = 86_400
_REFUSALS = (400, 401, 404)
_LONGEST_TOKEN = 16_384

AskAt: TypeAlias = Callable[[Origin, Ask], Awaitable[Answer]]
"""Asks a question of a host."""


class Key(Protocol):
    """The way to a token and to the host where it is good."""

    async def now(self) -> tuple[str, Origin]:
        """The token and the host to ask."""
        ...

    async def instead_of(self, refused: str) -> tuple[str, Origin]:
        """Another token after this one was refused; AccessLost when there is none."""
        ...


class LongLived:
    """A token that the administrator made: it cannot be renewed."""

    def __init__(self, token: str, origin: Origin) -> None:
        self._token = token
        self._origin = origin

    async def now(self) -> tuple[str, Origin]:
        """See Key."""
        return self._token, self._origin

    async def instead_of(self, refused: str) -> tuple[str, Origin]:
        """See Key."""
        raise AccessLost(method="token")


class Renewed:
    """Tokens of the owner's consent: the first come for the code, each next for the one before it."""

    def __init__(self, given: Mapping[str, str], origin: Origin, tools: Tools, ask: AskAt) -> None:
        self._given = given
        self._origin = origin
        self._tools = tools
        self._ask = ask
        self._access = Access(tools.tokens, self._renew, tools.machine_now)
        self._one = asyncio.Lock()

    async def now(self) -> tuple[str, Origin]:
        """See Key."""
        async with self._one:
            if self._given.get("code") and await self._tools.tokens.look() is None:
                await self._begin()
        return self._told(await self._access.grant())

    async def instead_of(self, refused: str) -> tuple[str, Origin]:
        """See Key."""
        known = await self._tools.tokens.look()
        if known is None:
            raise AccessLost(method="token")
        return self._told(await self._access.instead_of(replace(known, access=refused)))

    async def _begin(self) -> None:
        """Tokens for the code, which works once and for twenty minutes; another may have been quicker."""
        try:
            fresh = await self._pair(self._origin, "authorization_code", code=self._given["code"])
        except AccessLost:
            if await self._tools.tokens.look() is None:
                raise
            return
        await self._tools.tokens.swap(None, Grant(1, fresh.access, fresh.refresh, fresh.expires_at, fresh.home))

    async def _renew(self, grant: Grant) -> Fresh:
        """See oauth.Renew; when the old host knows the account no more, it says where the account lives now."""
        home = self._home(grant)
        try:
            return await self._pair(home, "refresh_token", refresh_token=grant.refresh or "")
        except AccessLost:
            moved = await self._moved(home, grant)
            if moved is None:
                raise
        return await self._pair(moved, "refresh_token", refresh_token=grant.refresh or "")

    async def _pair(self, origin: Origin, kind: str, **more: str) -> Fresh:
        given = {name: self._given.get(name, "") for name in ("client_id", "client_secret", "redirect_uri")}
        body = given | {"grant_type": kind} | more
        try:
            answer = await self._ask(origin, Ask("token", _TOKENS, verb="POST", json=body, repeats=False))
        except (AccessLost, Strange) as refused:
            raise _refusal(refused) from None
        said = mapping_of(answer.json(), answer)
        access, refresh, lives = (said.get(name) for name in ("access_token", "refresh_token", "expires_in"))
        if not isinstance(access, str) or not isinstance(refresh, str) or not access or not refresh:
            raise answer.strange("no-tokens")
        seconds = lives if isinstance(lives, int) and 0 < lives <= 366 * _A_DAY else _A_DAY
        return Fresh(access, refresh, self._tools.machine_now() + timedelta(seconds=seconds), home=str(origin))

    async def _moved(self, home: Origin, grant: Grant) -> Origin | None:
        """Where the account lives now, as the vendor's own host says; None when it has not moved."""
        asked = self._vendors(home, claims_of(grant.access).get("api_domain")) or home
        headers = {"X-Refresh-Token": grant.refresh or ""}
        try:
            answer = await self._ask(asked, Ask("subdomain", _SUBDOMAIN, headers=headers))
            told = self._vendors(home, mapping_of(answer.json(), answer).get("domain"))
        except (AccessLost, Strange):
            return None
        return told if told != home else None

    def _vendors(self, home: Origin, host: object) -> Origin | None:
        """A host that is the vendor's; None for every other."""
        if not isinstance(host, str):
            return None
        try:
            return self._tools.guard.origin(f"{home.scheme}://{host}", of=HOSTS)
        except Refused:
            return None

    def _home(self, grant: Grant) -> Origin:
        return self._tools.guard.origin(grant.home, of=HOSTS) if grant.home else self._origin

    def _told(self, grant: Grant) -> tuple[str, Origin]:
        return grant.access, self._home(grant)


def claims_of(token: str) -> Mapping[str, Any]:
    """What a token says of itself, unverified and only for hints; empty for anything that is no such token."""
    parts = token.split(".") if len(token) <= _LONGEST_TOKEN else []
    if len(parts) != 3:
        return {}
    try:
        told = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return {}
    return told if isinstance(told, Mapping) else {}


def _refusal(refused: AccessLost | Strange) -> SourceError:
    """A token that is refused ends the access; an account that is not paid for may come back with the same token."""
    told: dict[str, Any] = {"method": refused.method, "status": refused.status, "code": refused.code}
    if refused.status in _REFUSALS:
        return AccessLost(**told)
    return refused if isinstance(refused, Strange) else Down(refused.phrase, sent=True, **told)
