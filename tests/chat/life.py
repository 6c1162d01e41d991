"""What happens around the bot: people are moved, appointed and gone, work is done, hours go by."""

import itertools
from contextlib import suppress
from datetime import datetime, time, timedelta

from bot.clock import machine_now
from services.domain.people import Role
from services.errors import ServiceError
from services.store.importing import Imports
from services.store.pending import Kind, Mark, Pending
from services.store.tables import calls, deals
from services.usecases.change_person import ChangePerson
from services.usecases.import_file import FileToImport
from services.usecases.let_person_leave import LetPersonLeave
from services.usecases.organising.details import Details
from services.usecases.settle import Settle
from tests.chat.marked import HERE, THERE
from tests.chat.typable import TEAMS
from tests.factories import MOSCOW, a_call, a_deal

_MOMENTS = ("08:51", "09:11", "11:01", "11:31", "13:31", "15:01", "16:31", "18:01", "18:31", "20:31")
"""A little after something is due: the card, the start, looks at the pace, the report, the digest, the quiet hours."""

_MONDAY, _BEGINS = 7, time(9, 1)
_STRANGE = (
    "Дата и время;Сотрудник;Направление;Длительность разговора\nникогда;{who};исходящий;60\n{at};{who};исходящий;60\n"
)
_numbers = itertools.count(1)


class Life:
    """The life of one town."""

    def __init__(self, town, markings, clock, hours, takes, luck, done):
        self._town, self._markings, self._clock, self._hours = town, markings, clock, hours
        self._takes, self._luck, self._done = takes, luck, done
        hours.companies = [firm.company.id for firm in town.firms]

    async def turns(self):
        """Behind the bot somebody is moved, appointed or gone; or a night goes by."""
        firm, cast = self._house()
        name = self._luck.choice(list(cast.values()))[0]
        team = self._luck.choice([path for path, of in TEAMS.items() if of is cast])
        database, company = firm.database, firm.company
        chance = self._luck.random()
        self._done.append(f"life: {company.name}, {name}, {team}, {chance:.2f}")
        with suppress(ServiceError):
            if chance < 0.45:
                await ChangePerson(database, self._clock)(company, name, Details(team=team))
            elif chance < 0.75:
                role = self._luck.choice(("manager", "head", "admin"))
                await ChangePerson(database, self._clock)(company, name, Details((role,), team=team))
            elif chance < 0.9:
                self._clock.advance(timedelta(days=1))
            else:
                await LetPersonLeave(database, self._clock)(company, name)

    async def goes_by(self):
        """Some hours, mostly with work done in them; then the bot does and says what is due."""
        for _ in range(self._luck.choice((0, 1, 1, 2))):
            await self._works()
        self._clock.move_to(self._next())
        self._done.append(f"it is {self._now():%a %d.%m %H:%M}")
        await self.is_told()

    async def is_told(self):
        """The bot does and says what is due."""
        await self._hours.look()

    async def _works(self):
        """Somebody rings, now and then sells; or a file with names that nobody knows comes by itself."""
        firm, cast = self._house()
        if self._luck.random() < 0.1:
            await self._comes_by_itself(firm)
            return
        sellers = [key for key, (_, role, _) in cast.items() if role is Role.MANAGER]
        now, company = self._now(), firm.company.id
        rung, sold = [], []
        for key in self._luck.sample(sellers, 2):
            person = self._town.who[key].person_of[company]
            rung += [self._call(person, company, now) for _ in range(self._luck.choice((1, 3, 8, 45)))]
            sold += [self._deal(person, company, now)] if self._luck.random() < 0.3 else []
        async with firm.database.writing(company) as unit:
            await unit.put(calls, rung)
            await unit.put(deals, sold)
            await Imports(unit).begin(next(_numbers), "calls", "звонки", "", self._clock.now())
            await Imports(unit).end(next(_numbers) - 1, self._clock.now(), len(rung), 0)
            await Pending(unit).add([*(Mark(Kind.DEAL, str(row["id"])) for row in sold), Mark(Kind.CUT, "calls")])
        await Settle(firm.database)(firm.company)
        self._done.append(f"work: {len(rung)} calls and {len(sold)} deals at {firm.company.name}")

    async def _comes_by_itself(self, firm):
        word = f"Пришлый-{next(_numbers)}"
        self._markings.put(word, firm.company.id, "unplaced")
        text = _STRANGE.format(who=word, at=f"{self._now():%d.%m.%Y %H:%M}")
        await self._takes(firm.company, FileToImport("calls", "сами.csv", text.encode()), unattended=machine_now())
        self._done.append(f"a file with {word} comes to {firm.company.name}")

    def _call(self, person, company, now):
        word = self._markings.put(f"Звонок-{next(_numbers)}й", company, "fact", person, [now.date()])
        return a_call(f"{now:%Y-%m-%d %H:%M}", by=person, external_id=word, talk=self._luck.choice(("2m", "9m", "0s")))

    def _deal(self, person, company, now):
        amount = self._luck.randrange(1_000_000, 9_000_000)
        for word in (str(amount), named := f"Сделка-{next(_numbers)}я"):
            self._markings.put(word, company, "fact", person, [now.date()])
        at = f"{now:%Y-%m-%d %H:%M}"
        return a_deal(at, by=person, status="won", closed=at, amount=amount, external_id=named)

    def _house(self):
        return self._luck.choice(((self._town.ours, HERE), (self._town.theirs, THERE)))

    def _now(self):
        return self._clock.now().astimezone(MOSCOW)

    def _next(self):
        """One of the next moments; now and then the morning of Monday."""
        now = self._now()
        if self._luck.random() < 0.08:
            monday = now.date() + timedelta(days=_MONDAY - now.weekday())
            return datetime.combine(monday, _BEGINS, MOSCOW)
        days = (now.date(), now.date() + timedelta(days=1))
        ahead = [datetime.combine(day, time.fromisoformat(clock), MOSCOW) for day in days for clock in _MOMENTS]
        return [moment for moment in ahead if moment > now][self._luck.choice((0, 0, 1, 2))]
