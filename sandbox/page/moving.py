"""The clock on the page: what time it is, and the buttons that move it."""

import asyncio
import json
from datetime import datetime, time, timedelta

from aiohttp import web

from sandbox.page.hall import BusinessClock, Show
from sandbox.telegram.control.acting import body_of
from sandbox.telegram.protocol import Wire

_LOOKS_EVERY_S = 0.2
_HEARTBEAT_S = 10.0
_LONGEST_STEP = timedelta(days=7)
_FASTEST = 600


class Moving:
    """Routes of the clock and of the preparation."""

    def __init__(self, show: Show, clock: BusinessClock) -> None:
        self._show = show
        self._clock = clock
        self.is_stopping = False

    def routes(self) -> list[web.RouteDef]:
        """The addresses of all of them."""
        return [web.get("/state", self.state), web.get("/stream", self.stream), web.post("/clock", self.move)]

    async def state(self, _request: web.Request) -> web.Response:
        """The clock, the phones, and how far the preparation is."""
        return web.json_response(self._state() | {"now": self._local(self._clock.now())})

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """The same as events, one for each change; a clock that goes by itself is told when it starts and stops."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        told, silent = None, 0.0
        while not self.is_stopping:
            seen = self._state() | ({} if self._clock.speed else {"now": self._local(self._clock.now())})
            silent += _LOOKS_EVERY_S
            if seen != told or silent > _HEARTBEAT_S:
                told, silent = seen, 0.0
                news = seen | {"now": self._local(self._clock.now())}
                await response.write(f"data: {json.dumps(news)}\n\n".encode())
            await asyncio.sleep(_LOOKS_EVERY_S)
        return response

    async def move(self, request: web.Request) -> web.Response:
        """`{"by": minutes}`, `{"to": "09:15", "weekday"?: 1…7}`, or `{"play": speed}`, where 0 stands still."""
        if not self._show.ready:
            raise ValueError("the department is not there yet")
        given = await body_of(request)
        if "play" in given:
            speed = int(given["play"])
            if not 0 <= speed <= _FASTEST:
                raise ValueError(f"a speed is from 0 to {_FASTEST}")
            self._clock.play(speed)
        else:
            await self._clock.go_to(self._meant(given))
        return await self.state(request)

    def _meant(self, given: Wire) -> datetime:
        now = self._clock.now()
        if "by" in given:
            step = timedelta(minutes=int(given["by"]))
            if not timedelta(0) < step <= _LONGEST_STEP:
                raise ValueError("a step is above nothing and up to a week")
            return now + step
        here = now.astimezone(self._clock.zone)
        return next_moment(here, time.fromisoformat(str(given["to"])), given.get("weekday"))

    def _state(self) -> Wire:
        clock = self._clock
        return self._show.face | {"speed": clock.speed, "busy": clock.is_busy, "ends": self._local(clock.ends_at)}

    def _local(self, at: datetime) -> str:
        return at.astimezone(self._clock.zone).isoformat(timespec="seconds")


def next_moment(here: datetime, at: time, weekday: int | None = None) -> datetime:
    """The next time that the clock on the wall shows this, on that day of the week (Monday is 1) if one is named."""
    day = here.date()
    while True:
        found = datetime.combine(day, at, here.tzinfo)
        if found > here and weekday in (None, day.isoweekday()):
            return found
        if day > here.date() + _LONGEST_STEP:
            raise ValueError("a day of the week is from 1 to 7")
        day += timedelta(days=1)
