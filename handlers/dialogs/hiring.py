"""What is typed about people: the name of somebody new, an extension, a last day; and what confirms it."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers.buttons import Press, from_number36
from handlers.dialogs.ground import speaking
from handlers.filters import at, saying, with_text
from handlers.screen import Show
from handlers.speech import Speech, harmless
from handlers.states import Colleagues
from handlers.views.hiring import hire_roles_screen, hire_sure_screen, hire_teams_screen
from handlers.views.paging import page_of
from handlers.views.people import CONFIRM, HIRE, card_screen, leave_sure_screen, sure_screen, typing_screen
from services.domain.ids import PersonId, TeamId
from services.domain.people import Role
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.add_colleague import AddColleague
from services.usecases.change_colleague import Change, ChangeColleague
from services.usecases.know_account import Known
from services.usecases.let_colleague_leave import LetColleagueLeave
from services.usecases.organising.typed import name_of
from services.usecases.show_colleagues import ShowColleagues

_LONGEST = 200
"""Characters of a typed answer that are kept until it is confirmed; the rules of names are stricter."""


def router() -> Router:
    """The typed answers and the buttons that confirm them."""
    made = Router(name="hiring")
    made.callback_query.register(begun, at(HIRE))
    made.callback_query.register(hired, at(CONFIRM), saying(0, "hr", "ht", "hy"))
    made.callback_query.register(extended, at(CONFIRM), saying(0, "ey"))
    made.message.register(named, StateFilter(Colleagues.name), with_text)
    made.message.register(numbered, StateFilter(Colleagues.extension), with_text)
    made.message.register(dated, StateFilter(Colleagues.last_day), with_text)
    return made


async def begun(
    _: CallbackQuery, me: Member, speech: Speech, show: Show, state: FSMContext, colleagues: ShowColleagues
) -> None:
    """Somebody new: the name is asked."""
    await colleagues.places(me)
    await state.set_state(Colleagues.name)
    await state.set_data({"company": me.company.id})
    await show(typing_screen(speech.say("hire-name"), me, speech))


async def named(
    message: Message, known: Known, speech: Speech, show: Show, state: FSMContext, colleagues: ShowColleagues
) -> None:
    """The name was typed; typed once more it is another one."""
    waiting = await state.get_data()
    me = speaking(known, waiting)
    roles, _teams = await colleagues.places(me)
    name = name_of(message.text or "")
    await state.set_data({**waiting, "name": name})
    await show(hire_roles_screen(name, roles, me, speech))


async def hired(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    state: FSMContext,
    colleagues: ShowColleagues,
    add_colleague: AddColleague,
) -> None:
    """The role, the team, and then it is done."""
    waiting = await state.get_data()
    name, role = waiting.get("name"), _role(press)
    if not isinstance(name, str) or waiting.get("company") != me.company.id or role is None:
        raise Refused("button-outdated")
    _roles, teams = await colleagues.places(me)
    verb, arg = press.values[0], press.values[2]
    number, page = from_number36(arg), page_of(arg)
    team = next((one for one in teams if one[0] == number), None)
    if verb == "hr" and page is not None:
        await show(hire_teams_screen(name, role, teams, page, me, speech))
    elif verb == "ht" and (team is not None or number == 0):
        await show(hire_sure_screen(name, role, team, me, speech))
    elif verb == "hy" and number is not None:
        added = await add_colleague(me, name, role, TeamId(number))
        await state.clear()
        await show(card_screen(await colleagues.card(me, added.person), me, speech, speech.say("person-added")))
    else:
        raise Refused("button-outdated")


async def numbered(
    message: Message, known: Known, speech: Speech, show: Show, state: FSMContext, colleagues: ShowColleagues
) -> None:
    """The extension was typed; typed once more it is another one."""
    waiting = await state.get_data()
    me = speaking(known, waiting)
    card = await colleagues.card(me, PersonId(int(str(waiting["person"]))))
    text = " ".join((message.text or "").split())[:_LONGEST]
    await state.set_data({**waiting, "text": text})
    asked = speech.say("extension-sure", name=harmless(card.who.name), extension=harmless(text))
    await show(sure_screen(asked, Press(CONFIRM, me.company.id, ("ey",)), card.who.id, me, speech))


async def extended(
    _: CallbackQuery,
    me: Member,
    speech: Speech,
    show: Show,
    state: FSMContext,
    colleagues: ShowColleagues,
    change_colleague: ChangeColleague,
) -> None:
    """The extension is theirs."""
    waiting = await state.get_data()
    text, person = waiting.get("text"), waiting.get("person")
    if not isinstance(text, str) or not isinstance(person, int) or waiting.get("company") != me.company.id:
        raise Refused("button-outdated")
    appointed = await change_colleague(me, PersonId(person), Change(extension=text))
    await state.clear()
    note = speech.say("person-matched-short" if appointed.matched else "person-changed")
    await show(card_screen(await colleagues.card(me, appointed.person), me, speech, note))


async def dated(
    message: Message,
    known: Known,
    speech: Speech,
    show: Show,
    state: FSMContext,
    colleagues: ShowColleagues,
    let_colleague_leave: LetColleagueLeave,
) -> None:
    """The last day was typed."""
    waiting = await state.get_data()
    me = speaking(known, waiting)
    card = await colleagues.card(me, PersonId(int(str(waiting["person"]))))
    day = let_colleague_leave.day(me, message.text or "")
    await show(leave_sure_screen(card, day, me, speech))


def _role(press: Press) -> Role | None:
    if len(press.values) != 3 or press.values[1] not in tuple(Role):
        return None
    return Role(press.values[1])
