"""A walk through the bot by chance: people press, type, copy and forge, and what they are shown is looked at."""

import itertools
import random
import re
from dataclasses import dataclass
from typing import Any

from handlers.buttons import unpack
from handlers.states import STEPS
from services.domain.question import Side
from tests.chat.actors import Actor, Luck
from tests.chat.eyes import Eyes
from tests.chat.forging import QUESTIONS, RUBBISH, mutated, question
from tests.chat.grouped import Group
from tests.chat.life import Life
from tests.chat.marked import HERE, THERE
from tests.chat.typable import ANSWERS, COMMANDS, FITTING, NAMES, NOTE, PERIODS, TYPED

SENT = "Дата и время;Сотрудник;Направление;Длительность разговора;Номер клиента;Примечание\n"
BOOKED = "Имя;Роль;Команда\nновенький {n};менеджер;{team}\n"
_LEADING = {
    "person",
    "yes",
    "name",
    "norm-new",
    "norm",
    "goal",
    "goal-no-aim",
    "goal-close",
    "file",
    "away",
    "away-people",
}
"""Behind these one goes on step by step."""

_BETWEEN = ("north", "little", "south", "inna")
_SELDOM = 5
"""A question that was answered in words less often than this is mostly answered so."""


@dataclass(frozen=True)
class Ground:
    """What walks are made over: the bot at work, who watches it, and the rows."""

    telegram: Any
    truth: Any
    handled: Any
    clock: Any
    hours: Any
    takes: Any
    log: Any


