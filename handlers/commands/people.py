"""/people: who works here; invite, appoint, move, let go."""

from calendar import monthrange
from datetime import date

from aiogram import Router
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers.buttons import Press, day_in, from_number36
from handlers.filters import at, saying
from handlers.screen import Screen, Show
from handlers.speech import Speech, harmless
from handlers.states import Colleagues
from handlers.views.paging import page_in, page_of
from handlers.views.people import (
    LIST,
    ONE,
    card_screen,
    invite_screen,
    leave_sure_screen,
    leaving_screen,
    left_screen,
    office_screen,
    person_press,
    roles_of,
    roles_screen,
    roles_words,
    sure_screen,
    teams_screen,
    typing_screen,
)
from services.domain.clock import Clock
from services.domain.ids import PersonId, TeamId
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.change_colleague import Change, ChangeColleague
from services.usecases.invite_colleague import InviteColleague
from services.usecases.let_colleague_leave import LetColleagueLeave
from services.usecases.show_colleagues import Card, ShowColleagues


def router() -> Router:
    """The command and the buttons of the list and of one person."""
    made = Router(name="people")
    made.message.register(asked, Command("people", ignore_case=True))
    made.callback_query.register(listed, at(LIST))
    made.callback_query.register(looked, at(ONE), saying(1, "", "i", "r", "R", "t", "T", "l", "L"))
    made.callback_query.register(typing, at(ONE), saying(1, "e", "d"))
    made.callback_query.register(done, at(ONE), saying(1, "I", "S", "U", "M"))
    return made


def person_in(press: Press) -> PersonId:
    """Whom a button is about."""
    number = from_number36(press.values[0]) if press.values else None
    if number is None:
        raise Refused("button-outdated")
    return PersonId(number)


def step_in(press: Press) -> tuple[PersonId, str, str]:
    """Whom a button is about, what it does, and with what."""
    if len(press.values) != 3:
        raise Refused("button-outdated")
    return person_in(press), press.values[1], press.values[2]


async def asked(_: Message, me: Member, speech: Speech, show: Show, colleagues: ShowColleagues) -> None:
    """/people."""
    await show(office_screen(await colleagues(me), 0, me, speech))


async def listed(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, colleagues: ShowColleagues
) -> None:
    """A page of the list."""
    page = page_in(press)
    await show(office_screen(await colleagues(me), page, me, speech))


async def looked(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, clock: Clock, colleagues: ShowColleagues
) -> None:
    """One person, and the steps before anything is done."""
    who, verb, arg = step_in(press)
    card = await colleagues.card(me, who)
    if verb and not card.arranged:
        raise Refused("people-not-yours")
    screen = _step(card, verb, arg, clock.now().astimezone(me.company.zone).date(), me, speech)
    if screen is None:
        raise Refused("button-outdated")
    await show(screen)


def _step(card: Card, verb: str, arg: str, today: date, me: Member, speech: Speech) -> Screen | None:
    """The screen of a step; None where the button says nothing of ours."""
    who, name = card.who, harmless(card.who.name)
    roles, page, day = roles_of(arg), page_of(arg), day_in(arg)
    team = next(((number, path) for number, path in card.teams if number == from_number36(arg)), None)
    match verb:
        case "":
            return card_screen(card, me, speech)
        case "i":
            return sure_screen(speech.say("invite-sure", name=name), person_press(me, who.id, "I"), who.id, me, speech)
        case "r" if roles is not None:
            return roles_screen(card, roles, me, speech)
        case "R" if roles:
            asked = speech.say("roles-sure", name=name, roles=roles_words(roles, speech))
            return sure_screen(asked, person_press(me, who.id, "S", arg), who.id, me, speech)
        case "t" if page is not None:
            return teams_screen(card, page, me, speech)
        case "T" if team is not None:
            asked = speech.say("team-sure", name=name, team=harmless(team[1]))
            return sure_screen(asked, person_press(me, who.id, "U", arg), who.id, me, speech)
        case "l":
            month_end = today.replace(day=monthrange(today.year, today.month)[1])
            return leaving_screen(card, (today, month_end), me, speech)
        case "L" if day is not None:
            return leave_sure_screen(card, day, me, speech)
    return None


async def typing(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    state: FSMContext,
    colleagues: ShowColleagues,
) -> None:
    """An extension or a day is to be typed."""
    who, verb, _arg = step_in(press)
    card = await colleagues.card(me, who)
    if not card.arranged:
        raise Refused("people-not-yours")
    extension = verb == "e"
    await state.set_state(Colleagues.extension if extension else Colleagues.last_day)
    await state.set_data({"company": me.company.id, "person": card.who.id})
    asked = speech.say("extension-type" if extension else "leave-type", name=harmless(card.who.name))
    await show(typing_screen(asked, me, speech, person_press(me, card.who.id)))


async def done(
    _: CallbackQuery,
    press: Press,
    me: Member,
    speech: Speech,
    show: Show,
    colleagues: ShowColleagues,
    invite_colleague: InviteColleague,
    change_colleague: ChangeColleague,
    let_colleague_leave: LetColleagueLeave,
) -> None:
    """What was confirmed is done."""
    who, verb, arg = step_in(press)
    roles, team, day = roles_of(arg), from_number36(arg), day_in(arg)
    match verb:
        case "I":
            await show(invite_screen(await invite_colleague(me, who), who, me, speech))
            return
        case "M" if day is not None:
            await show(left_screen(await let_colleague_leave(me, who, day), who, me, speech))
            return
        case "S" if roles:
            await change_colleague(me, who, Change(roles=roles))
        case "U" if team:
            await change_colleague(me, who, Change(team=TeamId(team)))
        case _:
            raise Refused("button-outdated")
    await show(card_screen(await colleagues.card(me, who), me, speech, speech.say("person-changed")))
