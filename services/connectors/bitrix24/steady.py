"""One list read from the beginning and then kept up with: its state is plain JSON and lies in the cursor.

While the list is filled the state has `after`, `top`, `width`, `most`. Later a list that tells when rows change has
`since` and the newest rows as they are `known`; a log, whose rows only come, has `last` and its `young` rows.
"""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Mapping, MutableMapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from services.connectors.bitrix24 import walking
from services.connectors.bitrix24.client import MOST, Answers, Client
from services.connectors.bitrix24.idsets import packed, unpacked
from services.connectors.bitrix24.listing import PAGE
from services.connectors.bitrix24.streams import Stream
from services.connectors.bitrix24.touches import SETTLES
from services.connectors.bitrix24.values import Row, stamp
from services.connectors.bitrix24.wording import Command

State: TypeAlias = MutableMapping[str, Any]

_OVERLAP = 120
_SETTLED = 3600
"""Rows that were changed within the last two minutes are read again for an hour: some become visible late."""
_KNOWN = 60
_CROWD = PAGE - 1
_WINDOWS = MOST - 12
"""Windows over young rows in one question, which has other commands too."""


class Walk(ABC):
    """Reads one list. `commands` are asked first, in one question with those of other lists; `rows` goes on from
    their answers. After every piece of rows `state` may be stored.
    """

    def __init__(self, client: Client, stream: Stream, state: State, now: datetime, more: Sequence[str] = ()) -> None:
        self.stream = stream
        self.state = state
        self._client = client
        self._now = int(now.timestamp())
        self._more = more

    @property
    def is_new(self) -> bool:
        """Whether nothing has been read yet."""
        return not self.state

    def commands(self) -> dict[str, Command]:
        """What has to be asked first."""
        if "after" in self.state:
            return {}
        return self._named(self._first_look() if self.is_new else self._next_look())

    async def rows(self, answers: Answers) -> AsyncGenerator[Sequence[Row]]:
        """Rows that are new, piece by piece."""
        if self.is_new:
            self._begin(answers)
        filled = "after" in self.state
        while "after" in self.state:
            yield await self._fill()
        if filled:
            answers = await self._client.batch(self._named(self._next_look()))
        async for some in self._keep_up(answers):
            yield some

    def _named(self, commands: Mapping[str, Command]) -> dict[str, Command]:
        return {f"{self.stream.name}_{name}": command for name, command in commands.items()}

    def _answer(self, answers: Answers, name: str) -> list[Row]:
        return self.stream.listing.rows(answers.good(f"{self.stream.name}_{name}"))

    def _first_look(self) -> dict[str, Command]:
        listing = self.stream.listing
        asked = {"low": listing.by_id(0, bare=True), "top": listing.last()}
        return asked | ({"new": listing.newest()} if listing.moment else {})

    def _begin(self, answers: Answers) -> None:
        """The bounds of the list as it is now; what changes from now on is read afterwards."""
        listing = self.stream.listing
        ids = [found for name in ("low", "top") for row in self._answer(answers, name) if (found := listing.id_of(row))]
        self.state.update({"after": min(ids, default=1) - 1, "top": max(ids, default=0), "width": PAGE, "most": MOST})
        if listing.moment:
            newest = max(map(listing.moment_of, self._answer(answers, "new")), default=0)
            self.state["since"] = min(newest, self._now)

    async def _fill(self) -> Sequence[Row]:
        state, listing = self.state, self.stream.listing
        if state["after"] >= state["top"]:
            self._filled()
            return ()
        place, most = (state["after"], state["top"], state["width"]), state["most"]
        part = await walking.stretch(self._client, listing, *place, most=most, more=self._more)
        state.update({"after": part.upto, "width": part.width, "most": part.most})
        self._note(part.rows, part.upto)
        return part.rows

    def _filled(self) -> None:
        del self.state["after"], self.state["top"], self.state["width"], self.state["most"]

    @abstractmethod
    def _note(self, rows: Sequence[Row], upto: int) -> None:
        """Remember of filled rows what is needed later."""

    @abstractmethod
    def _next_look(self) -> dict[str, Command]:
        """What is asked once the list is filled."""

    @abstractmethod
    def _keep_up(self, answers: Answers) -> AsyncGenerator[Sequence[Row]]:
        """The rows that have changed, from the answers to that look on."""


