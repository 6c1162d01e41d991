"""The bad input of the world, typed and sent: a clear answer each time, and the bot is as well as before."""

import itertools
import logging

import pytest

from handlers.buttons import number36
from handlers.screen import LONGEST_TEXT, units
from services.domain.people import Role
from services.store.people import People
from services.store.tables import goals
from tests.chat.conftest import running
from tests.chat.eyes import BROKEN
from tests.chat.handled import unhurried, watched
from tests.chat.typable import TYPED, can_be_typed
from tests.corpus import CELLS, DATES, DURATIONS, NUMBERS, ODD_FILES, PHONES, TEXTS
from tests.factories import TUESDAY
from tests.marks import on_sqlite

pytestmark = on_sqlite

AT_ONCE = 24
_LONGEST_NAME = 64


class Button(str):
    """What stands behind a button: it is pressed and not typed."""

    __slots__ = ()


class Crowd:
    """Owners of one company who all do something at the same moment; what they hear is looked at every time."""

    def __init__(self, firm, telegram, handled, log, people):
        self.firm, self.people = firm, people
        self._telegram, self._handled, self._log = telegram, handled, log
        self._read = 0

    def press(self, place, *values):
        """A button of this company."""
        return Button(".".join((f"1{place}", number36(self.firm.company.id), *map(str, values))))

    async def hears(self, texts, before=(), around="{}", after=()):
        """Everybody types some of the texts, each behind the presses of `before` and ahead of those of `after`."""
        waiting = [text for text in texts if can_be_typed(text)]
        while waiting:
            some, waiting = waiting[:AT_ONCE], waiting[AT_ONCE:]
            for person, text in zip(self.people, some, strict=False):
                for step in (*before, around.format(text)[:LONGEST_TEXT], *after):
                    await self._does(person, step(person) if callable(step) else step)
            await self.settles(self.people[: len(some)], some, 1 + len(before) + len(after))

    async def _does(self, person, step):
        if isinstance(step, Button):
            await person.presses(data=str(step))
        else:
            await person.says(step)

    async def settles(self, people, texts, steps):
        """Wait until all of it is answered, and look at every answer."""
        await self._handled.all(within=60)
        entries = self._telegram.ledger.entries[self._read :]
        self._read += len(entries)
        assert self._telegram.ledger.violations == []
        assert [record.getMessage() for record in self._log.records if record.levelno >= logging.WARNING] == []
        for person, text in zip(people, texts, strict=True):
            said = [entry for entry in entries if entry.chat_id == person.id]
            refused = [entry for entry in said if not entry.ok and "not modified" not in entry.description]
            assert len(said) >= steps, f"silence after {text!r}"
            assert refused == [], text
            for words in (entry.values["text"] for entry in said if "text" in entry.values):
                assert words.strip() and not BROKEN.search(words), f"{text!r}: {words}"
            assert units(person.chat.newest.text) <= LONGEST_TEXT


@pytest.fixture
async def crowd(monkeypatch, caplog, firm, telegram, house):
    """Two dozen owners, each called in Telegram by a name of the corpus, with a goal of their own."""
    caplog.set_level(logging.WARNING)
    unhurried(monkeypatch)
    handled = watched(monkeypatch, telegram)
    people = []
    for number, called in zip(range(AT_ONCE), itertools.cycle(TYPED), strict=False):
        account = telegram.person(called[:_LONGEST_NAME], id=900_000 + number, language="ru", started=True)
        people.append(await firm.hires(f"Хозяин {number}", role=Role.OWNER, account=account))
    due = {"months": 3, "start_on": TUESDAY, "due_on": TUESDAY.replace(year=2027), "closed_on": None, "reached": None}
    aim = {"text": "Рост", "start": None, "target": None, "now": None}
    rows = [{"id": one.id, "person_id": one.person, **aim, **due} for one in people]
    async with firm.database.writing(firm.company.id) as unit:
        await unit.put(goals, rows)
    async with running(house):
        yield Crowd(firm, telegram, handled, caplog, people)
        await people[0].says("/help")
        await people[0].waits_for("/settings")


