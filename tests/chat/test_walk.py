"""A long walk by chance through the whole bot: nobody is ever shown what is not theirs, and nothing ever breaks."""

import logging
import os
from types import SimpleNamespace

import pytest
from aiogram.fsm.state import StatesGroup

from handlers.charts.picture import Picture
from services.domain.letters import LetterKind
from services.store.vault import Vault
from services.usecases.import_file import ImportFile
from tests.chat.actors import Trail
from tests.chat.conftest import running
from tests.chat.handled import unhurried, watched
from tests.chat.hours import held
from tests.chat.marked import Markings, two_companies
from tests.chat.sight import Truth
from tests.chat.test_sent_files import PICTURE
from tests.chat.typable import COMMANDS
from tests.chat.walking import Ground, Walk
from tests.factories import MOSCOW
from tests.marks import on_sqlite

pytestmark = on_sqlite

SEED = os.environ.get("WALK_SEED", "1")
_QUESTIONS = {state.state for group in StatesGroup.__subclasses__() for state in group.__states__}
STEPS_OF_A_TOWN = 500
"""By then so many have been moved and let go that a new town tells more."""


class Sketcher:
    """In the place of the painter: a picture of ten points with the words of the real one behind it, to be read."""

    async def __call__(self, picture):
        assert isinstance(picture, Picture)
        return PICTURE + repr(picture).encode()

    def close(self):
        """Nothing is open."""


@pytest.fixture
async def strolls(monkeypatch, caplog, telegram, house, database, firm_of, clock):
    """Makes walks, each through a town of its own with the bot at work in it."""
    caplog.set_level(logging.WARNING)
    unhurried(monkeypatch)
    handled = watched(monkeypatch, telegram)
    hours = held(monkeypatch, database.file, telegram, clock)
    monkeypatch.setattr("bot.app.Artist", Sketcher)
    truth, start = Truth(database.file, clock, MOSCOW), clock.now()
    takes = ImportFile(database, clock, Vault(house.keys().encryption, house.keys().phone))
    ground = Ground(telegram, truth, handled, clock, hours, takes, caplog)

    async def stroll(seed, trail):
        clock.move_to(start)
        markings = Markings()
        town = await two_companies(database, firm_of, telegram, clock, markings, seed)
        return Walk(town, markings, ground, seed, trail)

    async with running(house):
        await handled.all()
        yield SimpleNamespace(begins=stroll, handled=handled, hours=hours)
    truth.close()
    hours.close()


async def walked(strolls, seed, steps, *, everywhere=0):
    """So many steps from a seed, through as many towns as it takes; and `everywhere` steps more at most, as long as
    there is a handler that nobody has come to."""
    trail = Trail()
    for begun in range(0, steps + everywhere, STEPS_OF_A_TOWN):
        if begun >= steps and not strolls.handled.known() - strolls.handled.taken_by:
            break
        walk = await strolls.begins(f"{seed}x{begun}", trail)
        await walk.goes(min(STEPS_OF_A_TOWN, steps + everywhere - begun))
    return trail


async def test_a_short_walk_shows_nobody_what_is_not_theirs(strolls, telegram):
    trail = await walked(strolls, SEED, 300)

    assert trail.kinds["forges"] > 5 and trail.kinds["copies"] > 5
    assert trail.shown.keys() >= {"house", "name", "team", "fact"}, "there was something to be kept back"
    assert "/settings" in (await _says_help(strolls, telegram)).text


@pytest.mark.long
async def test_ten_thousand_steps_show_nobody_what_is_not_theirs_and_go_everywhere(strolls, telegram):
    trail, handled = await walked(strolls, SEED, 10_000, everywhere=10_000), strolls.handled

    assert handled.places() - set(trail.own) == set()
    assert {_called(one) for one in handled.known() - handled.taken_by} == set()
    assert set(COMMANDS) - set(trail.commands) == set()
    assert trail.kinds["forges"] > 400 and trail.kinds["copies"] > 400
    assert _QUESTIONS - set(trail.steps) == set()
    assert strolls.hours.sent() == set(LetterKind)
    assert trail.shown.keys() == {
        "house", "company", "costs", "name", "team", "fact", "own", "said", "sent", "unplaced",
    }  # fmt: skip
    assert "/settings" in (await _says_help(strolls, telegram)).text


@pytest.mark.long
@pytest.mark.parametrize("name", ["north", "little", "south", "anna", "inna", "admin", "chief", "their_owner", "lev"])
async def test_no_question_that_a_button_can_hold_shows_more_than_is_theirs(strolls, name):
    walk = await strolls.begins("q", Trail())

    await walk.asks_everything(name)


def _called(handler):
    return f"{handler.__module__}.{handler.__name__}"


async def _says_help(strolls, telegram):
    """Somebody of a town in which nobody was let go yet, after everything."""
    await strolls.begins("the end", Trail())
    north = next(person for person in reversed(telegram.world.people.values()) if person.name.startswith("Олег"))
    await north.says("/help")
    return await north.waits_for("/settings")
