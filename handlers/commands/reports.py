"""Reports by command and by button: /kpi, /team, /funnel, /roi, /deals, /calls, /goals, /plan, /rules."""

from asyncio import to_thread
from collections.abc import Hashable

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.buttons import REPORTS, Press, question_of
from handlers.filters import at
from handlers.screen import Screen, Show
from handlers.speech import Speech
from handlers.views.reports import report_screen
from handlers.views.whom import choice_screen
from services.domain.clock import Clock
from services.domain.question import Question, Side, read_typed, span_typed, usual_span
from services.domain.recall import Recall
from services.domain.rights import Member
from services.domain.wording import shortened
from services.errors import Refused
from services.usecases.ask_as_member import Answer, AskAsMember, FindForMember

_TYPED = ("kpi", "team", "funnel", "roi", "deals", "calls", "rules")
"""Reports that are asked by a command of their own; goals have a conversation around them."""

_KEPT = 500


class Screens:
    """Screens of answers that are kept: to write one down takes as long as to send it."""

    def __init__(self) -> None:
        self._kept: Recall[Hashable, Screen] = Recall(_KEPT)

    def __call__(self, answer: Answer, me: Member, speech: Speech) -> Screen:
        """The screen of an answer to this member in this language."""
        key = (answer.key, speech.language)
        known = self._kept.get(key) if answer.key is not None else None
        if known is not None:
            return known
        screen = report_screen(answer, me, speech)
        return screen if answer.key is None else self._kept.keep(key, screen)


def router() -> Router:
    """Commands and buttons of reports."""
    made = Router(name="reports")
    made.message.register(asked, Command(*_TYPED, ignore_case=True))
    made.callback_query.register(pressed, at(*REPORTS))
    return made


async def asked(
    _: Message,
    command: CommandObject,
    me: Member,
    speech: Speech,
    show: Show,
    clock: Clock,
    ask: AskAsMember,
    find: FindForMember,
    screens: Screens,
) -> None:
    """/kpi, /kpi Иванов прошлая неделя, /funnel Q3 2026: a name and a period in any order."""
    today = clock.now().astimezone(me.company.zone).date()
    typed = read_typed(command.args or "", today)
    span = span_typed(typed.period, today) if typed.period else usual_span(command.command.lower())
    question = Question(command.command.lower(), span)
    if typed.name is None:
        await show(screens(await ask(me, question), me, speech))
        return
    meant = await find(me, typed.name)
    if meant.count > 1:
        await show(choice_screen(meant, question, me, speech))
        return
    if not meant.count:
        raise _nothing_meant(typed.name)
    chosen = question.about(person=meant.people[0][0]) if meant.people else question.about(team=meant.teams[0][0])
    await show(screens(await ask(me, chosen), me, speech))


def _nothing_meant(words: str) -> Refused:
    """Figures alone are no name: whoever wrote 31.02 looks for a mistake in the days."""
    if any(sign.isdigit() for sign in words) and not any(sign.isalpha() for sign in words):
        return Refused("period-unknown", period=shortened(words))
    return Refused("nobody-found")


async def pressed(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, ask: AskAsMember, screens: Screens
) -> None:
    """A button of a report: the same, seen or cut in another way."""
    question = question_of(press)
    if question is None:
        raise Refused("button-outdated")
    answer = await ask(me, question)
    if question.side is Side.FILE:
        await show(await to_thread(report_screen, answer, me, speech))
        return
    await show(screens(answer, me, speech))
