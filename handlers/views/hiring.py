"""Somebody new as screens: the role, the team, and whether it is right."""

from collections.abc import Sequence

from handlers.buttons import Press, number36
from handlers.screen import Button, Rows, Screen, bold, plain
from handlers.speech import Speech
from handlers.views.called import called
from handlers.views.paging import pages_row, slice_of
from handlers.views.people import CONFIRM, LIST
from handlers.views.refusals import menu_row
from services.domain.ids import TeamId
from services.domain.people import Role
from services.domain.rights import Member

_PAGE = 8


def hire_roles_screen(name: str, roles: Sequence[Role], me: Member, speech: Speech) -> Screen:
    """As what."""
    rows: Rows = tuple(
        (
            Button(
                speech.say(f"role-{role}"), _press(me, "hr" if role in (Role.MANAGER, Role.HEAD) else "ht", role, "0")
            ),
        )
        for role in roles
    )
    return _screen(name, "hire-role", rows, me, speech)


def hire_teams_screen(
    name: str, role: Role, teams: Sequence[tuple[TeamId, str]], page: int, me: Member, speech: Speech
) -> Screen:
    """In which team; without one only where the whole company is arranged."""
    start, end = slice_of(len(teams), page, _PAGE)
    rows: Rows = tuple(
        (Button(called(path), _press(me, "ht", role, number36(team))),) for team, path in teams[start:end]
    )
    paging = pages_row(len(teams), page, _PAGE, lambda to: _press(me, "hr", role, to))
    if me.whole or (me.arranges and role is not Role.HEAD):
        rows += ((Button(speech.say("missing-team"), _press(me, "ht", role, "0")),),)
    return _screen(name, "hire-team", (*rows, *([paging] if paging else [])), me, speech)


def hire_sure_screen(name: str, role: Role, team: tuple[TeamId, str] | None, me: Member, speech: Speech) -> Screen:
    """Whether it is right."""
    place = called(team[1]) if team else speech.say("missing-team")
    asked = speech.say("hire-sure", name=called(name), role=speech.say(f"role-{role}"), team=place)
    yes = Button(speech.say("button-sure"), _press(me, "hy", role, number36(team[0]) if team else "0"))
    return Screen(plain(asked), ((yes, _cancel(me, speech)), menu_row(speech, me.company.id)))


def _screen(name: str, phrase: str, rows: Rows, me: Member, speech: Speech) -> Screen:
    text = "\n".join([bold(called(name)), plain(speech.say(phrase))])
    return Screen(text, (*rows, (_cancel(me, speech),), menu_row(speech, me.company.id)))


def _press(me: Member, verb: str, role: Role, arg: str) -> Press:
    return Press(CONFIRM, me.company.id, (verb, role.value, arg))


def _cancel(me: Member, speech: Speech) -> Button:
    return Button(speech.say("button-cancel"), Press(LIST, me.company.id, ("0",)))