class Changing(Walk):
    """A list that tells when rows were changed."""

    def _note(self, rows: Sequence[Row], upto: int) -> None:
        ids = [found for row in rows if (found := self.stream.listing.id_of(row))]
        self.state.setdefault("ids", []).append([upto, len(set(ids)), packed(ids)])

    def _filled(self) -> None:
        super()._filled()
        self.state.update({"known": {}, "fresh": [], "checked": self._now})

    def _next_look(self) -> dict[str, Command]:
        since, until = stamp(self._from()), stamp(self._until())
        return {"changed": self.stream.listing.changed(since, until, more=self._more)}

    def _until(self) -> int:
        return max(self._now, self._from())

    def _from(self) -> int:
        """From where changes are asked for: a little before the last one, but after a crowd that has been read."""
        since = int(self.state["since"])
        moments: list[int] = sorted((at for at, _ in self.state["known"].values()), reverse=True)
        if moments.count(since) >= _CROWD and self._now - since > 2 * _OVERLAP:
            return since + 1
        crowd = moments[_CROWD - 1] if len(moments) >= _CROWD else 0
        return max(since - (_OVERLAP if self._now - since < _SETTLED else 0), crowd, 0)

    async def _keep_up(self, answers: Answers) -> AsyncGenerator[Sequence[Row]]:
        listing, since = self.stream.listing, self._from()
        first = self._answer(answers, "changed")
        async for read in walking.changes(self._client, listing, since, self._until(), first, self._more):
            known = {number: letters for number, (_, letters) in self.state["known"].items()}
            rows = walking.unlike(listing, read.rows, known)
            self._remember(read.rows)
            if read.rows:
                self.state["since"] = max(self.state["since"], min(read.place or 0, self._now))
            if rows:
                yield rows

    def _remember(self, rows: Sequence[Row]) -> None:
        """The newest rows as they are, and ids that no set has yet."""
        listing, known = self.stream.listing, dict(self.state["known"])
        for row in rows:
            known[str(listing.id_of(row))] = [listing.moment_of(row), walking.digest(row)]
        newest = sorted(known.items(), key=lambda one: one[1][0])[-_KNOWN:]
        self.state["known"] = dict(newest)
        self._meet([found for row in rows if (found := listing.id_of(row))])

    def _meet(self, ids: Sequence[int]) -> None:
        fresh, low = set(self.state["fresh"]), 0
        unmet = set(ids) - fresh
        for upto, _, letters in self.state.get("ids", ()):
            here = {one for one in unmet if low < one <= upto}
            unmet -= (here & unpacked(letters)) if here else set()
            low = upto
        self.state["fresh"] = sorted(fresh | unmet)


class Log(Walk):
    """A list whose rows come and stay as they are, but for the first hour of a call."""

    def _note(self, rows: Sequence[Row], upto: int) -> None:
        self._remember(rows)

    def _filled(self) -> None:
        self.state["last"] = max(self.state.get("last", 0), self.state["top"])
        super()._filled()
        self.state.setdefault("young", {})

    def _next_look(self) -> dict[str, Command]:
        listing, last = self.stream.listing, self.state["last"]
        low = max(min(map(int, self.state["young"]), default=last + 1) - 1, last - PAGE * _WINDOWS, 0)
        windows = [(at, min(at + PAGE, last)) for at in range(low, last, PAGE)]
        return {f"w{at}": listing.by_id(*one) for at, one in enumerate(windows)} | {"beyond": listing.by_id(last)}

    async def _keep_up(self, answers: Answers) -> AsyncGenerator[Sequence[Row]]:
        listing, last = self.stream.listing, self.state["last"]
        names = [name for name in self._next_look() if name != "beyond"]
        rows = [row for name in names for row in self._answer(answers, name) if listing.id_of(row) <= last]
        rows += await walking.beyond(self._client, listing, last, self._answer(answers, "beyond"))
        known = {number: letters for number, (_, letters) in self.state["young"].items()}
        unlike = [row for row in rows if known.get(str(listing.id_of(row))) != self._letters(row)]
        self._remember(rows)
        if unlike:
            yield unlike

    def _letters(self, row: Row) -> str:
        return walking.digest(row, self._is_young(row))

    def _is_young(self, row: Row) -> bool:
        """Whether a row may still change."""
        listing = self.stream.listing
        return bool(listing.row_moment) and abs(listing.moment_of(row) - self._now) <= SETTLES.total_seconds()

    def _remember(self, rows: Sequence[Row]) -> None:
        """The rows that may change, and the last ones: some of lower ids become visible late."""
        listing = self.stream.listing
        self.state["last"] = max(self.state.get("last", 0), *map(listing.id_of, rows), 0)
        young = dict(self.state.get("young", {}))
        for row in rows:
            if found := listing.id_of(row):
                young[str(found)] = [self._is_young(row), self._letters(row)]
        floor = self.state["last"] - PAGE
        self.state["young"] = {one: kept for one, kept in young.items() if kept[0] or int(one) > floor}
