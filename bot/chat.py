"""The chat joined together: use cases by the names under which commands ask for them."""

from aiogram import Dispatcher

from bot.artist import Artist
from bot.telegram.states import StoredStates
from bot.wiring import House
from handlers.routers import fill
from services.usecases.accept_invite import AcceptInvite
from services.usecases.ask_as_member import AskAsMember, FindForMember
from services.usecases.be_away import BeAway, NotAway, SeeAbsences
from services.usecases.choose_zone import ChooseZone
from services.usecases.keep_goal import CheckIn, CommentGoal, EndGoal, SetGoal
from services.usecases.know_account import ChooseForAccount, KnowAccount
from services.usecases.see_goals import SeeGoals
from services.usecases.show_kept import ShowKept
from services.usecases.show_today import ShowToday

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
    _personal(dispatcher, house)
    fill(dispatcher, KnowAccount(database, clock, CHANNEL), artist)
    return dispatcher


def _personal(dispatcher: Dispatcher, house: House) -> None:
    """What everybody does for themselves: goals, absences, the day, the zone, what is kept."""
    database, clock = house.database, house.clock
    dispatcher["see_goals"] = SeeGoals(database, clock)
    dispatcher["set_goal"] = SetGoal(database, clock)
    dispatcher["check_in"] = CheckIn(database, clock)
    dispatcher["end_goal"] = EndGoal(database, clock)
    dispatcher["comment_goal"] = CommentGoal(database, clock)
    dispatcher["see_absences"] = SeeAbsences(database, clock)
    dispatcher["be_away"] = BeAway(database, clock)
    dispatcher["not_away"] = NotAway(database)
    dispatcher["show_today"] = ShowToday(database, clock)
    dispatcher["choose_zone"] = ChooseZone(database, clock)
    dispatcher["show_kept"] = ShowKept(database, clock)
