"""Two companies in which every row carries a word that tells at once whose it is."""

import random
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import SimpleNamespace

from services.domain.ids import digest_id
from services.domain.norms import Norm, Scope
from services.domain.people import Role
from services.store.day_notes import PLAN, REASON, TOMORROW, DayNotes
from services.store.goal_notes import GoalNote, GoalNotes, NoteKind
from services.store.pending import Kind, Mark, Pending
from services.store.people import People
from services.store.rules import Rules
from services.store.tables import calls, costs, deals, goals
from services.usecases.let_person_leave import LetPersonLeave
from services.usecases.settle import Settle
from tests.factories import MOSCOW, TUESDAY, a_call, a_deal

NORTH, LITTLE, SOUTH = "Полюс", "Полюс/Льдинка", "Пальма"
SUNSET, DAWN = "Закат", "Рассвет"

HERE = {
    "owner": ("Ольга Хозяева", Role.OWNER, None),
    "admin": ("Артур Устроев", Role.ADMIN, None),
    "chief": ("Эдуард Главарёв", Role.HEAD, None),
    "north": ("Николай Северов", Role.HEAD, NORTH),
    "little": ("Лариса Ледкова", Role.HEAD, LITTLE),
    "south": ("Юрий Пальмин", Role.HEAD, SOUTH),
    "anna": ("Анна Белова", Role.MANAGER, NORTH),
    "boris": ("Борис Тишин", Role.MANAGER, LITTLE),
    "vera": ("Вера Жаркова", Role.MANAGER, SOUTH),
    "gleb": ("Глеб Далев", Role.MANAGER, SOUTH),
    "inna": ("Инна Двойнова", Role.MANAGER, SOUTH),
    "lev": ("Лев Ушедшев", Role.MANAGER, NORTH),
}
THERE = {
    "their_owner": ("Олег Утёсов", Role.OWNER, None),
    "inna": ("Инна Двойнова", Role.HEAD, SUNSET),
    "their_anna": ("Анна Белова", Role.MANAGER, SUNSET),
    "pavel": ("Павел Чужов", Role.MANAGER, DAWN),
}
"""Anna has a namesake next door, Inna works in both houses, Lev has left the day before."""

GHOST = "Ванька Встанькин"
"""A name met in a file, which nobody has placed."""

_SILENT = ("boris", "pavel")
_GOAL_MONTHS = 3


@dataclass(frozen=True)
class Marking:
    """A word of a row: in which company, of what kind, whose, and from which days."""

    word: str
    company: int
    kind: str
    owner: int = 0
    days: tuple[date, ...] = ()


class Markings:
    """Every word that tells whose a row is, and where such words stand in a text."""

    def __init__(self):
        self._by_word = {}
        self._search = None

    def put(self, word, company, kind, owner=0, days=()):
        """A word more; the same word may be of several rows."""
        self._by_word.setdefault(word, []).append(Marking(word, company, kind, owner, tuple(days)))
        self._search = None
        return word

    def found_in(self, text):
        """For each word in the text all the rows that it may be of."""
        if self._search is None:
            self._search = re.compile("|".join(map(_pattern, sorted(self._by_word, key=len, reverse=True))))
        return [self._by_word[re.sub(r"[\s,]", "", word) if word[0].isdigit() else word]
                for word in set(self._search.findall(text))]  # fmt: skip


def _pattern(word):
    """An amount is found however its thousands are parted, and never inside a longer number."""
    if not word.isdigit():
        return re.escape(word)
    head, middle, tail = word[:-6], word[-6:-3], word[-3:]
    return rf"(?<![\d,.\u00a0\u202f]){head}[\s,]?{middle}[\s,]?{tail}(?![\s,]?\d{{3}}|\d)"


async def two_companies(database, firm_of, telegram, clock, markings, tag):
    """Build them; returns who is in the chat by name, with their companies."""
    luck = random.Random(tag)
    ours, theirs = await firm_of(f"Маяк{tag}", revenue="won"), await firm_of(f"Утёс{tag}", revenue="won")
    who = {}
    for firm, cast in ((ours, HERE), (theirs, THERE)):
        markings.put(firm.company.name, firm.company.id, "house")
        for key, (name, role, team) in cast.items():
            account = who.get(key)
            hired = await firm.hires(name, role=role, team=team, account=account)
            hired.person_of = {**getattr(hired, "person_of", {}), firm.company.id: hired.person}
            who[key] = hired
            markings.put(name.split()[1], firm.company.id, "name", hired.person)
            if role is Role.MANAGER:
                await _worked(firm, key, hired.person, markings, luck, f"{tag}{key[:2]}{firm.company.id % 97}")
        await _house_rules(firm, cast, markings, luck)
    who["stranger"] = telegram.person("Прохожий Мимо", language="ru", started=True)
    await LetPersonLeave(database, clock)(ours.company, HERE["lev"][0])
    clock.advance(timedelta(days=1))
    teams = [digest_id(firm.company.id, "team", path.casefold()) for firm, path in
             ((ours, NORTH), (ours, LITTLE), (ours, SOUTH), (theirs, SUNSET))]  # fmt: skip
    return SimpleNamespace(who=who, ours=ours, theirs=theirs, firms=(ours, theirs), teams=teams)


