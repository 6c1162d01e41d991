"""How much and when a person wants to be told: rings a day, quiet hours."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers.buttons import Press, from_number36
from handlers.dialogs.ground import speaking, typed
from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech
from handlers.states import NoticeSteps
from handlers.views.settings import notices_screen
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.answer_nudge import AnswerNudge
from services.usecases.choose_notices import QUIET, ChooseNotices
from services.usecases.know_account import Known


def router() -> Router:
    """The choice by button and by word."""
    made = Router(name="notices")
    made.callback_query.register(chosen, at("set-notices"))
    made.message.register(quiet_told, StateFilter(NoticeSteps.quiet))
    return made


async def chosen(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    state: FSMContext,
    choose_notices: ChooseNotices,
    answer_nudge: AnswerNudge,
) -> None:
    """What is chosen now, or what a button has chosen."""
    match press.values:
        case ():
            pass
        case ("u",):
            await answer_nudge.undo_all(me)
        case ("r", number) if (rings := from_number36(number)) is not None:
            await choose_notices.rings(me, rings)
        case ("q", number) if (place := from_number36(number)) is not None and place < len(QUIET):
            await choose_notices.quiet(me, *QUIET[place])
        case _:
            raise Refused("button-outdated")
    await state.set_state(NoticeSteps.quiet)
    await state.set_data({"company": me.company.id})
    await show(notices_screen(await choose_notices.now(me), me, speech))


async def quiet_told(
    message: Message, known: Known, speech: Speech, show: Show, state: FSMContext, choose_notices: ChooseNotices
) -> None:
    """Quiet hours, typed."""
    me = speaking(known, await state.get_data())
    await choose_notices.quiet_typed(me, typed(message))
    await state.clear()
    await show(notices_screen(await choose_notices.now(me), me, speech))
