"""/goals and its buttons: one's own goals, those of one's people, one goal, and its end."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from handlers.buttons import Press, numbers_of
from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech
from handlers.views.goals import close_screen, goal_screen, goals_screen, team_screen, whose_screen
from services.domain.ids import PersonId
from services.domain.rights import Member
from services.errors import Refused
from services.usecases.ask_as_member import FindForMember
from services.usecases.keep_goal import EndGoal
from services.usecases.see_goals import SeeGoals


def router() -> Router:
    """Looking at goals and closing them; typing about them is a conversation of its own."""
    made = Router(name="goals")
    made.message.register(asked, Command("goals", ignore_case=True))
    made.callback_query.register(listed, at("goals-of", "goals-shut"))
    made.callback_query.register(of_team, at("goals-team"))
    made.callback_query.register(opened, at("goal"))
    made.callback_query.register(closing, at("goal-close"))
    made.callback_query.register(closed, at("goal-ended"))
    return made


async def asked(
    _: Message, command: CommandObject, me: Member, speech: Speech, show: Show, see_goals: SeeGoals, find: FindForMember
) -> None:
    """/goals: one's own, for a head who sells nothing those of the team; /goals Иванов: somebody's."""
    if command.args:
        people = (await find(me, command.args)).people
        if len(people) > 1:
            await show(whose_screen(people, me, speech))
            return
        if not people:
            raise Refused("nobody-found")
        await show(goals_screen(await see_goals.of(me, people[0][0]), me, speech))
        return
    if me.heads and not me.sells:
        await show(team_screen(await see_goals.team(me), me, speech))
        return
    await show(goals_screen(await see_goals.of(me, me.id), me, speech))


async def listed(_: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, see_goals: SeeGoals) -> None:
    """A page of somebody's goals, open or closed."""
    numbers = numbers_of(press, 2)
    if not numbers and me.heads and not me.sells:
        await show(team_screen(await see_goals.team(me), me, speech))
        return
    person, page = (*(numbers or (me.id,)), 0)[:2]
    sheet = await see_goals.of(me, PersonId(person))
    await show(goals_screen(sheet, me, speech, page, closed=press.place == "goals-shut"))


async def of_team(_: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, see_goals: SeeGoals) -> None:
    """The goals of one's people."""
    page = (*numbers_of(press, 1), 0)[0]
    await show(team_screen(await see_goals.team(me), me, speech, page))


async def opened(_: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, see_goals: SeeGoals) -> None:
    """One goal."""
    await show(goal_screen(await see_goals.one(me, goal_in(press)), me, speech))


async def closing(_: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, see_goals: SeeGoals) -> None:
    """Reached or not?"""
    await show(close_screen(await see_goals.one(me, goal_in(press)), me, speech))


async def closed(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, see_goals: SeeGoals, end_goal: EndGoal
) -> None:
    """The goal is closed with its verdict."""
    if press.values[1:] not in (("0",), ("1",)):
        raise Refused("button-outdated")
    number = await end_goal(me, goal_in(press), reached=press.values[1] == "1")
    phrase = "goal-told-reached" if press.values[1] == "1" else "goal-told-closed"
    await show(goal_screen(await see_goals.one(me, number), me, speech, speech.say(phrase)))


def goal_in(press: Press) -> int:
    """The goal a button is about."""
    numbers = numbers_of(press, 2)
    if not numbers:
        raise Refused("button-outdated")
    return numbers[0]
