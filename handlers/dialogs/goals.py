"""Typing about goals: a new one step by step, a check-in, a comment."""

from typing import Any

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers.buttons import Press, numbers_of
from handlers.dialogs.ground import speaking, typed
from handlers.filters import at
from handlers.screen import Show
from handlers.speech import Speech, harmless
from handlers.states import GoalSteps
from handlers.views.goal_steps import aim_step, check_step, comment_step, months_step, sure_step, text_step
from handlers.views.goals import goal_screen, goals_screen
from services.domain.goals import HORIZONS, read_aim
from services.domain.numerals import NotANumber, read_number
from services.domain.rights import Member
from services.domain.wording import shortened
from services.errors import Refused
from services.usecases.keep_goal import CheckIn, CommentGoal, SetGoal, goal_text
from services.usecases.know_account import Known
from services.usecases.see_goals import SeeGoals


def router() -> Router:
    """The steps, by the state they answer."""
    made = Router(name="goal-steps")
    made.callback_query.register(begun, at("goal-new"))
    made.message.register(named, StateFilter(GoalSteps.text))
    made.callback_query.register(timed, at("goal-months"))
    made.callback_query.register(unaimed, at("goal-no-aim"))
    made.message.register(aimed, StateFilter(GoalSteps.aim, GoalSteps.sure))
    made.callback_query.register(agreed, at("goal-sure"))
    made.message.register(button_wanted, StateFilter(GoalSteps.months))
    made.callback_query.register(asked_about, at("goal-check", "goal-say"))
    made.message.register(checked, StateFilter(GoalSteps.check))
    made.message.register(commented, StateFilter(GoalSteps.comment))
    return made


async def begun(_: CallbackQuery, me: Member, speech: Speech, show: Show, state: FSMContext) -> None:
    """What is to get better?"""
    await state.set_state(GoalSteps.text)
    await state.set_data({"company": me.company.id})
    await show(text_step(me, speech))


async def named(message: Message, known: Known, speech: Speech, show: Show, state: FSMContext) -> None:
    """The goal in words; next, its horizon."""
    text = goal_text(typed(message))
    me = speaking(known, await state.get_data())
    await state.update_data(text=text)
    await state.set_state(GoalSteps.months)
    await show(months_step(text, me, speech))


async def timed(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, state: FSMContext, see_goals: SeeGoals
) -> None:
    """The horizon; next, numbers or none."""
    months = (*numbers_of(press, 1), 0)[0]
    if months not in HORIZONS:
        raise Refused("button-outdated")
    if "text" not in await _draft(state, me):
        await show(goals_screen(await see_goals.of(me, me.id), me, speech))
        return
    await state.update_data(months=months, start=None, target=None)
    await state.set_state(GoalSteps.aim)
    await show(aim_step(me, speech))


async def aimed(message: Message, known: Known, speech: Speech, show: Show, state: FSMContext) -> None:
    """From what to what; next, a last look, at which other numbers may still be typed."""
    words = typed(message)
    try:
        start, target = read_aim(words)
    except NotANumber:
        if await state.get_state() == GoalSteps.sure.state:
            await button_wanted(message, known, speech, show, state)
            return
        kept = await state.get_data()
        told = speech.say("goal-aim-unreadable", typed=harmless(shortened(words)))
        await show(aim_step(speaking(known, kept), speech, told))
        return
    kept = await state.update_data(start=format(start, "f"), target=format(target, "f"))
    await state.set_state(GoalSteps.sure)
    await show(sure_step(kept, speaking(known, kept), speech))


async def unaimed(
    _: CallbackQuery, me: Member, speech: Speech, show: Show, state: FSMContext, see_goals: SeeGoals
) -> None:
    """Without numbers; next, a last look."""
    kept = await _draft(state, me)
    if "months" not in kept:
        await show(goals_screen(await see_goals.of(me, me.id), me, speech))
        return
    kept = await state.update_data(start=None, target=None)
    await state.set_state(GoalSteps.sure)
    await show(sure_step(kept, me, speech))


async def agreed(
    _: CallbackQuery,
    me: Member,
    speech: Speech,
    show: Show,
    state: FSMContext,
    see_goals: SeeGoals,
    set_goal: SetGoal,
) -> None:
    """The goal is set; a second press of the button finds it set already."""
    kept = await _draft(state, me)
    if await state.get_state() != GoalSteps.sure.state or "months" not in kept:
        await show(goals_screen(await see_goals.of(me, me.id), me, speech))
        return
    start, target = (read_number(kept[end], signed=True) if kept.get(end) else None for end in ("start", "target"))
    number = await set_goal(me, kept["text"], kept["months"], start, target)
    await state.clear()
    await show(goal_screen(await see_goals.one(me, number), me, speech, speech.say("goal-told-set")))


async def button_wanted(_: Message, known: Known, speech: Speech, show: Show, state: FSMContext) -> None:
    """Something was typed where a button is the answer: the same step once more."""
    kept = await state.get_data()
    me = speaking(known, kept)
    ready = await state.get_state() == GoalSteps.sure.state
    await show(sure_step(kept, me, speech) if ready else months_step(kept["text"], me, speech))


async def asked_about(
    _: CallbackQuery, press: Press, me: Member, speech: Speech, show: Show, state: FSMContext, see_goals: SeeGoals
) -> None:
    """A check-in or a comment is about to be typed."""
    card = await see_goals.one(me, (*numbers_of(press, 1), 0)[0])
    checks = press.place == "goal-check"
    await state.set_state(GoalSteps.check if checks else GoalSteps.comment)
    await state.set_data({"company": me.company.id, "goal": card.goal.id})
    step = check_step if checks else comment_step
    await show(step(card.goal.id, card.goal.text, me, speech))


async def checked(
    message: Message,
    known: Known,
    speech: Speech,
    show: Show,
    state: FSMContext,
    see_goals: SeeGoals,
    check_in: CheckIn,
) -> None:
    """A number or a note; the goal with it."""
    kept = await state.get_data()
    me = speaking(known, kept)
    number = await check_in(me, kept["goal"], typed(message))
    await state.clear()
    await show(goal_screen(await see_goals.one(me, number), me, speech, speech.say("goal-told-checked")))


async def commented(
    message: Message,
    known: Known,
    speech: Speech,
    show: Show,
    state: FSMContext,
    see_goals: SeeGoals,
    comment_goal: CommentGoal,
) -> None:
    """A comment; the goal with it."""
    kept = await state.get_data()
    me = speaking(known, kept)
    number = await comment_goal(me, kept["goal"], typed(message))
    await state.clear()
    await show(goal_screen(await see_goals.one(me, number), me, speech, speech.say("goal-told-comment")))


async def _draft(state: FSMContext, me: Member) -> dict[str, Any]:
    """What was answered so far, where the conversation is one of this company."""
    kept = await state.get_data()
    return kept if kept.get("company") == me.company.id else {}
