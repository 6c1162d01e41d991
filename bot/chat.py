"""The chat joined together: use cases by the names under which commands ask for them."""

from aiogram import Dispatcher

from bot.artist import Artist
from bot.aside import ImportAside, apart
from bot.clock import machine_now
from bot.telegram.backlog import Backlog
from bot.telegram.states import StoredStates
from bot.tidying import incoming_of
from bot.wiring import House
from handlers.commands.reports import Screens
from handlers.routers import fill
from services.usecases.accept_invite import AcceptInvite
from services.usecases.add_colleague import AddColleague
from services.usecases.answer_nudge import AnswerNudge
from services.usecases.arrange_digests import ArrangeDigests
from services.usecases.ask_as_member import AskAsMember, FindForMember
from services.usecases.be_away import BeAway, NotAway, SeeAbsences
from services.usecases.change_colleague import ChangeColleague
from services.usecases.choose_notices import ChooseNotices
from services.usecases.choose_zone import ChooseZone
from services.usecases.invite_colleague import InviteColleague
from services.usecases.keep_chats import BindGroup, KeepChats
from services.usecases.keep_goal import CheckIn, CommentGoal, EndGoal, SetGoal
from services.usecases.know_account import ChooseForAccount, KnowAccount
from services.usecases.let_colleague_leave import LetColleagueLeave
from services.usecases.look_at_file import LookAtFile
from services.usecases.receive_file import ReceiveFile
from services.usecases.recognise_name import RecogniseName
from services.usecases.see_goals import SeeGoals
from services.usecases.set_norm_for import FindNorm, RemoveNorm, SetNormFor
from services.usecases.show_colleagues import ShowColleagues
from services.usecases.show_kept import ShowKept
from services.usecases.show_norms import ShowNorms
from services.usecases.show_today import ShowToday
from services.usecases.take_sent_file import ForgetSentFile, TakeSentFile
from services.usecases.write_own_day import WriteOwnDay

CHANNEL = "telegram"


def make_dispatcher(house: House, artist: Artist) -> Dispatcher:
    """The commands with everything they need, in reading order."""
    database, clock = house.database, house.clock
    dispatcher = Dispatcher(storage=StoredStates(database))
    dispatcher["clock"] = clock
    dispatcher["ask"] = AskAsMember(database, clock)
    dispatcher["find"] = FindForMember(database)
    dispatcher["screens"] = Screens()
    dispatcher["accept_invite"] = AcceptInvite(database, clock, CHANNEL)
    dispatcher["choose"] = ChooseForAccount(database, CHANNEL)
    dispatcher["bind_group"] = BindGroup(database)
    dispatcher["keep_chats"] = KeepChats(database, clock, machine_now)
    _personal(dispatcher, house)
    _people_and_norms(dispatcher, house)
    _files(dispatcher, house)
    fill(dispatcher, KnowAccount(database, clock, CHANNEL), artist, Backlog(database))
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
    dispatcher["answer_nudge"] = AnswerNudge(database, clock, machine_now)
    dispatcher["choose_notices"] = ChooseNotices(database, clock)
    dispatcher["own_day"] = WriteOwnDay(database, clock)
    dispatcher["arrange_digests"] = ArrangeDigests(database, clock)


def _people_and_norms(dispatcher: Dispatcher, house: House) -> None:
    database, clock = house.database, house.clock
    dispatcher["show_norms"] = ShowNorms(database, clock)
    dispatcher["set_norm_for"] = SetNormFor(database, clock)
    dispatcher["find_norm"] = FindNorm(database)
    dispatcher["remove_norm"] = RemoveNorm(database)
    dispatcher["colleagues"] = ShowColleagues(database, clock)
    dispatcher["invite_colleague"] = InviteColleague(database, clock)
    dispatcher["change_colleague"] = ChangeColleague(database, clock)
    dispatcher["add_colleague"] = AddColleague(database, clock)
    dispatcher["let_colleague_leave"] = LetColleagueLeave(database, clock)
    dispatcher["recognise_name"] = RecogniseName(database, clock)


def _files(dispatcher: Dispatcher, house: House) -> None:
    incoming, clock = incoming_of(house), house.clock
    look = LookAtFile(incoming, clock, apart)
    dispatcher["look_at_file"] = look
    dispatcher["receive_file"] = ReceiveFile(incoming, clock, apart, look)
    dispatcher["take_sent_file"] = TakeSentFile(incoming, clock, apart, ImportAside(house))
    dispatcher["forget_sent_file"] = ForgetSentFile(incoming, apart)
