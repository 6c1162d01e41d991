"""A walk through the bot by chance: people press, type, copy and forge, and what they are shown is looked at."""

import itertools
import random
import re
from collections import Counter, deque
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from handlers.buttons import REPORTS, unpack
from services.domain.question import Side
from services.errors import ServiceError
from services.usecases.change_person import ChangePerson
from services.usecases.let_person_leave import LetPersonLeave
from services.usecases.organising.details import Details
from tests.chat.eyes import Eyes
from tests.chat.forging import QUESTIONS, RUBBISH, mutated, question
from tests.chat.marked import DAWN, GHOST, HERE, LITTLE, NORTH, SOUTH, SUNSET, THERE
from tests.chat.typable import TYPED

COMMANDS = ("start", "help", "menu", "kpi", "today", "team", "funnel", "roi", "deals", "calls", "goals", "norms",
            "rules", "away", "people", "settings", "language", "my_data")  # fmt: skip
PERIODS = ("вчера", "прошлая неделя", "ноябрь 2026", "с 1 по 24 ноября", "2026-11", "week", "за 30 дней", "завтра",
           "31.02")  # fmt: skip
_PEOPLE = [name for name, _role, _team in (*HERE.values(), *THERE.values())] + [GHOST]
_TEAMS = {NORTH: HERE, LITTLE: HERE, SOUTH: HERE, SUNSET: THERE, DAWN: THERE}
NAMES = [name.lower() for name in (*_PEOPLE, *(one.split()[1] for one in _PEOPLE), *_TEAMS, "Никто неизвестный")]
"""Typed in small letters, so that an echo of what was typed is not taken for something shown."""

ANSWERS = ("5", "40", "2:00:00", "от 3 до 10", "научиться слушать", "с 1 по 5 декабря", "завтра", "25.11.2026",
           "самара", "новенький иван", "101", "сделано", "0", "-1", *NAMES[:6])  # fmt: skip
SENT = "Дата и время;Сотрудник;Направление;Длительность разговора;Номер клиента;Примечание\n"
BOOKED = "Имя;Роль;Команда\nновенький {n};менеджер;{team}\n"
_ASKING = {("goal-new",), ("goal-months",), ("goal-check",), ("goal-say",), ("away-kind",), ("set-zone",),
           ("norm-new", "a"), ("hire",), ("person", "e"), ("person", "d")}  # fmt: skip
"""Behind these buttons something is to be typed."""

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
_KEPT_OF_A_SHAPE = 4


def shape_of(press):
    """What a button does, whomever it is about: its place and the first mark among its values."""
    marks = [value for value in press.values if len(value) <= 3 and not value.isdecimal()]
    return press.place, *(press.values[:1] if press.place in REPORTS else marks[:1])


class Actor:
    """Somebody who walks: what stands before them, and what they have pressed."""

    def __init__(self, name, person):
        self.name, self.person = name, person
        self.buttons = {}
        self.newest = []
        self.asked = self.led = False

    def sees(self, message, data):
        """A button more that can be pressed."""
        press = unpack(data)
        if press is not None:
            self.buttons.setdefault(shape_of(press), deque(maxlen=_KEPT_OF_A_SHAPE)).append((message, data))
            self.newest.append((message, data))


@dataclass
class Trail:
    """What was done so far, in every town."""

    kinds: Counter = field(default_factory=Counter)
    commands: Counter = field(default_factory=Counter)
    places: Counter = field(default_factory=Counter)
    shapes: Counter = field(default_factory=Counter)
    shown: Counter = field(default_factory=Counter)
    """How many words of each kind stood before somebody who may read them."""


