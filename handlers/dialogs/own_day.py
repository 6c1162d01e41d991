"""/plan in the morning and /report in the evening: both written from facts, with a word of one's own."""

from datetime import date

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers.buttons import Press, day_in
from handlers.dialogs.ground import speaking, typed
from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech
from handlers.states import DaySteps
from handlers.views.letter_report import report_screen
from handlers.views.own_day import ask_note, morning_screen
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.know_account import Known
from services.usecases.write_own_day import WriteOwnDay

_KINDS = {"p": "plan", "r": "reason", "t": "tomorrow"}
_CONFIRMED, _AS_ASKED = "c", "y"


def router() -> Router:
    """The day by command, by button and by word."""
    made = Router(name="own-day")
    made.message.register(reported, Command("report", ignore_case=True))
    made.callback_query.register(reported, at("day-report"))
    made.message.register(planned, Command("plan", ignore_case=True))
    made.callback_query.register(planned, at("day-plan"))
    made.callback_query.register(noting, at("day-note"))
    made.message.register(noted, StateFilter(DaySteps.note))
    return made


async def reported(_: Message | CallbackQuery, me: Member, speech: Speech, show: Show, own_day: WriteOwnDay) -> None:
    """The report as it stands."""
    await show(report_screen(await own_day.report(_seller(me)), me, speech))


async def planned(_: Message | CallbackQuery, me: Member, speech: Speech, show: Show, own_day: WriteOwnDay) -> None:
    """What today asks."""
    await show(morning_screen(await own_day.morning(_seller(me)), me, speech))


async def noting(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, state: FSMContext, own_day: WriteOwnDay
) -> None:
    """A word about the day: typed next, or said by the press itself."""
    day = day_in(press.values[1]) if len(press.values) == 2 else None
    if day is None or press.values[0] not in (*_KINDS, _CONFIRMED, _AS_ASKED):
        raise Refused("button-outdated")
    if press.values[0] == _CONFIRMED:
        await own_day.note(_seller(me), "confirmed", day, speech.say("value-yes"))
        await show(report_screen(await own_day.report(me, day), me, speech))
    elif press.values[0] == _AS_ASKED:
        await own_day.note(_seller(me), "plan", day, speech.say("plan-as-asked"))
        await show(morning_screen(await own_day.morning(me), me, speech))
    else:
        kind = _KINDS[press.values[0]]
        await state.set_state(DaySteps.note)
        await state.set_data({"company": me.company.id, "kind": kind, "day": day.isoformat()})
        await show(ask_note(kind, me, speech), anew=True)


async def noted(
    message: Message, known: Known, speech: Speech, show: Show, state: FSMContext, own_day: WriteOwnDay
) -> None:
    """The words of a note."""
    kept = await state.get_data()
    me = speaking(known, kept)
    day = date.fromisoformat(kept["day"])
    await own_day.note(me, kept["kind"], day, typed(message))
    await state.clear()
    if kept["kind"] == "plan":
        await show(morning_screen(await own_day.morning(me), me, speech))
    else:
        await show(report_screen(await own_day.report(me, day), me, speech))


def _seller(me: Member) -> Member:
    if not me.sells:
        raise Refused("day-of-sellers")
    return me
