"""Who may see and do what: every command by every role, and every button forged."""

import itertools
from datetime import timedelta
from types import SimpleNamespace

import pytest
from aiogram.types import Update

from bot.artist import Artist
from bot.chat import make_dispatcher
from bot.telegram.menus import COMMANDS
from bot.telegram.speaker import make_bot
from handlers.buttons import number36
from handlers.views import names, norms, people, sent_files
from handlers.views.people import CONFIRM
from services.domain.ids import digest_id
from services.domain.norms import Norm, Scope
from services.domain.people import Role
from services.store.people import People
from services.store.rules import Rules
from services.store.tables import identities, invites, logins, memberships, persons
from services.store.tables import norms as norms_table
from services.usecases.let_person_leave import LetPersonLeave
from tests.factories import TUESDAY, a_person
from tests.marks import on_sqlite, some_now

pytestmark = on_sqlite

ALL = {"Анна", "Борис", "Пётр", "Семён", "Ольга", "Артур", "Лев", "Ванька", "Чужов"}
"""Names that tell at once of whom a screen speaks."""

SEES = {
    "stranger": set(),
    "leaver": set(),
    "manager": {"Борис"},
    "other_head": {"Семён", "Борис"},
    "head": {"Пётр", "Анна"},
    "owner": ALL - {"Чужов"},
    "admin": ALL - {"Чужов"},
    "foreigner": {"Чужов"},
}
ROLES = tuple(SEES)


@pytest.fixture
async def town(firm, firm_of, telegram, clock):
    """A company with two teams, whoever left it, its neighbour, and a stranger."""
    database, company = firm.database, firm.company
    hires = {
        "manager": ("Борис Котов", Role.MANAGER, "Юг"),
        "other_head": ("Семён Седов", Role.HEAD, "Юг"),
        "head": ("Пётр Великий", Role.HEAD, "Север"),
        "owner": ("Ольга Орлова", Role.OWNER, None),
        "admin": ("Артур Админ", Role.ADMIN, None),
        "leaver": ("Лев Ушедший", Role.MANAGER, "Север"),
    }
    who = {name: await firm.hires(person, role=role, team=team) for name, (person, role, team) in hires.items()}
    anna = await a_person(database, company, "Анна Белова", team="Север")
    other = await firm_of("Соседи")
    who["foreigner"] = await other.hires("Чужов Иван", role=Role.OWNER)
    who["stranger"] = telegram.person("Прохожий", language="ru", started=True)
    await LetPersonLeave(database, clock)(company, "Лев Ушедший")
    clock.advance(timedelta(days=1))
    async with database.writing(company.id) as unit:
        ghost = await People(unit).add("Ванька", listed=False)
        since = TUESDAY.replace(day=1)
        for scope, number in ((Scope.PERSON, anna), (Scope.TEAM, await People(unit).team("Север"))):
            await Rules(unit).set_norm(Norm(scope, number, "calls_total", None, since, 40))
    return SimpleNamespace(firm=firm, other=other, who=who, anna=anna, ghost=ghost)


def told(text):
    return {name for name in ALL if name in text}


@pytest.mark.parametrize("role", some_now(ROLES, 2))
async def test_every_command_shows_what_the_role_may_see_and_nothing_else(town, bot, role):
    person = town.who[role]
    for command in COMMANDS:
        await person.says(f"/{command}")
        said = await person.waits_for(lambda message: True)

        assert told(said.text) <= SEES[role], f"{role} /{command}: {said.text}"
        assert "наша ошибка" not in said.text and not said.text.startswith("["), f"{role} /{command}: {said.text}"
        if role in ("stranger", "leaver"):
            assert "приглашение" in said.text and "Ромашка" not in said.text
        if role == "foreigner":
            assert "Ромашка" not in said.text


@pytest.mark.parametrize(
    ("command", "role", "refused"),
    [
        ("team", "manager", "для руководителей"),
        ("roi", "manager", "для руководителей"),
        ("people", "manager", "для руководителей и администраторов"),
        ("team", "admin", "для руководителей"),
        ("kpi", "admin", "Своих показателей у вас нет"),
        ("kpi Анна Белова", "manager", "Никого не нашли"),
        ("kpi Анна Белова", "other_head", "Никого не нашли"),
        ("kpi Анна Белова", "foreigner", "Никого не нашли"),
        ("kpi Никто Неизвестный", "manager", "Никого не нашли"),
    ],
)
async def test_whoever_may_not_hears_the_same_refusal(town, bot, command, role, refused):
    await town.who[role].says(f"/{command}")

    assert refused in (await town.who[role].waits_for(lambda message: True)).text