class Walk:
    """Steps by chance in one town, each looked at when it is over."""

    def __init__(self, town, markings, truth, telegram, handled, clock, log, seed, trail):
        self._town, self._markings, self._truth = town, markings, truth
        self._handled, self._clock = handled, clock
        self._eyes = Eyes(markings, truth, telegram, log, seed)
        self._luck, self.trail = random.Random(seed), trail
        self._actors = [Actor(name, person) for name, person in town.who.items()]
        self._by_chat = {actor.person.id: actor for actor in self._actors}
        self._group = telegram.group(f"Отдел {seed}", *(actor.person for actor in self._actors[:6]))
        self._same = None
        self._numbers = itertools.count(1)
        self._kinds = {
            self.commands_something: 20, self.presses_own: 34, self.asks: 8, self.copies: 9, self.forges: 10,
            self.types: 9, self.forwards: 2, self.sends_a_file: 2, self.speaks_in_a_group: 2, self.comes_by_invite: 1,
            self.life: 3,
        }  # fmt: skip

    async def goes(self, steps):
        """So many steps."""
        for _ in range(steps):
            await self._step()

    async def _step(self):
        stays = 0.9 if self._same and (self._same.asked or self._same.led) else 0.5
        actor = self._same if self._same and self._luck.random() < stays else self._someone()
        self._same = actor
        kind = self._kind(actor)
        self.trail.kinds[kind.__name__] += 1
        await self._done(actor, kind, quiet=kind in (self.life, self.speaks_in_a_group))

    async def _done(self, actor, kind, *, quiet=False):
        """Do something and look at what has come of it."""
        before = self._truth.sights(actor.person.id)
        press = await kind(actor)
        try:
            await self._handled.all()
        except TimeoutError as late:
            raise AssertionError(self._eyes.told("no end of it")) from late
        self._see(actor, self._eyes.look(actor.person.id, before, press, answered=not quiet))
        self.trail.shown.update(self._eyes.shown)
        self._eyes.shown.clear()

    def _see(self, actor, screens):
        """What has come stands before whoever is in that chat from now on."""
        actor.newest = [] if screens else actor.newest
        for message, buttons in screens:
            reader = self._by_chat.get(message.chat.id)
            for data in buttons if reader else ():
                reader.sees(message, data)

    def _someone(self):
        """Mostly somebody from whom something is kept back although they may see others."""
        return self._luck.choices(self._actors, [3 if actor.name in _BETWEEN else 1 for actor in self._actors])[0]

    def _kind(self, actor):
        """Whoever is asked something mostly answers, in words or by a button."""
        if (actor.asked or actor.led) and self._luck.random() < 0.85:
            return self.types if actor.asked else self.presses_own
        return self._luck.choices(list(self._kinds), list(self._kinds.values()))[0]

    # what people do

    async def commands_something(self, actor):
        """A command, often with a period or somebody's name."""
        command = self._rare(COMMANDS, self.trail.commands)
        name, period, rubbish = self._one(NAMES), self._one(PERIODS), self._one(TYPED)[:300]
        more = self._luck.choice(((), (period,), (name,), (name, period), (rubbish,)))
        self.trail.commands[command] += 1
        await self._says(actor, " ".join((f"/{command}", *more)))

    async def presses_own(self, actor):
        """A button that stands before the person, mostly on the newest screen."""
        near = {}
        for message, data in actor.newest:
            if not message.deleted:
                near.setdefault(shape_of(unpack(data)), []).append((message, data))
        pool = near if near and (actor.led or self._luck.random() < 0.55) else actor.buttons
        if not pool:
            return await self.commands_something(actor)
        message, data = self._rare_button(pool)
        return await self._presses(actor, data, message)

    async def copies(self, actor):
        """A button of somebody else's screen."""
        others = [other for other in self._actors if other is not actor and other.buttons]
        if not others:
            return await self.commands_something(actor)
        _, data = self._rare_button(self._luck.choice(others).buttons)
        return await self._presses(actor, data, self._own_message(actor))

    async def forges(self, actor):
        """What no screen has: another company, person, team or number in a button, or plain rubbish."""
        if self._luck.random() < 0.15:
            return await self._presses(actor, self._one(RUBBISH), self._own_message(actor))
        known = [data for other in self._actors for kept in other.buttons.values() for _, data in kept]
        press = unpack(self._luck.choice(known)) if known else None
        place = self._rare(sorted(self._handled.places()), self.trail.places)
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
        """Words that may be an answer."""
        text = self._luck.choice((self._one(ANSWERS), self._one(ANSWERS), self._one(ANSWERS), self._one(TYPED)))
        await self._says(actor, text)

    async def forwards(self, actor):
        """A message of somebody else."""
        other = self._luck.choice(self._actors)
        texts = [message.text for message in other.person.chat.received if message.text]
        muffled = re.sub(r"\d", "", texts[-1].lower())[:900] if texts else "привет"
        await actor.person.says(muffled or "?", forwarded_from=self._luck.choice((other.person, "Кто-то")))
        self._eyes.done.append(f"{actor.name} forwards {muffled[:60]!r}")

    async def sends_a_file(self, actor):
        """A small table or none; its first line carries the sender's own word."""
        number = next(self._numbers)
        word = f"Листок-{actor.person.id}-{number}"
        for sight in self._truth.sights(actor.person.id):
            self._markings.put(word, sight.company, "sent", sight.viewer)
        row = f"24.11.2026 09:00;{self._one(NAMES)};исходящий;{number};+7916{number:07};{word}\n"
        booked = BOOKED.format(n=number, team=self._one((NORTH, SOUTH, "новые")))
        texts = (SENT + row, booked, SENT + "вчера;" * 5)
        content = self._luck.choice((*(text.encode() for text in texts), b"\x89PNG not a table", b"PK\x03\x04"))
        self._eyes.done.append(f"{actor.name} sends {content[:30]!r}")
        if self._luck.random() < 0.2:
            await actor.person.sends_voice()
        else:
            await actor.person.sends_file(f"{word}.csv", content)

    async def speaks_in_a_group(self, actor):
        """A command or somebody's button where others read along."""
        note, chance = await self._group_note(actor), self._luck.random()
        if chance < 0.4:
            known = [data for kept in actor.buttons.values() for _, data in kept] or ["1menu.1"]
            return await self._presses(actor, self._luck.choice(known), note)
        text = f"/{self._one(COMMANDS)} {self._one(NAMES)}" if chance < 0.8 else self._one(ANSWERS)
        self._eyes.done.append(f"{actor.name} says in the group {text!r}")
        return await actor.person.says(text, self._group, reply_to=note) and None

    async def comes_by_invite(self, actor):
        """A link that somebody has made, opened by whoever has it."""
        code = self._eyes.invites.pop() if self._eyes.invites else "A" * 32
        await self._says(actor, f"/start {code}")

    async def life(self, _actor):
        """Behind the bot somebody is moved, appointed or gone; or a night goes by."""
        firm, cast = self._luck.choice(((self._town.ours, HERE), (self._town.theirs, THERE)))
        name = self._luck.choice(list(cast.values()))[0]
        team = self._one([path for path, of in _TEAMS.items() if of is cast])
        database, company = firm.database, firm.company
        chance = self._luck.random()
        self._eyes.done.append(f"life: {company.name}, {name}, {team}, {chance:.2f}")
        with suppress(ServiceError):
            if chance < 0.45:
                await ChangePerson(database, self._clock)(company, name, Details(team=team))
            elif chance < 0.75:
                role = self._one(("manager", "head", "admin"))
                await ChangePerson(database, self._clock)(company, name, Details((role,), team=team))
            elif chance < 0.9:
                self._clock.advance(timedelta(days=1))
            else:
                await LetPersonLeave(database, self._clock)(company, name)

    # how they do it

    async def _says(self, actor, text):
        actor.led, actor.asked = actor.asked and not text.startswith("/"), False
        self._eyes.done.append(f"{actor.name} says {text[:80]!r}")
        await actor.person.says(text)

    async def _presses(self, actor, data, message):
        press = unpack(data)
        self._eyes.done.append(f"{actor.name} presses {data!r}")
        if press is not None:
            self.trail.places[press.place] += 1
            self.trail.shapes[shape_of(press)] += 1
            actor.asked, actor.led = shape_of(press) in _ASKING, press.place in _LEADING
        return await actor.person.presses(on=message, data=data)

    def _own_message(self, actor):
        """A message under which a forged button can stand; now and then none at all."""
        near = [message for message in actor.person.chat.received[-3:] if not message.deleted]
        return self._luck.choice(near) if near and self._luck.random() < 0.7 else None

    async def _group_note(self, actor):
        said = [message for message in self._group.received if not message.deleted]
        if not said:
            await actor.person.says("/help", self._group)
            await self._handled.all()
            said = self._group.received
        return said[-1]

    def _one(self, things):
        return self._luck.choice(things)

    def _rare_button(self, pool):
        """What was seldom done, or a place that was seldom gone to and there what was seldom done."""
        if self._luck.random() < 0.5:
            return self._luck.choice(pool[self._rare(list(pool), self.trail.shapes)])
        place = self._rare(sorted({shape[0] for shape in pool}), self.trail.places)
        shape = self._rare([shape for shape in pool if shape[0] == place], self.trail.shapes)
        return self._luck.choice(pool[shape])

    def _rare(self, things, counted):
        """What was chosen seldom is chosen soon."""
        weights = [(5 if thing in REPORTS else 1) / (1 + counted[thing]) ** 1.5 for thing in things]
        return self._luck.choices(things, weights)[0]
