"""The chat joined together: use cases by the names under which commands ask for them."""

from aiogram import Dispatcher

from bot.artist import Artist
from bot.telegram.states import StoredStates
from bot.wiring import House
from handlers.routers import fill
from services.usecases.accept_invite import AcceptInvite
from services.usecases.ask_as_member import AskAsMember, FindForMember
from services.usecases.know_account import ChooseForAccount, KnowAccount

CHANNEL = "telegram"


def make_dispatcher(house: House, artist: Artist) -> Dispatcher:
    """The commands with everything they need, in reading order."""
    database, clock = house.database, house.clock
    dispatcher = Dispatcher(storage=StoredStates(database))
    dispatcher["clock"] = clock
    dispatcher["ask"] = AskAsMember(database, clock)
    dispatcher["find"] = FindForMember(database)
    dispatcher["accept_invite"] = AcceptInvite(database, clock, CHANNEL)
    dispatcher["choose"] = ChooseForAccount(database, CHANNEL)
    fill(dispatcher, KnowAccount(database, clock, CHANNEL), artist)
    return dispatcher
