"""Reports by command and by button: /kpi, /team, /funnel, /roi, /deals, /calls, /goals, /plan, /rules."""

from asyncio import to_thread

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.buttons import REPORTS, Press, at, question_of
from handlers.screen import Show
from handlers.speech import Speech
from handlers.views.reports import report_screen
from handlers.views.whom import choice_screen
from services.domain.clock import Clock
from services.domain.question import Question, Side, Span, read_typed, usual_span
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.ask_as_member import AskAsMember, FindForMember

Typed = ("kpi", "team", "funnel", "roi", "deals", "calls", "rules")
"""Reports that are asked by a command of their own; goals have a conversation around them."""


def router() -> Router:
    """Commands and buttons of reports."""
    made = Router(name="reports")
    made.message.register(asked, Command(*Typed))
    made.callback_query.register(pressed, at(*REPORTS))
    return made


async def asked(
    message: Message,
    command: CommandObject,
    me: Member,
    speech: Speech,
    show: Show,
    clock: Clock,
    ask: AskAsMember,
    find: FindForMember,
) -> None:
    """/kpi, /kpi Иванов прошлая неделя, /funnel Q3 2026: a name and a period in any order."""
    today = clock.now().astimezone(me.company.zone).date()
    typed = read_typed(command.args or "", today)
    span = Span(days=typed.period) if typed.period else usual_span(command.command.lower())
    question = Question(command.command.lower(), span)
    if typed.name is None:
        await show(report_screen(await ask(me, question), me, speech))
        return
    meant = await find(me, typed.name)
    if meant.count > 1:
        await show(choice_screen(meant, question, me, speech))
        return
    if not meant.count:
        raise Refused("nobody-found")
    chosen = question.about(person=meant.people[0][0]) if meant.people else question.about(team=meant.teams[0][0])
    await show(report_screen(await ask(me, chosen), me, speech))


async def pressed(_: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, ask: AskAsMember) -> None:
    """A button of a report: the same, seen or cut in another way."""
    question = question_of(press)
    if question is None:
        raise Refused("button-outdated")
    answer = await ask(me, question)
    if question.side is Side.FILE:
        await show(await to_thread(report_screen, answer, me, speech))
        return
    await show(report_screen(answer, me, speech))
