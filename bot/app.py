"""Starts and stops everything in order; one task group for what goes on in the background."""

import asyncio
import logging
import random
from collections.abc import Awaitable
from contextlib import AsyncExitStack, suppress
from enum import StrEnum

from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import User
from aiohttp import web

from bot.artist import Artist
from bot.chat import make_dispatcher
from bot.counters import Counters
from bot.pulling import taker
from bot.single import only_one
from bot.telegram.answered import Answered
from bot.telegram.counting import CountCalls
from bot.telegram.hook import path_of, point, secret_of
from bot.telegram.inbox import Inbox
from bot.telegram.menus import set_menus
from bot.telegram.polling import Polling
from bot.telegram.reception import Reception
from bot.telegram.speaker import Hand, make_bot
from bot.tidying import tidying
from bot.web import serving
from bot.wiring import House
from bot.working import Works, release
from handlers.web.health import NO_DATABASE, NO_TELEGRAM, alive, metrics, readiness
from handlers.web.source_hook import PATH, source_hook
from handlers.web.telegram_hook import telegram_hook
from services.errors import Refused, ServiceError
from services.store.installation import Installation
from services.store.updates import Updates
from services.usecases.count_backlog import CountBacklog

_FINISHES_WITHIN_S = 8.0
_LONGEST_GAP_S = 30.0
_LATER = (TelegramNetworkError, TelegramServerError, TelegramRetryAfter)

_log = logging.getLogger(__name__)


class Part(StrEnum):
    """What a process does of the whole: everything; what people and outside systems touch; what is done by itself."""

    ALL = "all"
    WEB = "web"
    WORKER = "worker"


