"""A group in which people of two houses read along, and what they do there."""

from handlers.buttons import unpack
from tests.chat.actors import Screens
from tests.chat.typable import ANSWERS, COMMANDS, NAMES

_MEMBERS = ("owner", "chief", "north", "little", "south", "anna", "inna", "their_owner")


class Group(Screens):
    """The group of one town."""

    def __init__(self, telegram, seed, actors, luck, rare, handled, done):
        super().__init__()
        self.doer = None
        """Who did something there last."""
        self.members = [actor for actor in actors if actor.name in _MEMBERS]
        self._luck, self._rare, self._handled, self._done = luck, rare, handled, done
        self._chat = telegram.group(f"Отдел {seed}", *(actor.person for actor in self.members))

    @property
    def id(self):
        """Its number, which changes once in its life."""
        return self._chat.id

    async def speaks(self, actor, trail):
        """A command, some words, or a button: one that stands there, or one of one's own."""
        self.doer = actor = actor if actor in self.members else self._luck.choice(self.members)
        note, chance = await self._note(actor), self._luck.random()
        if chance < 0.55:
            return await self._presses(actor, note, trail)
        command = self._luck.choice(("digest", self._luck.choice(COMMANDS)))
        text = f"/{command} {self._luck.choice(NAMES)}" if chance < 0.85 else self._luck.choice(ANSWERS)
        self._done.append(f"{actor.name} says in the group {text!r}")
        await actor.person.says(text, self._chat, reply_to=note)
        return None

    async def _presses(self, actor, note, trail):
        here = {shape: kept for shape, kept in self.buttons.items() if not kept[-1][0].deleted}
        own = bool(here) and self._luck.random() < 0.7
        pool = here if own else actor.buttons
        message, data = self._rare.button(pool) if pool else (note, "1menu.1")
        self._done.append(f"{actor.name} presses in the group {data!r}")
        trail.pressed(unpack(data), own=own)
        return await actor.person.presses(on=message if own else note, data=data)

    async def lets_go(self, life):
        """The bot is put out or silenced, sometimes for hours, and let in again; or the group gets another number."""
        self.doer = actor = self._luck.choice(self.members)
        chance = self._luck.random()
        self._done.append(f"{actor.name} changes the bot's standing in the group, {chance:.2f}")
        if chance < 0.2 and self._chat.kind != "supergroup":
            self._chat = await actor.person.migrates(self._chat)
            self.buttons, self.newest = {}, []
            return
        await (actor.person.kicks_bot_from if chance < 0.7 else actor.person.mutes_bot_in)(self._chat)
        await self._handled.all()
        await (life.goes_by if self._luck.random() < 0.3 else life.is_told)()
        self.doer = self._luck.choice(self.members)
        await self.doer.person.adds_bot_to(self._chat)

    async def _note(self, actor):
        """Something that the bot has said there."""
        said = [message for message in self._chat.received if not message.deleted]
        if not said:
            await actor.person.says("/help", self._chat)
            await self._handled.all()
            said = self._chat.received
        return said[-1]