def answers(crowd):
    """Every question that words answer: the presses that lead to it, and the words that fit it least."""
    press, other = crowd.press, number36(crowd.people[-1].person)
    return (
        ((press("goal-new"), "Рост", press("goal-months", "3")), NUMBERS),
        ((lambda person: press("goal-check", number36(person.id)),), NUMBERS),
        ((lambda person: press("goal-say", number36(person.id)),), TEXTS),
        ((lambda person: press("away-kind", number36(person.person), 0),), DATES),
        ((press("set-zone"),), (*TEXTS, *PHONES)),
        ((press("norm-new", "a", "calls_total", "c", "m", "x"),), NUMBERS),
        ((press("norm-new", "a", "talk_time", "c", "m", "x"),), DURATIONS),
        ((press("norm-new", "a", "day_start", "c", "m", "x"),), DATES),
        ((press("person", other, "e", ""),), PHONES),
        ((press("person", other, "d", ""),), DATES),
    )


async def test_behind_commands_and_by_itself(crowd):
    for entry, texts in (("/kpi {}", TEXTS), ("/funnel {}", DATES), ("/goals {}", PHONES), ("/away {}", DATES),
                         ("/start {}", TEXTS[::2]), ("/team {}", NUMBERS[::2]), ("{}", TEXTS)):  # fmt: skip
        await crowd.hears(texts, around=entry)


async def test_as_an_answer_to_every_question(crowd):
    for place, (before, texts) in enumerate(answers(crowd)):
        await crowd.hears(texts[place % 3 :: 3], before=before)


@pytest.mark.long
async def test_as_a_goal_that_is_kept_and_shown(crowd):
    press = crowd.press
    steps = (press("goal-months", "3"), press("goal-no-aim"), press("goal-sure"), "/goals")

    await crowd.hears(TEXTS[::2], before=(press("goal-new"),), after=steps)


@pytest.mark.long
async def test_as_a_name_of_somebody_new_who_is_listed_everywhere(crowd):
    press = crowd.press
    steps = [press("yes", verb, "manager", "0") for verb in ("hr", "ht", "hy")]

    await crowd.hears(TEXTS, before=(press("hire"),), after=steps)

    for page in range(9):
        await crowd.hears(["/people"], after=(press("people", number36(page)),))
    await crowd.hears(["/team", "/kpi", "/norms", "/rules", "/away"])
    async with crowd.firm.database.reading(crowd.firm.company.id) as read:
        names = {person.name for person in (await People(read).roster(crowd.firm.company.zone)).people.values()}
    assert {"<b>Иван</b>", "&lt;&amp;", "'; DROP TABLE calls; --"} <= names


async def test_as_a_file(crowd):
    files = sorted(ODD_FILES.items())
    for start in range(0, len(files), AT_ONCE):
        some = dict(zip(crowd.people, files[start : start + AT_ONCE], strict=False))
        for owner, (name, content) in some.items():
            await owner.sends_file(f"{name}.csv", content())
        await crowd.settles(list(some), [name for name, _ in some.values()], 1)
        loads = {owner: button.data for owner in some for row in owner.chat.newest.buttons for button in row
                 if button.label == "Загрузить"}  # fmt: skip
        for owner, data in loads.items():
            await owner.presses(data=data)
        await crowd.settles(list(loads), [some[owner][0] for owner in loads], 1)


@pytest.mark.long
@pytest.mark.parametrize(
    "entry",
    ["/kpi {}", "/roi {}", "/deals {}", "/goals {}", "/away {}", "/people {}", "/language {}", "/start {}", "{}"],
)
async def test_everything_behind_every_command(crowd, entry):
    await crowd.hears(CELLS, around=entry)


@pytest.mark.long
@pytest.mark.parametrize("place", range(12))
async def test_everything_as_an_answer_to_every_question(crowd, place):
    questions = [*(before for before, _ in answers(crowd)), (crowd.press("goal-new"),), (crowd.press("hire"),)]

    await crowd.hears(CELLS, before=questions[place])
