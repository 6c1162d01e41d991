"""/norms: what is asked of a day; heads set, change and remove it."""

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers.buttons import Press, day_in
from handlers.filters import at, with_text
from handlers.screen import Show
from handlers.speech import Speech
from handlers.states import Norms
from handlers.views.norms import (
    LIST,
    NEW,
    ONE,
    board_screen,
    kpis_screen,
    norm_screen,
    place_of,
    removed_screen,
    removing_screen,
    set_screen,
    target_screen,
    whom_screen,
)
from handlers.views.paging import page_in, page_of
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.know_account import Known
from services.usecases.set_norm_for import FindNorm, NormPlace, RemoveNorm, SetNormFor
from services.usecases.show_norms import ShowNorms


def router() -> Router:
    """The command, its buttons, and the typed target."""
    made = Router(name="norms")
    made.message.register(asked, Command("norms", ignore_case=True))
    made.message.register(typed, StateFilter(Norms.target), with_text)
    for place, handler in ((LIST, listed), (ONE, one), (NEW, new)):
        made.callback_query.register(handler, at(place))
    return made


async def asked(_: Message, me: Member, speech: Speech, show: Show, show_norms: ShowNorms) -> None:
    """/norms."""
    await show(board_screen(await show_norms(me), 0, me, speech))


async def listed(_: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, show_norms: ShowNorms) -> None:
    """A page of the list."""
    page = page_in(press)
    await show(board_screen(await show_norms(me), page, me, speech))


async def one(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, find_norm: FindNorm, remove_norm: RemoveNorm
) -> None:
    """One norm: look, ask whether to remove it, remove it."""
    if len(press.values) != 5:
        raise Refused("button-outdated")
    place, since = place_of(*press.values[:3]), day_in(press.values[3])
    if place is None or since is None:
        raise Refused("button-outdated")
    match press.values[4]:
        case "":
            await show(norm_screen(await find_norm(me, place, since), me, speech))
        case "r":
            await show(removing_screen(await find_norm(me, place, since), me, speech))
        case "R":
            await show(removed_screen(await remove_norm(me, place, since), me, speech))
        case _:
            raise Refused("button-outdated")


async def new(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    state: FSMContext,
    show_norms: ShowNorms,
    set_norm_for: SetNormFor,
) -> None:
    """What to ask, of whom, and then how much."""
    if not me.heads:
        raise Refused("norms-of-heads")
    screen = None
    match press.values:
        case ("k", page) if (number := page_of(page)) is not None:
            screen = kpis_screen(await show_norms.offer(me), number, me, speech)
        case ("w", kpi, page) if (number := page_of(page)) is not None:
            screen = whom_screen(kpi, await show_norms.offer(me), number, me, speech)
        case ("a", kpi, whom, "t" | "m" as since, weekday) if (place := place_of(kpi, whom, weekday)) is not None:
            known, meant = await set_norm_for.about(me, place)
            await state.set_state(Norms.target)
            await state.set_data({"company": me.company.id, "place": [kpi, whom, weekday], "today": since == "t"})
            screen = target_screen(place, known, meant, me, speech, from_today=since == "t")
    if screen is None:
        raise Refused("button-outdated")
    await show(screen)


async def typed(
    message: Message, known: Known, speech: Speech, show: Show, state: FSMContext, set_norm_for: SetNormFor
) -> None:
    """How much: the answer to the question."""
    waiting = await state.get_data()
    me, place = known.of(waiting["company"]), _place(waiting)
    if me is None or place is None:
        await state.clear()
        raise Refused("button-outdated")
    asked = await set_norm_for(me, place, message.text or "", from_today=bool(waiting["today"]))
    await state.clear()
    await show(set_screen(asked, me, speech))


def _place(waiting: dict[str, object]) -> NormPlace | None:
    kept = waiting.get("place")
    return place_of(*map(str, kept)) if isinstance(kept, list) and len(kept) == 3 else None
