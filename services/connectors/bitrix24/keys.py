"""The two ways into a portal: an incoming webhook, whose address is the password, and an application with tokens."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from services.connectors.bitrix24.values import number
from services.connectors.kit.asking import Ask, mapping_of
from services.connectors.kit.contract import Grant, TokenBox
from services.connectors.kit.http import Line
from services.connectors.kit.oauth import Access, Fresh
from services.errors import AccessLost, Refused

OAUTH = "https://oauth.bitrix.info"
"""Where applications of all portals renew their tokens, and where alone their secret is told."""
SUFFIXES = ("bitrix24.ru", "bitrix24.com", "bitrix24.by", "bitrix24.kz", "bitrix24.ua", "bitrix24.eu", "bitrix24.de",
            "bitrix24.fr", "bitrix24.es", "bitrix24.it", "bitrix24.pl", "bitrix24.in", "bitrix24.cn", "bitrix24.com.br",
            "bitrix24.com.tr", "bitrix24.mx", "bitrix24.co", "bitrix24.jp", "bitrix24.vn", "bitrix24.id",
            "bitrix24.uk", "bitrix24.tech")  # fmt: skip
"""Where portals of the vendor's cloud live."""

_HOOK = re.compile(r"/rest/(\d{1,12})/([A-Za-z0-9_-]{4,128})/?")
_HOUR = timedelta(hours=1)


class Key(Protocol):
    """What opens a portal."""

    async def address(self) -> str:
        """Any address of the portal."""
        ...

    async def opened(self, method: str) -> tuple[str, Mapping[str, str]]:
        """The path of a method, and what has to stand in the body to be let in."""
        ...

    async def renewed(self) -> bool:
        """Another token, after the portal called the last one expired; False where there is none to be had."""
        ...


@dataclass(frozen=True, slots=True)
class Webhook:
    """An incoming webhook, taken apart; the whole address is a secret."""

    portal: str
    _path: str = field(repr=False)

    @classmethod
    def of(cls, url: str) -> "Webhook":
        """The address as the portal shows it, with or without a method at its end; Refused for any other."""
        try:
            parts = urlsplit(url.strip())
        except ValueError:
            raise Refused("address-unreadable") from None
        found = _HOOK.match(parts.path)
        if found is None or parts.query or parts.fragment:
            raise Refused("address-unreadable")
        return cls(f"{parts.scheme}://{parts.netloc}", f"/rest/{found[1]}/{found[2]}/")

    async def address(self) -> str:
        """See Key."""
        return self.portal

    async def opened(self, method: str) -> tuple[str, Mapping[str, str]]:
        """See Key."""
        return self._path + method, {}

    async def renewed(self) -> bool:
        """See Key."""
        return False


class Application:
    """A local application: its tokens lie in the box, the address of the portal with them."""

    def __init__(
        self, client_id: str, client_secret: str, box: TokenBox, desk: Line, machine_now: Callable[[], datetime]
    ) -> None:
        self._id = client_id
        self._secret = client_secret
        self._desk = desk
        self._now = machine_now
        self._access = Access(box, self._renew, machine_now, early=timedelta(0))
        self._last: Grant | None = None

    async def address(self) -> str:
        """See Key."""
        home = (await self._access.grant()).home
        if not home:
            raise AccessLost(method="token")
        return home

    async def opened(self, method: str) -> tuple[str, Mapping[str, str]]:
        """See Key."""
        self._last = await self._access.grant()
        return f"/rest/{method}", {"auth": self._last.access}

    async def renewed(self) -> bool:
        """See Key."""
        if self._last is None:
            return False
        await self._access.instead_of(self._last)
        return True

    async def close(self) -> None:
        """Hang up."""
        await self._desk.close()

    async def _renew(self, old: Grant) -> Fresh:
        query = [("grant_type", "refresh_token"), ("client_id", self._id), ("client_secret", self._secret),
                 ("refresh_token", old.refresh or "")]  # fmt: skip
        answer = await self._desk.ask(Ask("oauth/token", "/oauth/token/", query=query, repeats=False))
        said = mapping_of(answer.json(), answer)
        access, refresh, home = (said.get(name) for name in ("access_token", "refresh_token", "client_endpoint"))
        if not isinstance(access, str) or not isinstance(refresh, str) or not access or not refresh:
            raise answer.strange("no-token")
        lives = timedelta(seconds=number(said.get("expires_in")) or 0) or _HOUR
        return Fresh(access, refresh, self._now() + lives, home if isinstance(home, str) else None)
