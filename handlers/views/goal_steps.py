"""The steps of a goal being set, and of words about one: each asks for one thing and can be cancelled."""

from collections.abc import Mapping
from typing import Any

from handlers.buttons import Press, number36
from handlers.screen import Button, Screen, bold, plain
from handlers.speech import Speech, harmless
from services.domain.goals import HORIZONS
from services.domain.rights import Member


def text_step(me: Member, speech: Speech) -> Screen:
    """What is to get better?"""
    return Screen(plain(speech.say("goal-ask-text")), (_cancel_row(me, speech),))


def months_step(text: str, me: Member, speech: Speech) -> Screen:
    """By when?"""
    company = me.company.id
    horizons = tuple(
        Button(speech.say("goal-months-short", n=months), Press("goal-months", company, (number36(months),)))
        for months in HORIZONS
    )
    lines = [bold(harmless(text)), "", plain(speech.say("goal-ask-months"))]
    return Screen("\n".join(lines), (horizons[:2], horizons[2:], _cancel_row(me, speech)))


def aim_step(me: Member, speech: Speech, told: str | None = None) -> Screen:
    """From what to what? `told` is said instead, where the answer was not understood."""
    without = Button(speech.say("button-goal-no-aim"), Press("goal-no-aim", me.company.id))
    return Screen(plain(told or speech.say("goal-ask-aim")), ((without,), _cancel_row(me, speech)))


def sure_step(draft: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """The goal as it was understood."""
    lines = [
        plain(speech.say("goal-ask-sure")),
        "",
        bold(harmless(str(draft["text"]))),
        plain(speech.say("goal-months-of", n=int(draft["months"]))),
    ]
    aim = {name: str(draft.get(name) or "") for name in ("start", "target")}
    lines.append(plain(speech.say("goal-aim", **aim) if all(aim.values()) else speech.say("goal-aim-none")))
    sure = Button(speech.say("button-goal-sure"), Press("goal-sure", me.company.id))
    return Screen("\n".join(lines), ((sure,), _cancel_row(me, speech)))


def check_step(goal: int, text: str, me: Member, speech: Speech) -> Screen:
    """Where does it stand?"""
    return _about_goal("goal-ask-check", goal, text, me, speech)


def comment_step(goal: int, text: str, me: Member, speech: Speech) -> Screen:
    """What is to be said of it?"""
    return _about_goal("goal-ask-comment", goal, text, me, speech)


def _about_goal(phrase: str, goal: int, text: str, me: Member, speech: Speech) -> Screen:
    cancel = Button(speech.say("button-cancel"), Press("goal", me.company.id, (number36(goal),)))
    lines = [bold(harmless(text)), "", plain(speech.say(phrase))]
    return Screen("\n".join(lines), ((cancel,),))


def _cancel_row(me: Member, speech: Speech) -> tuple[Button, ...]:
    return (Button(speech.say("button-cancel"), Press("goals-of", me.company.id, (number36(me.id),))),)