class Walk:
    """Steps by chance in one town, each looked at when it is over."""

    def __init__(self, town, markings, ground, seed, trail):
        self._town, self._markings = town, markings
        self._truth, self._handled = ground.truth, ground.handled
        self._eyes = Eyes(markings, ground.truth, ground.telegram, ground.log, seed)
        self._luck, self.trail = random.Random(seed), trail
        self._rare = Luck(self._luck, trail)
        self._actors = [Actor(name, person) for name, person in town.who.items()]
        done = self._eyes.done
        self._group = Group(ground.telegram, seed, self._actors, self._luck, self._rare, ground.handled, done)
        self._life = Life(town, markings, ground.clock, ground.hours, ground.takes, self._luck, done)
        self._same = None
        self._numbers = itertools.count(1)
        self._kinds = {
            self.commands_something: 20, self.presses_own: 34, self.asks: 8, self.copies: 13, self.forges: 14,
            self.types: 9, self.forwards: 2, self.sends_a_file: 2, self.speaks_in_a_group: 4, self.comes_by_invite: 1,
            self.life: 3, self.hours: 4, self.shuts_the_door: 1, self.lets_the_group_go: 1,
        }  # fmt: skip
        self._unasked = {
            self.speaks_in_a_group, self.life, self.hours, self.shuts_the_door, self.lets_the_group_go,
        }  # fmt: skip

    async def goes(self, steps):
        """So many steps."""
        for _ in range(steps):
            await self._step()

    async def _step(self):
        first = self._rare.unpressed(self._actors) if self._luck.random() < 0.1 else None
        if first is not None:
            self._same, message, data = first
            self.trail.kinds["presses_first"] += 1
            await self._done(self._same, lambda actor: self._presses(actor, data, message, own=True))
            return
        stays = 0.9 if self._same and (self._asked(self._same) or self._same.led) else 0.5
        actor = self._same if self._same and self._luck.random() < stays else self._someone()
        self._same = actor
        kind = self._kind(actor)
        self.trail.kinds[kind.__name__] += 1
        await self._done(actor, kind)

    async def _done(self, actor, kind):
        """Do something and look at what has come of it."""
        before = self._truth.sights(actor.person.id)
        press = await kind(actor)
        try:
            await self._handled.all()
        except TimeoutError as late:
            raise AssertionError(self._eyes.told("no end of it")) from late
        if kind in self._unasked:
            doer = self._group.doer if kind in (self.speaks_in_a_group, self.lets_the_group_go) else None
            found = self._eyes.look(doer and doer.person.id, [], press, answered=False)
        else:
            found = self._eyes.look(actor.person.id, before, press)
        self._see(actor, found)
        self._eyes.shut.clear()
        self.trail.shown.update(self._eyes.shown)
        self._eyes.shown.clear()

    def _see(self, actor, screens):
        """What has come stands before whoever is in that chat from now on."""
        readers = {actor.person.id: actor for actor in self._actors} | {self._group.id: self._group}
        found = [(readers[message.chat.id], message, data) for message, data in screens if message.chat.id in readers]
        if any(reader is actor for reader, _, _ in found):
            actor.newest = []
        for reader, message, buttons in found:
            for data in buttons:
                reader.sees(message, data)

    def _asked(self, actor):
        """What the chat waits for from somebody."""
        actor.step = self._truth.step(actor.person.id)
        return actor.step

    def _someone(self):
        """Mostly somebody from whom something is kept back although they may see others."""
        return self._luck.choices(self._actors, [3 if actor.name in _BETWEEN else 1 for actor in self._actors])[0]

    def _kind(self, actor):
        """Whoever is asked something mostly answers, in words or by a button, and both ways by and by."""
        if self._asked(actor) and self._luck.random() < 0.85:
            in_words = 0.85 if actor.asked else 0.6 if self.trail.steps[actor.step] < _SELDOM else 0.35
            return self.types if self._luck.random() < in_words else self.presses_own
        if actor.led and self._luck.random() < 0.85:
            return self.presses_own
        return self._luck.choices(list(self._kinds), list(self._kinds.values()))[0]

    # what people do

    async def commands_something(self, actor):
        """A command, often with a period or somebody's name."""
        command = self._rare.rare(COMMANDS, self.trail.commands)
        name, period, rubbish = self._one(NAMES), self._one(PERIODS), self._one(TYPED)[:300]
        more = self._luck.choice(((), (period,), (name,), (name, period), (rubbish,)))
        self.trail.commands[command] += 1
        await self._says(actor, " ".join((f"/{command}", *more)))

    async def presses_own(self, actor):
        """A button that stands before the person, mostly on the newest screen."""
        near = actor.near()
        pool = near if near and (actor.led or actor.step or self._luck.random() < 0.55) else actor.buttons
        if not pool:
            return await self.commands_something(actor)
        message, data = self._rare.button(pool)
        return await self._presses(actor, data, message, own=True)

    async def copies(self, actor):
        """A button of somebody else's screen."""
        others = [other for other in self._actors if other is not actor and other.buttons]
        if not others:
            return await self.commands_something(actor)
        _, data = self._rare.button(self._luck.choice(others).buttons)
        return await self._presses(actor, data, self._own_message(actor))

    async def forges(self, actor):
        """What no screen has: another company, person, team or number in a button, or plain rubbish."""
        if self._luck.random() < 0.15:
            return await self._presses(actor, self._one(RUBBISH), self._own_message(actor))
        known = [data for other in self._actors for kept in other.buttons.values() for _, data in kept]
        press = unpack(self._luck.choice(known)) if known else None
        place = self._rare.rare(sorted(self._handled.places()), self.trail.places)
        houses = [firm.company.id for firm in self._town.firms]
        data = mutated(press, self._luck, houses, self._truth.numbers(), place) if press else self._one(RUBBISH)
        return await self._presses(actor, data, self._own_message(actor))

    async def asks(self, actor):
        """A report that a button can hold, about oneself, somebody or some team, near or far."""
        company = self._luck.choice([sight.company for sight in self._truth.sights(actor.person.id)] or [1])
        whom = {self._luck.choice(("person", "team")): self._one(self._truth.numbers())}
        side = self._luck.choice((Side.MAIN, Side.MAIN, Side.FILE, Side.PICTURE, Side.WHOM))
        data = question(company, self._one(QUESTIONS), side, **self._luck.choice(({}, whom)))
        return await self._presses(actor, data, self._own_message(actor))

    async def asks_everything(self, name):
        """Every report in every cut about everybody, one after the other."""
        actor = next(actor for actor in self._actors if actor.name == name)
        company = self._town.theirs.company.id if name in THERE and name not in HERE else self._town.ours.company.id
        who, numbers = self._town.who, self._town.teams
        near = [{}, *({"person": who[one].person} for one in ("anna", "boris", "vera", "their_anna"))]
        for cut, whom in itertools.product(QUESTIONS, [*near, *({"team": team} for team in numbers)]):
            for side in (Side.MAIN, Side.FILE) if not whom else (Side.MAIN,):
                await self._done(actor, lambda actor, asked=(cut, side, whom): self._asks(actor, company, *asked))

    async def _asks(self, actor, company, cut, side, whom):
        return await self._presses(actor, question(company, cut, side, **whom), None)

    async def types(self, actor):
        """Words that may be an answer; what one says about the day is one's own word."""
        text = self._luck.choice((self._one(ANSWERS), self._one(ANSWERS), self._one(ANSWERS), self._one(TYPED)))
        if actor.step == NOTE and self._luck.random() < 0.8:
            text = self._own_word(actor, "Молвлено", "said")
        elif actor.step in FITTING and self._luck.random() < 0.6:
            text = self._one(FITTING[actor.step])
        self.trail.steps[actor.step] += 1
        await self._says(actor, text)

    def _own_word(self, actor, name, kind):
        """A word that is of this person in whatever company they speak."""
        word = f"{name}-{actor.person.id}-{next(self._numbers)}"
        for sight in self._truth.sights(actor.person.id):
            self._markings.put(word, sight.company, kind, sight.viewer)
        return word

    async def forwards(self, actor):
        """A message of somebody else."""
        other = self._luck.choice(self._actors)
        texts = [message.text for message in other.person.chat.received if message.text]
        muffled = re.sub(r"\d", "", texts[-1].lower())[:900] if texts else "привет"
        await actor.person.says(muffled or "?", forwarded_from=self._luck.choice((other.person, "Кто-то")))
        self._eyes.done.append(f"{actor.name} forwards {muffled[:60]!r}")

    async def sends_a_file(self, actor):
        """A small table or none; its first line carries the sender's own word."""
        number, word = next(self._numbers), self._own_word(actor, "Листок", "sent")
        row = f"24.11.2026 09:00;{self._one(NAMES)};исходящий;{number};+7916{number:07};{word}\n"
        booked = BOOKED.format(n=number, team=self._one((*self._truth.teams(actor.person.id), "новые")))
        texts = (SENT + row, booked, SENT + "вчера;" * 5)
        content = self._luck.choice((*(text.encode() for text in texts), b"\x89PNG not a table", b"PK\x03\x04"))
        self._eyes.done.append(f"{actor.name} sends {content[:30]!r}")
        if self._luck.random() < 0.2:
            await actor.person.sends_voice()
        else:
            await actor.person.sends_file(f"{word}.csv", content)

    async def speaks_in_a_group(self, actor):
        """Something said or pressed where others read along."""
        return await self._group.speaks(actor, self.trail)

    async def comes_by_invite(self, actor):
        """A link that somebody has made, opened by whoever has it."""
        code = self._eyes.invites.pop() if self._eyes.invites else "A" * 32
        await self._says(actor, f"/start {code}")

    async def life(self, _actor):
        """Behind the bot somebody is moved, appointed or gone; or a night goes by."""
        await self._life.turns()

    async def hours(self, _actor):
        """Hours go by, and the bot says by itself what is due."""
        await self._life.goes_by()

    async def shuts_the_door(self, actor):
        """Somebody blocks the bot for some hours."""
        self._eyes.done.append(f"{actor.name} blocks the bot for a while")
        self._eyes.shut.add(actor.person.id)
        await actor.person.blocks()
        await self._handled.all()
        await self._life.goes_by()
        await actor.person.unblocks()

    async def lets_the_group_go(self, _actor):
        """The bot is put out of the group and let in again."""
        await self._group.lets_go(self._life)

    # how they do it

    async def _says(self, actor, text):
        actor.led, actor.asked = bool(actor.step) and not text.startswith("/"), False
        self._eyes.done.append(f"{actor.name} says {text[:80]!r}")
        await actor.person.says(text)

    async def _presses(self, actor, data, message, *, own=False):
        press = unpack(data)
        self._eyes.done.append(f"{actor.name} presses {data!r}")
        if press is not None:
            self.trail.pressed(press, own=own)
            actor.asked, actor.led = press.place not in STEPS, press.place in _LEADING
        return await actor.person.presses(on=message, data=data)

    def _own_message(self, actor):
        """A message under which a forged button can stand; now and then none at all."""
        near = [message for message in actor.person.chat.received[-3:] if not message.deleted]
        return self._luck.choice(near) if near and self._luck.random() < 0.7 else None

    def _one(self, things):
        return self._luck.choice(things)
