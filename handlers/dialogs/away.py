"""/away: own absences and those of one's people, by buttons or typed."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers.buttons import Press, numbers_of
from handlers.dialogs.ground import speaking, typed
from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech
from handlers.states import AwaySteps
from handlers.views.away import (
    KINDS,
    away_screen,
    days_screen,
    dropped_in,
    kind_screen,
    noted_in,
    people_screen,
    sure_screen,
)
from services.domain.ids import PersonId
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.be_away import BeAway, NotAway, SeeAbsences
from services.usecases.know_account import Known


def router() -> Router:
    """The list, the steps of a new absence, and cancelling."""
    made = Router(name="away")
    made.message.register(asked, Command("away", ignore_case=True))
    made.callback_query.register(opened, at("away"))
    made.callback_query.register(others, at("away-people"))
    made.callback_query.register(begun, at("away-kind"))
    made.message.register(told, StateFilter(AwaySteps.days))
    made.callback_query.register(noted, at("away-set"))
    made.callback_query.register(dropped, at("away-drop"))
    return made


async def asked(
    _: Message, command: CommandObject, me: Member, speech: Speech, show: Show, see_absences: SeeAbsences
) -> None:
    """/away, or with the days at once: /away с 1 по 15 июля."""
    sheet = await see_absences(me, me.id)
    if not command.args:
        await show(away_screen(sheet, me, speech))
        return
    await show(kind_screen(sheet, await see_absences.read(me, me.id, command.args), me, speech))


async def opened(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, see_absences: SeeAbsences
) -> None:
    """The absences of oneself or of one's person."""
    person = (*numbers_of(press, 1), me.id)[0]
    await show(away_screen(await see_absences(me, PersonId(person)), me, speech))


async def others(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, see_absences: SeeAbsences
) -> None:
    """Whose absence?"""
    page = (*numbers_of(press, 1), 0)[0]
    await show(people_screen(await see_absences.people(me), me, speech, page))


async def begun(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    state: FSMContext,
    see_absences: SeeAbsences,
) -> None:
    """The kind is chosen; which days?"""
    numbers = numbers_of(press, 2)
    if len(numbers) != 2 or numbers[1] >= len(KINDS):
        raise Refused("button-outdated")
    person, kind = numbers
    sheet = await see_absences(me, PersonId(person))
    await state.set_state(AwaySteps.days)
    await state.set_data({"company": me.company.id, "person": person, "kind": kind})
    await show(days_screen(sheet, kind, me, speech))


async def told(
    message: Message, known: Known, speech: Speech, show: Show, state: FSMContext, see_absences: SeeAbsences
) -> None:
    """The days in words; shown as understood before they are noted."""
    kept = await state.get_data()
    me, person = speaking(known, kept), PersonId(kept["person"])
    period = await see_absences.read(me, person, typed(message))
    await show(sure_screen(await see_absences(me, person), kept["kind"], period, me, speech))


async def noted(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    see_absences: SeeAbsences,
    be_away: BeAway,
) -> None:
    """The absence is noted."""
    person, kind, period = noted_in(press)
    await be_away(me, person, period, kind)
    sheet = await see_absences(me, person)
    await show(away_screen(sheet, me, speech, speech.say("away-told-set", days=speech.period(period))))


async def dropped(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    see_absences: SeeAbsences,
    not_away: NotAway,
) -> None:
    """The absence is cancelled."""
    person, first = dropped_in(press)
    await not_away(me, person, first)
    await show(away_screen(await see_absences(me, person), me, speech, speech.say("away-told-dropped")))