class App:
    """The running bot of one process."""

    def __init__(self, house: House, part: Part = Part.ALL) -> None:
        """Refused where the part cannot be played: several processes need PostgreSQL, `web` needs an address."""
        settings = house.settings
        if part is not Part.ALL and house.database.is_sqlite:
            raise Refused("role-needs-postgres", role=part.value)
        if part is Part.WEB and not settings.public_url:
            raise Refused("role-web-needs-url")
        self._part = part
        if settings.bot_token is None:
            raise Refused("setting-bot-token-missing")
        self._house = house
        proxy = settings.proxy.get_secret_value() if settings.proxy else ""
        self._bot = make_bot(settings.bot_token.get_secret_value(), settings.bot_api_url, proxy)
        self._artist = Artist()
        self._counters = Counters()
        self._bot.session.middleware(CountCalls(self._counters))
        self._stopping = asyncio.Event()
        self._known: User | None = None
        self._works: Works | None = None
        self._refusal: Refused | None = None

    def stop(self) -> None:
        """Take nothing new, finish what is in hand, end."""
        self._stopping.set()

    async def run(self) -> None:
        """Run until stopped; raises Refused when Telegram wants no more of this token."""
        async with AsyncExitStack() as stack:
            if self._house.database.is_sqlite:
                stack.enter_context(only_one(self._house.settings.data_dir))
            stack.push_async_callback(self._bot.session.close)
            stack.callback(self._artist.close)
            inbox = Inbox()
            settings = self._house.settings
            routes = self._routes(inbox)
            await stack.enter_async_context(serving(settings.web_host, settings.web_port, routes))
            answered = await self._answered()
            if answered is not None:
                stack.callback(answered.close)
            await self._work(inbox, answered)
        if self._refusal is not None:
            raise self._refusal

    def _routes(self, inbox: Inbox) -> list[web.RouteDef]:
        routes = [
            web.get("/livez", alive),
            web.get("/readyz", readiness(self._missing)),
            web.get("/metrics", metrics(self._counters.registry, self._missing, self._stand)),
        ]
        if self._house.settings.public_url and self._part is not Part.WORKER:
            key = self._house.keys().encryption[0]
            hook = telegram_hook(secret_of(key, "secret"), inbox.accept)
            routes.append(web.post(path_of(key, self._bot.id), hook))
            routes.append(web.post(PATH, source_hook(taker(self._house), self._hinted)))
        return routes

    def _hinted(self) -> None:
        """A source has hinted at something: where sources are read here, look at once; another process looks soon."""
        if self._works is not None:
            self._works.pulling.wake()

    async def _work(self, inbox: Inbox, answered: Answered | None) -> None:
        """Receive, handle and do what is due until stopped; then what is in hand is finished."""
        hand = Hand(self._bot, make_dispatcher(self._house, self._artist), self._counters)
        reception = Reception(self._house.database, self._bot.id, inbox, hand, answered)
        works = self._works = Works(self._house, self._bot, self._artist)
        async with asyncio.TaskGroup() as group:
            receiving = group.create_task(self._receive_or_stop(inbox))
            tidy = group.create_task(tidying(self._house))
            parts = [group.create_task(reception.run())] if self._part is not Part.WORKER else []
            parts += [group.create_task(works.run())] if self._part is not Part.WEB else []
            await self._stopping.wait()
            receiving.cancel()
            tidy.cancel()
            reception.close()
            works.close()
            with suppress(TimeoutError):
                async with asyncio.timeout(_FINISHES_WITHIN_S):
                    await asyncio.shield(asyncio.gather(*parts))
            for part in parts:
                part.cancel()

    async def _answered(self) -> Answered | None:
        """What the only process of an installation notes; what one before it left is settled and given back."""
        if not self._house.database.is_sqlite:
            return None
        answered = Answered(self._house.settings.data_dir / f"answered-{self._bot.id}")
        async with self._house.database.connection() as connection:
            updates = Updates(connection, self._bot.id)
            await updates.settle(answered.left())
            await updates.release()
        answered.clear()
        await release(self._house.database)
        return answered

    async def _receive_or_stop(self, inbox: Inbox) -> None:
        """Receive; a refusal ends everything in order and is told after that, alone and not in a group of errors."""
        try:
            await self._receive(inbox)
        except Refused as trouble:
            self._refusal = trouble
            self.stop()

    async def _receive(self, inbox: Inbox) -> None:
        """Introduce ourselves, then poll, or wait for the webhook to bring updates."""
        await self._introduce()
        if self._part is Part.WORKER:
            await self._stopping.wait()
            return
        if self._house.settings.public_url:
            _log.info("telegram: updates come by webhook")
            await self._stopping.wait()
            return
        _log.info("telegram: updates come by polling")
        await Polling(self._bot, inbox).run()

    async def _introduce(self) -> None:
        """Say hello until Telegram answers; a network that is down is waited for, a token that is refused is told."""
        gap = 0.5
        while True:
            try:
                known = await self._hello()
                break
            except (TelegramUnauthorizedError, TelegramNotFound) as trouble:
                raise Refused("telegram-token") from trouble
            except _LATER as trouble:
                _log.warning("telegram: no answer yet (%s), trying again", type(trouble).__name__)
                await asyncio.sleep(gap * random.uniform(0.7, 1.3))
                gap = min(gap * 2, _LONGEST_GAP_S)
        self._known = known
        async with self._house.database.connection() as connection:
            await Installation(connection).keep_bot(self._bot.id, known.username or "")
        _log.info("telegram: this is @%s", known.username)

    async def _hello(self) -> User:
        """Ask who we are, set the menus, say which way updates come."""
        known = await self._bot.get_me()
        if self._part is Part.WORKER:
            return known
        await self._courtesy(set_menus(self._bot))
        url = self._house.settings.public_url
        if not url:
            await self._courtesy(self._bot.delete_webhook())
            return known
        try:
            await point(self._bot, url, self._house.keys().encryption[0])
        except TelegramBadRequest as trouble:
            raise Refused("telegram-webhook", why=trouble.message) from trouble
        return known

    async def _courtesy(self, call: Awaitable[object]) -> None:
        """What a server may refuse without harm: a server of one's own need not know every method."""
        try:
            await call
        except (TelegramNotFound, TelegramBadRequest) as trouble:
            _log.warning("telegram: %s", trouble.message)

    async def _missing(self) -> str:
        """What is missing to work."""
        try:
            async with self._house.database.overview() as connection:
                self._counters.waiting.set(await Updates(connection, self._bot.id).waiting())
        except Exception:  # noqa: BLE001  whatever hinders the database, the answer is that it is missing
            return NO_DATABASE
        return "" if self._known is not None else NO_TELEGRAM

    async def _stand(self) -> None:
        """How letters and work stand, for whoever watches from outside."""
        with suppress(ServiceError):
            self._counters.stand(await CountBacklog(self._house.database, self._house.clock)())
