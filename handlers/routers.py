"""The order in which commands are offered an update: the first that knows it takes it."""

from aiogram import Dispatcher, Router

from handlers import errors
from handlers.commands import (
    goals,
    groups,
    menu,
    my_data,
    names,
    norms,
    nudges,
    outside,
    people,
    reports,
    sent_files,
    start,
    today,
)
from handlers.dialogs import away, digests, hiring, notices, own_day, settings
from handlers.dialogs import goals as goal_steps
from handlers.filters import of_member
from handlers.middlewares.answering import AnswerFirst
from handlers.middlewares.fetching import Fetches
from handlers.middlewares.leaving import LeavesConversation
from handlers.middlewares.member import WhoSpeaks
from handlers.middlewares.showing import Paint, Shows
from handlers.middlewares.throttle import Throttle, Waiting
from handlers.middlewares.turns import InTurn
from services.usecases.know_account import KnowAccount

MEMBERS = (
    menu.router,
    reports.router,
    today.router,
    goals.router,
    goal_steps.router,
    away.router,
    settings.router,
    notices.router,
    own_day.router,
    digests.router,
    nudges.router,
    my_data.router,
    norms.router,
    people.router,
    names.router,
    hiring.router,
    sent_files.router,
    start.router,
    menu.last,
)
"""For members only, in private, in this order."""

OTHERS = (groups.router, start.router, outside.router)
"""For groups and for strangers. They are asked last: most of what comes is of members, and each router costs time."""


def fill(dispatcher: Dispatcher, know: KnowAccount, paint: Paint, waiting: Waiting) -> None:
    """Put middlewares and routers into the dispatcher."""
    for middleware in (WhoSpeaks(know), InTurn(), Shows(paint), Throttle(waiting), Fetches()):
        dispatcher.update.outer_middleware(middleware)
    dispatcher.callback_query.outer_middleware(AnswerFirst())
    for kind in (dispatcher.message, dispatcher.callback_query):
        kind.outer_middleware(LeavesConversation())
    members = Router(name="members")
    for kind in (members.message, members.callback_query):
        kind.filter(of_member)
    members.include_routers(*(make() for make in MEMBERS))
    dispatcher.error.register(errors.told)
    dispatcher.include_routers(members, *(make() for make in OTHERS))
