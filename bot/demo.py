"""The demo: an invented department, a played Telegram and the real bot between them, in one process on loopback."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from bot.clock import FixedClock, MovableClock, RealClock
from bot.logs import set_up_logs
from bot.prepared import Prepared, run_call
from bot.settings import Settings, settings_apart
from bot.wiring import House, open_house
from sandbox.department import AHEAD_DAYS, COMPANY_CALL, MAPS, ORDER, Department, is_working
from sandbox.department.people import HEAD, LATE_RISER
from sandbox.page import Phone, Show, opened
from sandbox.telegram import TelegramServer
from services.errors import Refused
from services.usecases.find_company import FindCompany
from services.usecases.import_files import ImportFiles, Said
from services.usecases.invite_person import InvitePerson

if TYPE_CHECKING:
    from bot.app import App

_LOADED = ("pydantic", "aiogram.types", "aiogram", "handlers.routers", "bot.app")

_ZONE = ZoneInfo("Europe/Moscow")
_BEGINS = time(8, 50)
_LOOKS_EVERY_S = 1.0
_WELCOMES_WITHIN_S = 30.0
_TIDIES_TIMES, _TIDIES_EVERY_S = 20, 0.05

Result = TypeVar("Result")

_MANAGER = LATE_RISER.name
_STRANGER = "Игнат Прохожий"
_CAST = (("manager", _MANAGER, 501), ("head", HEAD, 502), ("stranger", _STRANGER, 503))
"""Who holds the phones, and the numbers of their accounts."""


async def demo(port: int, told: Callable[[str], None]) -> None:
    """Play until cancelled; `told` hears the page's address as soon as it can be opened."""
    begin = first_moment(RealClock().now())
    clock = MovableClock(begin)
    life = Life(begin, clock)
    async with TelegramServer() as telegram, _folder() as folder:
        people = {role: telegram.person(name, id=number) for role, name, number in _CAST}
        show = Show(tuple(Phone(person, role) for role, person in people.items()))
        async with _page(telegram, show, life, port) as address:
            told(address)
            settings = settings_apart(
                bot_token=telegram.token, bot_api_url=telegram.url, web_port=0, data_dir=folder,
                clock=begin.isoformat(),
            )  # fmt: skip
            await _prepare(settings, life, show)
            async with open_house(settings) as plain:
                house = replace(plain, clock=clock)
                life.move_in(house)
                company = await FindCompany(house.database)(None)
                make_app = await _the_bot()
                async with asyncio.TaskGroup() as group:
                    group.create_task(make_app(house).run())
                    for role in ("manager", "head"):
                        invite = await InvitePerson(house.database, clock)(company, people[role].name)
                        await people[role].starts(invite.code)
                    with suppress(TimeoutError):
                        for role in ("manager", "head"):
                            await people[role].waits_for(within=_WELCOMES_WITHIN_S)
                    show.open()
                    group.create_task(life.go_on())


async def _the_bot() -> "type[App]":
    """The bot and the chat's library take a second to load; the page is there before, and Ctrl-C is heard between."""
    for name in _LOADED:
        await asyncio.to_thread(import_module, name)
    from bot.app import App

    return App


def first_moment(now: datetime) -> datetime:
    """Ten to nine of today, or of the next working day."""
    day = now.astimezone(_ZONE).date()
    while not is_working(day):
        day += timedelta(days=1)
    return datetime.combine(day, _BEGINS, _ZONE)


