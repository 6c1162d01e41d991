"""What is answered to a nudge by its buttons; the nudge becomes the short answer."""

from aiogram import Router
from aiogram.types import CallbackQuery

from handlers.buttons import Press, day_in
from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech
from handlers.views.letter_nudge import answered_screen, undone_screen
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.answer_nudge import AnswerNudge

_KINDS = {"h": "hour", "d": "today", "n": "never"}


def router() -> Router:
    """In an hour, not today, not my matter, and back again."""
    made = Router(name="nudges")
    made.callback_query.register(hushed, at("hush"))
    made.callback_query.register(undone, at("hush-undo"))
    return made


async def hushed(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, answer_nudge: AnswerNudge
) -> None:
    """Be silent about it, as asked."""
    if len(press.values) != 3 or press.values[0] not in _KINDS:
        raise Refused("button-outdated")
    mark, token, number = press.values
    day = day_in(number)
    if day is None:
        raise Refused("button-outdated")
    told = await answer_nudge(me, _KINDS[mark], token, day)
    await show(answered_screen(told, (token, number), me, speech))


async def undone(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, answer_nudge: AnswerNudge
) -> None:
    """Speak about it again."""
    if len(press.values) != 1:
        raise Refused("button-outdated")
    await show(undone_screen(await answer_nudge.undo(me, press.values[0]), me, speech))
