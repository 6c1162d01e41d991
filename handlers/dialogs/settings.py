"""/settings and /language: which language, which company, which time zone."""

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers.buttons import Press, numbers_of
from handlers.dialogs.ground import speaking, typed
from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech, languages, speech_of
from handlers.states import ZoneSteps
from handlers.views.menu import menu_screen
from handlers.views.settings import ZONES, company_screen, language_screen, settings_screen, zone_screen, zone_words
from services.domain.ids import CompanyId
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.choose_notices import ChooseNotices
from services.usecases.choose_zone import ChooseZone, OwnZone
from services.usecases.know_account import ChooseForAccount, Known


def router() -> Router:
    """What is chosen, by command, button and word."""
    made = Router(name="settings")
    made.message.register(asked, Command("settings", ignore_case=True))
    made.callback_query.register(asked, at("settings"))
    made.message.register(languages_asked, Command("language", ignore_case=True))
    made.callback_query.register(spoken, at("set-language"))
    made.callback_query.register(moved, at("set-company"))
    made.callback_query.register(zones_asked, at("set-zone"))
    made.message.register(city_told, StateFilter(ZoneSteps.city))
    return made


async def asked(
    _: Message | CallbackQuery,
    known: Known,
    me: Member,
    speech: Speech,
    show: Show,
    choose_zone: ChooseZone,
    choose_notices: ChooseNotices,
) -> None:
    """What is chosen now."""
    notices = await choose_notices.now(me)
    await show(settings_screen(known, await choose_zone.now(me), me, speech, None, notices))


async def languages_asked(_: Message, me: Member, speech: Speech, show: Show) -> None:
    """/language: which?"""
    await show(language_screen(me, speech))


async def spoken(
    _: CallbackQuery,
    press: Press,
    known: Known,
    me: Member,
    speech: Speech,
    show: Show,
    choose: ChooseForAccount,
    choose_zone: ChooseZone,
    choose_notices: ChooseNotices,
) -> None:
    """Which language, or the one that was chosen: from now on everything is said in it."""
    if not press.values:
        await show(language_screen(me, speech))
        return
    if press.values[0] not in languages():
        raise Refused("button-outdated")
    await choose.language(known.account, press.values[0])
    chosen = speech_of(press.values[0])
    await show(
        settings_screen(
            known,
            await choose_zone.now(me),
            me,
            chosen,
            chosen.say("settings-told-language"),
            await choose_notices.now(me),
        )
    )


async def moved(
    _: CallbackQuery, press: Press, known: Known, me: Member, speech: Speech, show: Show, choose: ChooseForAccount
) -> None:
    """Which company, or the one that was chosen: the menu of that company."""
    numbers = numbers_of(press, 1)
    if not numbers:
        await show(company_screen(known, me, speech))
        return
    member = known.of(CompanyId(numbers[0]))
    if member is None:
        raise Refused("nobody-found")
    await choose.company(known.account, member.company.id)
    await show(menu_screen(member, speech, several=len(known.members) > 1))


async def zones_asked(
    _: CallbackQuery,
    press: Press,
    known: Known,
    me: Member,
    speech: Speech,
    show: Show,
    state: FSMContext,
    choose_zone: ChooseZone,
    choose_notices: ChooseNotices,
) -> None:
    """Which zone, or the one that was chosen."""
    numbers = numbers_of(press, 1)
    if not numbers:
        await state.set_state(ZoneSteps.city)
        await state.set_data({"company": me.company.id})
        await show(zone_screen(await choose_zone.now(me), me, speech))
        return
    if numbers[0] >= len(ZONES):
        raise Refused("button-outdated")
    zone = await choose_zone(me, ZONES[numbers[0]])
    await show(settings_screen(known, zone, me, speech, _told(zone, speech), await choose_notices.now(me)))


async def city_told(
    message: Message,
    known: Known,
    speech: Speech,
    show: Show,
    state: FSMContext,
    choose_zone: ChooseZone,
    choose_notices: ChooseNotices,
) -> None:
    """A city in words."""
    me = speaking(known, await state.get_data())
    zone = await choose_zone(me, typed(message))
    await state.clear()
    await show(settings_screen(known, zone, me, speech, _told(zone, speech), await choose_notices.now(me)))


def _told(zone: OwnZone, speech: Speech) -> str:
    return speech.say("settings-told-zone", zone=zone_words(zone.zone, speech), day=speech.day(zone.now.date()))
