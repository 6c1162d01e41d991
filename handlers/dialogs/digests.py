"""/digest: who gets which digest, when, in which zone, and what did not arrive."""

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers.buttons import Press, numbers_of
from handlers.dialogs.ground import speaking, typed
from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech
from handlers.states import DigestSteps
from handlers.views.digests import EVENINGS, MONDAYS, ask_time_screen, digest_screen
from services.domain.digest_times import NEVER
from services.domain.rights import Member
from services.domain.wallclock import read_clock
from services.errors import Refused
from services.usecases.arrange_digests import ArrangeDigests
from services.usecases.know_account import Known


def router() -> Router:
    """The digests by command, by button and by word."""
    made = Router(name="digests")
    made.message.register(asked, Command("digest", ignore_case=True))
    made.callback_query.register(asked, at("digest"))
    made.callback_query.register(timing, at("digest-at"))
    made.message.register(timed, StateFilter(DigestSteps.evening))
    return made


async def asked(
    _: Message | CallbackQuery, me: Member, speech: Speech, show: Show, arrange_digests: ArrangeDigests
) -> None:
    """Who is told what, when."""
    await show(digest_screen(await arrange_digests.see(me), me, speech))


async def timing(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    state: FSMContext,
    arrange_digests: ArrangeDigests,
) -> None:
    """One's own time, by button; 0 is the evening's digest, 1 Monday's."""
    numbers = numbers_of(press, 2)
    if not numbers or numbers[0] not in (0, 1):
        raise Refused("button-outdated")
    monday = numbers[0] == 1
    if len(numbers) == 1:
        await arrange_digests.see(me)
        await state.set_state(DigestSteps.evening)
        await state.set_data({"company": me.company.id, "monday": monday})
        await show(ask_time_screen(me, speech, monday=monday))
        return
    choices = MONDAYS if monday else EVENINGS
    if numbers[1] > len(choices):
        raise Refused("button-outdated")
    minute = choices[numbers[1] - 1] if numbers[1] else NEVER
    await _set(me, arrange_digests, minute, monday=monday)
    await show(digest_screen(await arrange_digests.see(me), me, speech))


async def timed(
    message: Message, known: Known, speech: Speech, show: Show, state: FSMContext, arrange_digests: ArrangeDigests
) -> None:
    """One's own time, typed."""
    kept = await state.get_data()
    me = speaking(known, kept)
    text = typed(message)
    try:
        clock = read_clock(text)
    except ValueError as trouble:
        raise Refused("time-unreadable", typed=text[:40]) from trouble
    await arrange_digests.see(me)
    await _set(me, arrange_digests, clock.hour * 60 + clock.minute, monday=bool(kept.get("monday")))
    await state.clear()
    await show(digest_screen(await arrange_digests.see(me), me, speech))


async def _set(me: Member, arrange_digests: ArrangeDigests, minute: int, *, monday: bool) -> None:
    await arrange_digests.set(me, me.id, **{"monday" if monday else "evening": minute})