@pytest.fixture
async def hand(house, telegram):
    """Feeds updates to the commands of the bot, and collects what they answer."""
    artist = Artist()
    dispatcher, bot = make_dispatcher(house, artist), make_bot(telegram.token, telegram.url, "")
    numbers = itertools.count(1)

    async def press(person, data):
        callback = {"id": str(next(numbers)), "from": {"id": person.id, "is_bot": False, "first_name": "x",
                    "language_code": "ru"}, "chat_instance": "1", "data": data}  # fmt: skip
        update = Update.model_validate({"update_id": next(numbers), "callback_query": callback}, context={"bot": bot})
        before = len(person.chat.texts)
        await dispatcher.feed_update(bot, update)
        return person.chat.texts[before:]

    yield press
    await bot.session.close()
    artist.close()


def forgeries(town, company, *more):
    """Buttons of every place of ours about people, teams and norms of others, and about nothing at all."""
    other_person, ghost = town.who["foreigner"].person, town.ghost
    north, south = (digest_id(town.firm.company.id, "team", name) for name in ("север", "юг"))
    day = number36(TUESDAY.toordinal())
    ids = [*(number36(number) for number in (town.anna, other_person, ghost, town.who["owner"].person, *more)),
           number36(2**63 - 1), "0", "zzzzzzzzzzzzz", "rubbish", ""]  # fmt: skip
    first = number36(TUESDAY.replace(day=1).toordinal())
    prefix = lambda place: f"1{place}.{number36(company.id)}"  # noqa: E731
    found = []
    for one in ids:
        found += [f"{prefix(names.ONE)}.{one}.{verb}.{number36(town.anna)}" for verb in ("", "w", "c", "C", "n")]
    for one in ids:
        for verb, arg in (("", ""), ("i", ""), ("I", ""), ("r", "mo"), ("R", "o"), ("S", "o"), ("S", "zz"), ("t", "0"),
                          ("T", number36(south)), ("U", number36(south)), ("U", "0"), ("U", number36(north)),
                          ("l", ""), ("L", day), ("M", day), ("M", "zzzzzzzzz"), ("e", ""), ("d", "")):  # fmt: skip
            found.append(f"{prefix(people.ONE)}.{one}.{verb}.{arg}")
            found += [f"{prefix(people.ONE)}.{one}.{verb}", f"{prefix(people.ONE)}.{one}.{verb}.{arg}.0"]
        found += [
            f"{prefix(norms.ONE)}.calls_total.{mark}{one}.x.{first}.{verb}" for mark in "pt" for verb in ("", "r", "R")
        ]
        found += [f"{prefix(norms.NEW)}.a.calls_total.{mark}{one}.m.x" for mark in "ptc"]
        found += [f"{prefix(sent_files.PLACE)}.{one}.1..{verb}" for verb in ("", "k", "y", "n")]
    found += [f"{prefix(norms.NEW)}.a.calls_total.c.m.x", f"{prefix(norms.ONE)}.calls_total.c.x.{first}.R",
              f"{prefix(norms.ONE)}.calls_total.t{number36(north)}.x.{first}.R",
              f"{prefix(norms.NEW)}.w.calls_total.0", f"{prefix(people.LIST)}.0", f"{prefix(people.UNKNOWN)}.0",
              f"{prefix(people.HIRE)}", f"{prefix(CONFIRM)}.hy.owner.0", f"{prefix(CONFIRM)}.ey",
              f"{prefix(people.LIST)}.zzzzzzzzzzzzz", f"{prefix(norms.LIST)}.-1", "", "1", "2people.1.0",
              "\x00" * 10]  # fmt: skip
    return [data for data in found if len(data.encode()) <= 64]


async def stored(town):
    """Everything that a forged button might want to change."""
    found = []
    for firm in (town.firm, town.other):
        async with firm.database.reading(firm.company.id) as read:
            for table in (persons, memberships, logins, identities, norms_table):
                found.append(sorted(map(tuple, await read.rows(read.select(table))), key=str))
            found.append(len(await read.rows(read.select(invites))))
    return found


@pytest.mark.parametrize(
    "role",
    [
        "stranger",
        "manager",
        *(pytest.param(one, marks=pytest.mark.long) for one in ("leaver", "other_head", "foreigner")),
    ],
)
async def test_forged_buttons_neither_act_nor_show(town, hand, role):
    person, kept = town.who[role], await stored(town)
    own = [person.person] if role != "stranger" else []

    for data in forgeries(town, town.firm.company, *own):
        said = "\n".join(await hand(person, data))

        assert said, data
        assert told(said) <= SEES[role], f"{role} {data}: {said}"
        assert "наша ошибка" not in said, data
    assert await stored(town) == kept


async def test_the_same_buttons_act_for_whoever_may(town, hand):
    kept = await stored(town)

    for data in forgeries(town, town.firm.company):
        await hand(town.who["owner"], data)

    changed = [before != after for before, after in zip(kept, await stored(town), strict=True)]
    assert changed[:6] == [True, True, False, True, True, True], "everything but the accounts, which nobody has lost"
    assert changed[6:] == [False] * 6
