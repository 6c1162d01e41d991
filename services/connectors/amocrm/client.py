"""The vendor's questions: lists and single things of API v4, and what its errors mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from services.connectors.amocrm.access import HOSTS, Key, LongLived, Renewed
from services.connectors.amocrm.values import inner, text
from services.connectors.kit.asking import Answer, Ask, mapping_of, rows_of, usual_trouble
from services.connectors.kit.contract import Tools
from services.connectors.kit.guard import Origin
from services.connectors.kit.http import Line
from services.errors import AccessLost, Refused, SourceError

PAGE = 250
EVENTS_PAGE = 100
"""The documents of the two names of the program differ; this is the lesser one."""

ONE_LEAD = "lead"
_OAUTH = ("client_id", "client_secret", "redirect_uri")


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of a list, and whether there is another one after it."""

    rows: Sequence[Any]
    more: bool


class Client:
    """One account: each question goes to where the account lives, with a token that is good now."""

    def __init__(self, given: Mapping[str, str], tools: Tools) -> None:
        self._tools = tools
        self._lines: dict[Origin, Line] = {}
        self._key = self._key_of(given, tools.guard.origin(address(given.get("url", "")), of=HOSTS))

    async def close(self) -> None:
        """Hang up."""
        for line in self._lines.values():
            await line.close()

    async def account(self, *withs: str) -> Mapping[str, Any]:
        """The account itself."""
        return await self.one("account", "account", [("with", ",".join(withs))] if withs else [])

    async def one(self, method: str, path: str, query: Sequence[tuple[str, str]] = ()) -> Mapping[str, Any]:
        """A single thing; empty where there is none."""
        answer = await self._asked(method, path, query)
        return {} if _is_empty(answer) else mapping_of(answer.json(), answer)

    async def page(
        self, path: str, query: Iterable[tuple[str, str]] = (), number: int = 1, limit: int = PAGE, name: str = ""
    ) -> Rows:
        """A page of a list. Without a body it is an empty one; a short page is not the last, only its link says so."""
        pairs = [*query, ("page", str(number)), ("limit", str(limit))]
        answer = await self._asked(path, path, pairs)
        if _is_empty(answer):
            return Rows((), more=False)
        said = mapping_of(answer.json(), answer)
        if "_embedded" not in said:
            raise answer.strange("no-rows")
        held = mapping_of(said["_embedded"], answer)
        rows = rows_of(held.get(name or path.rpartition("/")[2]), answer)
        return Rows(rows, more=bool(rows) and text(inner(said, "_links", "next").get("href")) is not None)

    async def _asked(self, method: str, path: str, query: Sequence[tuple[str, str]]) -> Answer:
        """Ask with the token of now, and once more with the next one when the vendor calls it expired or has moved."""
        token, origin = await self._key.now()
        try:
            return await self._ask_at(origin, _question(method, path, query, token))
        except AccessLost as lost:
            if lost.status not in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND) or isinstance(self._key, LongLived):
                raise
        token, origin = await self._key.instead_of(token)
        return await self._ask_at(origin, _question(method, path, query, token))

    async def _ask_at(self, origin: Origin, ask: Ask) -> Answer:
        if origin not in self._lines:
            tools = self._tools
            self._lines[origin] = Line(
                origin, tools.guard, tools.limiter, tools.machine_now, trouble=trouble, trust=tools.trust
            )
        return await self._lines[origin].ask(ask)

    def _key_of(self, given: Mapping[str, str], origin: Origin) -> Key:
        token = given.get("token", "").strip()
        if token:
            if not token.isascii() or any(one.isspace() for one in token):
                raise Refused("source-access-lost")
            return LongLived(token, origin)
        if not all(given.get(name) for name in _OAUTH):
            raise Refused("source-access-lost")
        return Renewed(given, origin, self._tools, self._ask_at)


def address(typed: str) -> str:
    """The address of an account as a person types it: without https:// too."""
    bare = typed.strip()
    return bare if "://" in bare or not bare else f"https://{bare}"


def among(name: str, values: Iterable[object]) -> list[tuple[str, str]]:
    """A filter for some values, as PHP wants it."""
    return [(f"filter[{name}][]", str(value)) for value in values]


def between(name: str, since: int, until: int) -> list[tuple[str, str]]:
    """A filter for moments, both ends included."""
    return [(f"filter[{name}][from]", str(since)), (f"filter[{name}][to]", str(until))]


def trouble(ask: Ask, answer: Answer) -> SourceError | None:
    """What statuses mean here: a host answers 404 when the account has left it, a single lead when it is gone."""
    if answer.status == HTTPStatus.NOT_FOUND and not answer.is_page:
        if ask.method == ONE_LEAD:
            return None
        return AccessLost("source-moved", method=ask.method, status=answer.status)
    return usual_trouble(ask, answer)


def _is_empty(answer: Answer) -> bool:
    return answer.status in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND)


def _question(method: str, path: str, query: Sequence[tuple[str, str]], token: str) -> Ask:
    return Ask(method, f"api/v4/{path}", query=query, headers={"Authorization": f"Bearer {token}"})