class Life:
    """What happens in the department as its clock goes: the clock on the page, with all it brings to the bot."""

    zone = _ZONE

    def __init__(self, begin: datetime, clock: MovableClock) -> None:
        self.anchor: date = begin.date()
        self.ends_at = datetime.combine(self.anchor + timedelta(days=AHEAD_DAYS), time(), _ZONE)
        self._known = begin
        self._clock = clock
        self._turn = asyncio.Lock()
        self._department: Department | None = None
        self._house: House | None = None

    @property
    def speed(self) -> int:
        """How many times quicker than life the clock goes."""
        return self._clock.speed

    @property
    def is_busy(self) -> bool:
        """Whether files of a leap are being taken in; while the clock plays they come all the time."""
        return self._turn.locked() and not self._clock.speed

    def now(self) -> datetime:
        """The present moment of the business."""
        return self._clock.now()

    async def go_to(self, at: datetime) -> None:
        """Leap ahead, with everything that happens until then: it is known before the clock shows that time, so that
        nothing is said from half of it."""
        if not self.now() <= at <= self.ends_at:
            raise ValueError("the demo knows nothing of that time")
        await self._catch_up(at)
        self._clock.move_to(max(at, self.now()))

    def play(self, speed: int) -> None:
        """Go by itself; 0 stands still."""
        if speed:
            self._clock.play(speed)
        else:
            self._clock.pause()

    async def department(self) -> Department:
        """The department, lived through at the first need: that takes a second or two."""
        if self._department is None:
            self._department = await _unwaited(lambda: Department(self.anchor))
        return self._department

    def move_in(self, house: House) -> None:
        """From now on what happens is brought to this house."""
        self._house = house

    async def go_on(self) -> None:
        """Bring news while the clock goes by itself, and the last of them when it has stopped."""
        await self.department()
        while True:
            await asyncio.sleep(_LOOKS_EVERY_S)
            if self.now() >= self.ends_at:
                self._clock.pause()
            await self._catch_up()

    async def take(self, kind: str, content: bytes, at: datetime | None = None) -> None:
        """One file in, as of a moment, for the company as it is now: a file before may have changed its rules.

        The invented files are sound, so a refused row is a mistake of ours.
        """
        if self._house is None:
            raise RuntimeError("nobody lives here yet")
        keys, database = self._house.keys(), self._house.database
        clock = self._house.clock if at is None else FixedClock(at)
        company = await FindCompany(database)(None)
        takes = ImportFiles(database, clock, keys.encryption, keys.phone)
        report = await takes(company, f"{kind}.csv", content, Said(kind, MAPS.get(kind)))
        if report.refused:
            raise RuntimeError(f"{kind}: {report.refused[0]}")

    async def _catch_up(self, at: datetime | None = None) -> None:
        """Bring what has happened until a moment, by itself until now."""
        if (at or self.now()) <= self._known:
            return
        async with self._turn:
            until, department = at or self.now(), await self.department()
            for kind, content in (await _unwaited(lambda: department.files_since(self._known, until))).items():
                await self.take(kind, content, until)
            self._known = max(until, self._known)


async def _prepare(settings: Settings, life: Life, show: Show) -> None:
    """Ninety days of history in the data folder: as kept from an earlier start, or made now."""
    kept = Prepared.for_day(life.anchor)
    show.plan("kept", "bot")
    if not kept.copy_to(settings.data_dir):
        await _make(settings, life, show)
        kept.keep(settings.data_dir)
    show.begin("bot")


async def _make(settings: Settings, life: Life, show: Show) -> None:
    """Norms and hours come before calls and deals: what is told later has every past day counted once more."""
    show.plan("life", "company", ORDER[0], "words", *ORDER[1:], "bot")
    show.begin("life")
    department = await life.department()
    files = await _unwaited(lambda: department.files(life.now()))
    show.begin("company")
    await run_call(settings, COMPANY_CALL)
    async with open_house(settings) as house:
        life.move_in(house)
        for kind, content in files.items():
            show.begin(kind)
            await life.take(kind, content)
            if kind == ORDER[0]:
                show.begin("words")
                for words in department.setup():
                    await run_call(settings, words)


async def _unwaited(work: Callable[[], Result]) -> Result:
    """Work in plain Python that only computes, in a thread that nobody waits for when the demo ends meanwhile."""
    found: Future[Result] = Future()

    def do() -> None:
        with suppress(InvalidStateError):
            try:
                found.set_result(work())
            except Exception as trouble:  # noqa: BLE001  told where it is waited for
                found.set_exception(trouble)

    Thread(target=do, daemon=True).start()
    return await asyncio.wrap_future(found)


@asynccontextmanager
async def _page(telegram: TelegramServer, show: Show, life: Life, port: int) -> AsyncIterator[str]:
    async with AsyncExitStack() as stack:
        try:
            address = await stack.enter_async_context(opened(telegram, show, life, port))
        except OSError as trouble:
            raise Refused(
                "demo-port-taken", port=str(port), other=str(port + 1 if port < 65_535 else 8_080)
            ) from trouble
        yield address


@asynccontextmanager
async def _folder() -> AsyncIterator[Path]:
    """A data folder that is gone afterwards, with the log in it: the person's own is never touched."""
    folder = Path(mkdtemp(prefix="takt-demo-"))
    try:
        with (folder / "takt.log").open("w", encoding="utf-8") as log:
            set_up_logs("text", to=log)
            yield folder
    finally:
        for _ in range(_TIDIES_TIMES):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break
            # A connection that was being opened makes its file even now.
            await asyncio.sleep(_TIDIES_EVERY_S)
