"""Where our program may go: an address given by a person leads to the internet and nowhere else.

Names are resolved first and the connection is made to the very address that was checked, so a name that answers
differently the second time changes nothing.
"""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias
from urllib.parse import urlsplit

from services.errors import Refused

Resolve: TypeAlias = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a name, as text; OSError when there is none."""

_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
_SUSPICIOUS = re.compile(r"[\x00-\x20\x7f\\]")
_RESOLVED_WITHIN_S = 5.0
_PORTS = {"https": 443, "http": 80}

_CARRIERS = tuple(
    IPv6Network(one) for one in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2002::/16", "fec0::/10")
)
"""IPv6 ranges that carry an IPv4 address, or that only old programs use; nobody's vendor lives there."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A scheme, a host and a port: who is asked. Never holds a secret."""

    scheme: str
    host: str
    port: int

    @property
    def authority(self) -> str:
        """Host and port as the header Host has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    def __str__(self) -> str:
        """As an address without a path."""
        return f"{self.scheme}://{self.authority}"


async def by_system(host: str, port: int) -> Sequence[str]:
    """The addresses of a name as this machine resolves it."""
    async with asyncio.timeout(_RESOLVED_WITHIN_S):
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(where[0]) for _family, _type, _proto, _name, where in found]


class Guard:
    """Lets out to public addresses over https on its usual port, and to the `allowed` origins as they are."""

    def __init__(self, resolve: Resolve = by_system, allowed: Iterable[str] = ()) -> None:
        self._resolve = resolve
        self._allowed = frozenset(_parted(one) for one in allowed)

    def origin(self, url: str, of: Iterable[str] = ()) -> Origin:
        """Who an address leads to; Refused when we do not go there. Nothing is asked of the network yet.

        `of` are the vendor's own domains: another host is refused, and so is the bare domain, where no account lives.
        """
        origin = _parted(url)
        if origin in self._allowed:
            return origin
        own = tuple(of)
        if own and (not belongs(origin.host, own) or origin.host in own):
            raise Refused("address-unreadable")
        if origin.scheme != "https":
            raise Refused("address-not-https")
        if origin.port != _PORTS["https"]:
            raise Refused("address-port", port=origin.port)
        literal = _literal(origin.host)
        if literal is not None and not _is_public(literal):
            raise Refused("address-inner")
        return origin

    async def addresses(self, origin: Origin) -> list[str]:
        """The checked addresses to connect to; Refused when any of them leads inside, OSError when there is none."""
        if _literal(origin.host) is not None:
            return [str(self.origin(str(origin)).host)]
        found = [ip_address(one.partition("%")[0]) for one in await self._resolve(origin.host, origin.port)]
        if not found:
            raise OSError("no address")
        if origin not in self._allowed and not all(_is_public(one) for one in found):
            raise Refused("address-inner")
        return [str(one) for one in sorted(dict.fromkeys(found), key=lambda one: one.version)]


def belongs(host: str, suffixes: Iterable[str]) -> bool:
    """Whether a host is one of the vendor's own: `acme.amocrm.ru` belongs to `amocrm.ru`, `eviltamocrm.ru` does not."""
    bare = host.lower().rstrip(".")
    return any(bare == suffix or bare.endswith(f".{suffix}") for suffix in suffixes)


def _parted(url: str) -> Origin:
    """The origin an address names, its host in lower case and in ASCII."""
    if _SUSPICIOUS.search(url.strip()) or len(url) > 2000:
        raise Refused("address-unreadable")
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("address-unreadable") from None
    if "@" in parts.netloc:
        raise Refused("address-with-login")
    if parts.scheme not in _PORTS or port == 0:
        raise Refused("address-not-https" if parts.scheme else "address-unreadable")
    return Origin(parts.scheme, _host(host), port or _PORTS[parts.scheme])


def _host(host: str) -> str:
    """A name or an address in its one usual form; another form of a number (2130706433, 0x7f.1) is refused."""
    try:
        plain = host.encode("idna").decode().lower().removesuffix(".") if not host.isascii() else host.removesuffix(".")
    except UnicodeError:
        raise Refused("address-unreadable") from None
    literal = _literal(plain)
    if literal is not None:
        return str(literal)
    labels = plain.split(".")
    if len(plain) > 253 or not all(_LABEL.fullmatch(one) for one in labels) or _NUMERIC.fullmatch(labels[-1]):
        raise Refused("address-unreadable")
    return plain


def _literal(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether it is somewhere in the internet, whatever it is wrapped in."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return _is_public(address.ipv4_mapped)
        if address.scope_id is not None or any(address in one for one in _CARRIERS):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved
