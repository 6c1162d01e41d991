"""Questions to a portal: one by one or fifty at once, at its pace, after its tokens and to where it has moved."""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from services.connectors.bitrix24 import troubles
from services.connectors.bitrix24.keys import SUFFIXES, Key
from services.connectors.bitrix24.values import number
from services.connectors.bitrix24.wording import Command
from services.connectors.kit.asking import Answer, Ask, Moved, mapping_of
from services.connectors.kit.batching import by_batch
from services.connectors.kit.contract import Tools
from services.connectors.kit.guard import belongs
from services.connectors.kit.http import Line, Waits
from services.errors import AccessLost, Busy, Refused, SourceError

MOST = 50
"""Commands in one batch, and rows on one page."""

_SLOW_AT = 300
"""Seconds of work within ten minutes after which a method is asked less often; at 480 the portal refuses it."""
_STOP_AT = 420
_SLOW_BY = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of the commands of a batch: each is among the results or among the errors."""

    results: Mapping[str, Any]
    errors: Mapping[str, SourceError]
    totals: Mapping[str, int]

    def good(self, name: str) -> Any:
        """The result of a command; its error where it has one."""
        if name in self.errors:
            raise self.errors[name]
        return self.results[name]


class Client:
    """The way to one portal. The second address is asked when the first one says that the portal has moved."""

    def __init__(self, key: Key, tools: Tools, waits: Waits) -> None:
        self._key = key
        self._tools = tools
        self._waits = waits
        self._line: Line | None = None
        self._left: list[Line] = []
        self._home = ""
        self._free_at: dict[str, datetime] = {}

    @property
    def host(self) -> str:
        """The host that is asked, "" before the first question."""
        return self._line.origin.authority if self._line else ""

    async def close(self) -> None:
        """Hang up."""
        for line in (*self._left, *([self._line] if self._line else ())):
            await line.close()

    async def ask(self, command: Command) -> Any:
        """The `result` of one question."""
        return (await self._said(command.method, command.method, command.params)).get("result")

    async def batch(self, commands: Mapping[str, Command]) -> Answers:
        """Up to fifty commands in one question, by their names. The question takes its turn as the method that most
        of the commands are of, so a parked method waits. Busy when the portal refuses one of them for now.
        """
        if not commands:
            return Answers({}, {}, {})
        methods = [command.method for command in commands.values()]
        main = max(methods, key=methods.count)
        totals: dict[str, Any] = {}

        async def send(some: Mapping[str, str]) -> Mapping[str, Any]:
            said = await self._said(main, "batch", {"halt": 0, "cmd": dict(some)})
            told = said.get("result")
            told = told if isinstance(told, Mapping) else {}
            await self._note_times(commands, told.get("result_time"))
            found = told.get("result_total")
            totals.update(found if isinstance(found, Mapping) else {})
            return told

        def error_of(name: str, said: Any) -> SourceError:
            return troubles.inside(commands[name].method, said, self._parked)

        written = {name: str(command) for name, command in commands.items()}
        answers = [one async for one in by_batch(send, written, error_of, MOST)]
        errors = {name: error for one in answers for name, error in one.errors.items()}
        await self._heed(errors)
        results = {name: result for one in answers for name, result in one.results.items()}
        return Answers(results, errors, {name: number(total) or 0 for name, total in totals.items()})

    async def _heed(self, errors: Mapping[str, SourceError]) -> None:
        """A refusal for now inside a good answer is heeded like any other."""
        for error in errors.values():
            if isinstance(error, Busy):
                await self._tools.limiter.pause(error.after, None if error.whole else error.method)
                raise error

    async def _said(self, label: str, method: str, params: Mapping[str, Any]) -> Mapping[str, Any]:
        """The whole answer; a token that has expired is renewed once, a portal that has moved is followed once."""
        remedies: list[Callable[[AccessLost], Awaitable[bool]]] = [self._follow, self._renew]
        while True:
            try:
                answer = await self._answer(label, method, params)
                break
            except AccessLost as lost:
                helpful = [remedy for remedy in remedies if await remedy(lost)]
                if not helpful:
                    raise
                remedies.remove(helpful[0])
        said = mapping_of(answer.json(), answer)
        await self._note_time(method, said.get("time"))
        return said

    async def _answer(self, label: str, method: str, params: Mapping[str, Any]) -> Answer:
        line = await self._line_home()
        path, body = await self._key.opened(method)
        return await line.ask(Ask(label, path, verb="POST", json={**params, **body}))

    async def _line_home(self) -> Line:
        """The line to where the key says that the portal is."""
        home = await self._key.address()
        if self._line is None or home != self._home:
            self._home = home
            return self._change_line(home)
        return self._line

    def _line_to(self, address: str) -> Line:
        tools = self._tools
        try:
            origin = tools.guard.origin(address)
        except Refused as refused:
            raise AccessLost(refused.phrase, method="address", **refused.values) from None
        judge = partial(troubles.trouble, parked=self._parked)
        return Line(
            origin, tools.guard, tools.limiter, tools.machine_now, trouble=judge, trust=tools.trust, waits=self._waits
        )

    async def _renew(self, lost: AccessLost) -> bool:
        """Another token for one that has expired; whether there is one."""
        return lost.code.upper() == troubles.EXPIRED and await self._key.renewed()

    async def _follow(self, moved: AccessLost) -> bool:
        """Go to the new address of a portal in the vendor's cloud; any other one the owner has to tell."""
        if not isinstance(moved, Moved):
            return False
        before = self._line.origin.host if self._line else ""
        try:
            after = self._tools.guard.origin(moved.origin)
        except Refused:
            return False
        if after.host != before and not (belongs(after.host, SUFFIXES) and belongs(before, SUFFIXES)):
            return False
        if self._line is None or self._line.origin != after:
            self._change_line(moved.origin)
        return True

    def _change_line(self, address: str) -> Line:
        """Another line; who is still asking on the one before it may finish."""
        made = self._line_to(address)
        if self._line is not None:
            self._left.append(self._line)
        self._line = made
        return made

    async def _note_times(self, commands: Mapping[str, Command], times: Any) -> None:
        if isinstance(times, Mapping):
            latest = {commands[name].method: time for name, time in times.items() if name in commands}
            for method, time in latest.items():
                await self._note_time(method, time)

    async def _note_time(self, method: str, time: Any) -> None:
        """Slow a method down that has worked long within ten minutes: `operating` is the sum, not the last cost."""
        if not isinstance(time, Mapping):
            return
        with suppress(TypeError, ValueError, OverflowError):
            worked = float(time.get("operating") or 0)
            left = float(time.get("operating_reset_at") or 0) - float(time.get("finish") or 0)
            if 0 < left <= 3600:
                self._free_at[method] = self._tools.machine_now() + timedelta(seconds=left)
            if worked > _SLOW_AT:
                await self._tools.limiter.pause(self._parked(method) if worked > _STOP_AT else _SLOW_BY, method)

    def _parked(self, method: str) -> timedelta:
        """How long a method rests: until its oldest minute of work is forgotten."""
        free_at, now = self._free_at.get(method), self._tools.machine_now()
        return max(troubles.PARKED, free_at - now) if free_at is not None else troubles.PARKED
