"""What a CRM tells by itself: events posted as forms, late, doubled, lost or out of order when so ordered."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlencode, urlsplit

import aiohttp

from sandbox.crm.ledger import Ledger
from sandbox.crm.rows import Event

Form = list[tuple[str, str]]
Forms = Callable[[Event, frozenset[str]], list[Form]]
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(eq=False, slots=True)
class Hook:
    """An address, and what it wants to hear of."""

    id: int
    url: str
    wants: frozenset[str]


@dataclass(eq=False, slots=True)
class Delivery:
    """One form for one hook; a status of 0 is a connection that failed."""

    hook: Hook
    event: Event
    form: Form
    due: float = 0.0
    statuses: list[int] = field(default_factory=list)


class Hooks:
    """The hooks of one CRM. `gaps` are the seconds before each next try; none means that nothing is tried again."""

    def __init__(self, ledger: Ledger, forms: Forms) -> None:
        self.all: list[Hook] = []
        self.gaps: tuple[float, ...] = ()
        self.answer_within = 2.0
        self.late = 0.0
        """Seconds that every delivery waits."""
        self.doubles = 0.0
        """The share of events that come twice."""
        self.loses = 0.0
        """The share of events that never come."""
        self.shuffles = 0.0
        """Each delivery waits up to so many seconds more, so that order is lost."""
        self.chance = Random(7)
        self.sent: list[Delivery] = []
        self.lost: list[Event] = []
        self._forms = forms
        self._waiting: list[Delivery] = []
        self._under_way = 0
        self._stirred = asyncio.Event()
        ledger.watch(self.tell)

    def add(self, url: str, *wants: str) -> Hook:
        """Tell an address of this machine about some things; about everything where none is named."""
        if urlsplit(url).hostname not in _LOOPBACK:
            raise ValueError("the sandbox reaches this machine only")
        self.all.append(Hook(len(self.all) + 1, url, frozenset(wants)))
        return self.all[-1]

    def tell(self, event: Event) -> None:
        """Something has happened."""
        for hook in self.all:
            for form in self._forms(event, hook.wants):
                if self.chance.random() < self.loses:
                    self.lost.append(event)
                    continue
                for _ in range(2 if self.chance.random() < self.doubles else 1):
                    self.post(Delivery(hook, event, form))

    def post(self, delivery: Delivery) -> None:
        """Send a form, or one that was sent before, again."""
        self._waiting.append(delivery)
        self._stirred.set()

    async def run(self) -> None:
        """Send what waits, for ever."""
        loop = asyncio.get_running_loop()
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self.answer_within)) as session:
            while True:
                for delivery in self._waiting:
                    wait = self.late + self.chance.random() * self.shuffles
                    delivery.due = delivery.due or loop.time() + wait
                due = min(self._waiting, key=lambda one: one.due, default=None)
                if due is None or due.due > loop.time():
                    await self._nap(None if due is None else due.due - loop.time())
                    continue
                self._waiting.remove(due)
                await self._send(session, due)

    async def _nap(self, seconds: float | None) -> None:
        self._stirred.clear()
        try:
            await asyncio.wait_for(self._stirred.wait(), seconds)
        except TimeoutError:
            return

    async def _send(self, session: aiohttp.ClientSession, delivery: Delivery) -> None:
        self._under_way += 1
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        try:
            async with session.post(delivery.hook.url, data=urlencode(delivery.form), headers=headers,
                                    allow_redirects=False) as response:  # fmt: skip
                status = response.status
        except (aiohttp.ClientError, TimeoutError):
            status = 0
        finally:
            self._under_way -= 1
        if not delivery.statuses:
            self.sent.append(delivery)
        delivery.statuses.append(status)
        if not 100 <= status < 300 and len(delivery.statuses) <= len(self.gaps):
            delivery.due = asyncio.get_running_loop().time() + self.gaps[len(delivery.statuses) - 1]
            self.post(delivery)

    async def settled(self, within: float = 5.0) -> None:
        """Wait until everything that is due has been sent."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while self._waiting or self._under_way:
            if loop.time() > deadline:
                raise TimeoutError(f"{len(self._waiting)} deliveries still wait after {within} s")
            await asyncio.sleep(0.01)
