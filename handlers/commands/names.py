"""Names met in files: each is somebody known, or somebody new."""

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from handlers.buttons import Press, from_number36
from handlers.commands.people import person_in
from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech
from handlers.states import Colleagues
from handlers.views.hiring import hire_roles_screen
from handlers.views.names import ONE, name_screen, placed_screen, sure_screen, unknown_screen, whose_screen
from handlers.views.paging import page_in, page_of
from handlers.views.people import UNKNOWN
from services.domain.ids import PersonId
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.list_people import Colleague
from services.usecases.recognise_name import RecogniseName
from services.usecases.show_colleagues import Office, ShowColleagues


def router() -> Router:
    """The list of names and the buttons about one."""
    made = Router(name="names")
    made.callback_query.register(listed, at(UNKNOWN))
    made.callback_query.register(one, at(ONE))
    return made


async def listed(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, colleagues: ShowColleagues
) -> None:
    """A page of the names."""
    page = page_in(press)
    office = await colleagues(me)
    if not me.arranges:
        raise Refused("people-not-yours")
    await show(unknown_screen(office, page, me, speech))


async def one(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    state: FSMContext,
    colleagues: ShowColleagues,
    recognise_name: RecogniseName,
) -> None:
    """Who it is: asked, chosen, confirmed."""
    if len(press.values) != 3:
        raise Refused("button-outdated")
    (verb, arg), office = press.values[1:], await colleagues(me)
    name = _among(office.unknown, person_in(press))
    match verb:
        case "":
            await show(name_screen(name, me, speech))
        case "w" if (page := page_of(arg)) is not None:
            await show(whose_screen(name, office, page, me, speech))
        case "c":
            await show(sure_screen(name, _known(office, arg), me, speech))
        case "C":
            await show(placed_screen(*await recognise_name(me, name.id, _known(office, arg).id), me, speech))
        case "n":
            await state.set_state(Colleagues.confirming)
            await state.set_data({"company": me.company.id, "name": name.name})
            roles, _teams = await colleagues.places(me)
            await show(hire_roles_screen(name.name, roles, me, speech))
        case _:
            raise Refused("button-outdated")


def _known(office: Office, arg: str) -> Colleague:
    number = from_number36(arg)
    if number is None:
        raise Refused("button-outdated")
    return _among(office.people, PersonId(number))


def _among(people: tuple[Colleague, ...], number: PersonId) -> Colleague:
    """Who is meant, as far as the member may know; a name that was placed meanwhile is nobody any more."""
    found = next((one for one in people if one.id == number), None)
    if found is None:
        raise Refused("nobody-found")
    return found