async def _worked(firm, key, person, markings, luck, code):
    """Deals, calls and a goal of one person, all of them with words of their own."""
    company, days = firm.company.id, (TUESDAY, TUESDAY.replace(day=9))
    rows = []
    for number, status in enumerate(("open", "won", "lost")):
        amount = luck.randrange(1_000_000, 9_000_000)
        told = {
            "client": markings.put(f"Клиент-{code}-{number}", company, "fact", person, days),
            "external_id": markings.put(f"Сделка-{code}-{number}", company, "fact", person, days),
            "product": markings.put(f"Товар-{code}", company, "fact", person, days) if not number else None,
            "lost_reason": markings.put(f"Причина-{code}", company, "fact", person, days) if number == 2 else None,
        }
        markings.put(str(amount), company, "fact", person, days)
        closed = None if status == "open" else "2026-11-24 09:00"
        rows.append(
            a_deal("2026-11-09 10:00", by=person, status=status, closed=closed, amount=amount,
                   source=f"Исток-{company % 997}", campaign=f"Поход-{company % 997}", **told)
        )  # fmt: skip
    rung = [a_call(f"09:{minute:02}", by=person, external_id=f"Звонок-{code}-{minute}") for minute in range(3)]
    for row in rung:
        markings.put(row["external_id"], company, "fact", person, [TUESDAY])
    goal = {"id": luck.getrandbits(60), "person_id": person, "months": _GOAL_MONTHS, "start_on": days[1],
            "due_on": date(2027, 2, 9), "start": None, "target": None, "now": None, "closed_on": None, "reached": None,
            "text": markings.put(f"Мечта-{code}", company, "own", person)}  # fmt: skip
    note = markings.put(f"Заметка-{code}", company, "own", person)
    async with firm.database.writing(company) as unit:
        for day, kind, word in _said(key, code):
            markings.put(word, company, "said", person)
            await DayNotes(unit).note(person, day, kind, word, datetime(2026, 11, 20, 12, tzinfo=MOSCOW))
        await unit.put(deals, rows)
        await unit.put(calls, rung)
        await unit.put(goals, [goal])
        moment = datetime(2026, 11, 20, 12, tzinfo=MOSCOW)
        await GoalNotes(unit).add(GoalNote(goal["id"], NoteKind.CHECK, person, moment, None, note))
        await Pending(unit).add([*(Mark(Kind.DEAL, str(row["id"])) for row in rows), Mark(Kind.CUT, "calls")])


def _said(key, code):
    """What one says about the days of the walk; some say nothing, and others nothing about why."""
    for ahead in range(7) if key not in _SILENT else ():
        day = TUESDAY + timedelta(days=ahead)
        yield day, PLAN, f"Затея-{code}-{ahead}"
        yield day, TOMORROW, f"Обещание-{code}-{ahead}"
        if ahead % 3:
            yield day, REASON, f"Отговорка-{code}-{ahead}"


async def _house_rules(firm, cast, markings, luck):
    """What belongs to a company or a team: ads, norms, team names, a name that nobody knows."""
    company, spent = firm.company.id, luck.randrange(100_000_000, 900_000_000)
    markings.put(str(spent // 100), company, "costs")
    for shared in ("Исток", "Поход"):
        markings.put(f"{shared}-{company % 997}", company, "company")
    channel = markings.put(f"Витрина-{company % 997}", company, "costs")
    bought = {"id": luck.getrandbits(60), "day": TUESDAY.replace(day=10), "channel": channel, "category": "ads",
              "amount": spent // 100 * 100, "net": spent // 100 * 100}  # fmt: skip
    async with firm.database.writing(company) as unit:
        await unit.put(costs, [bought])
        ghost = await People(unit).add(GHOST, listed=False)
        markings.put(GHOST.split()[1], company, "unplaced", ghost)
        norms = [Norm(Scope.COMPANY, 0, "calls_total", None, TUESDAY.replace(day=1), 40)]
        for path in sorted({team for _, _, team in cast.values() if team}):
            team = await People(unit).team(path)
            markings.put(path.rpartition("/")[2], company, "team", team)
            norms.append(Norm(Scope.TEAM, team, "talk_time", None, TUESDAY.replace(day=1), 3600))
        for norm in norms:
            await Rules(unit).set_norm(norm)
    await Settle(firm.database)(firm.company)
