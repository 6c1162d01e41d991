"""Everything about one server but its wires: the bot, its people, what was asked, what goes wrong on order."""

import asyncio
from itertools import count

from sandbox.telegram.accounts import Account, Standing
from sandbox.telegram.chats import Chat
from sandbox.telegram.faults import Faults
from sandbox.telegram.gate import Gate
from sandbox.telegram.ledger import Ledger
from sandbox.telegram.people import Person
from sandbox.telegram.rates import Rates
from sandbox.telegram.reception import Reception
from sandbox.telegram.watch import Watch
from sandbox.telegram.world import World

TOKEN = "7000000001:AAsandbox-sandbox-sandbox-sandbox-00"


class Stage:
    """Where a bot and people meet."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        name: str = "Такт",
        username: str = "takt_bot",
        privacy: bool = True,
        watch: Watch | None = None,
    ) -> None:
        self.token = token
        self.url = ""
        self.is_stopping = False
        self.bot = Account(int(token.split(":")[0]), name, username=username, is_bot=True)
        self.world = World(self.bot, watch or Watch(), privacy=privacy)
        self.ledger = Ledger()
        self.faults = Faults()
        self.rates = Rates(self.world.watch)
        self.updates = self.world.updates
        self.profile = self.world.profile
        self.reception = Reception(self.world.pulse.beat)
        self.gate = Gate(self.world, self.reception, self.ledger, self.faults, self.rates)
        self._people_ids, self._group_ids = count(5_000_000_001), count(4_000_000_001)

    def person(
        self,
        name: str,
        *,
        id: int | None = None,
        username: str | None = None,
        language: str | None = "ru",
        started: bool = False,
        is_bot: bool = False,
    ) -> Person:
        """Somebody new; `started` means that they have written to the bot before."""
        first, _, last = name.partition(" ")
        number = next(self._people_ids) if id is None else id
        person = Person(self.world, Account(number, first, last or None, username, language, is_bot))
        person.chat.started = started
        self.world.people[number] = person
        return person

    def group(self, title: str, *members: Person, kind: str = "group", with_bot: bool = True) -> Chat:
        """A group (or a `supergroup`, a `channel`); the first of the members owns it."""
        number = next(self._group_ids)
        chat = self.world.open_chat(-number if kind == "group" else -1_000_000_000_000 - number, kind, title)
        for place, person in enumerate(members):
            chat.members[person.id] = Standing(person.account, "member" if place else "creator")
        if with_bot:
            chat.members[self.bot.id] = Standing(self.bot, "administrator" if kind == "channel" else "member")
        return chat

    async def settled(self, quiet: float = 0.05, within: float = 5.0) -> None:
        """Wait until the bot has taken every update, asks nothing and nothing changes for a moment."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while loop.time() < deadline:
            before = self.world.pulse.count
            await asyncio.sleep(quiet)
            still = self.world.pulse.count == before
            if still and not self.updates.waiting and not self.ledger.under_way:
                return
        waiting = [update.kind for update in self.updates.waiting]
        raise TimeoutError(f"the bot is still busy after {within} s; updates not taken: {waiting}")
