"""People as screens: the list, one person, and what can be done about them; everything is asked twice."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import quote as in_link

from handlers.buttons import Press, number36
from handlers.screen import Button, Rows, Screen, bold, fixed, plain
from handlers.speech import Speech
from handlers.views.called import called
from handlers.views.paging import pages_row, slice_of
from handlers.views.refusals import menu_row
from services.domain.ids import PersonId
from services.domain.people import Role
from services.domain.rights import Member
from services.usecases.invite_colleague import Invitation
from services.usecases.let_person_leave import Left
from services.usecases.list_people import Colleague
from services.usecases.show_colleagues import Card, Office

LIST, ONE, HIRE, UNKNOWN = "people", "person", "hire", "unknown"
CONFIRM = "yes"
"""Buttons that confirm what was typed just before: handlers.states keeps the conversation open for them."""

_PAGE = 8
_MARKS = {Role.MANAGER: "m", Role.HEAD: "h", Role.OWNER: "o", Role.ADMIN: "a"}


def person_press(me: Member, person: PersonId, verb: str = "", arg: str = "") -> Press:
    """The button about a person."""
    return Press(ONE, me.company.id, (number36(person), verb, arg))


def roles_text(roles: Iterable[Role]) -> str:
    """Roles in a button."""
    return "".join(_MARKS[role] for role in Role if role in set(roles))


def roles_of(text: str) -> frozenset[Role] | None:
    """Roles as a button says them; None when it says others."""
    by_mark = {mark: role for role, mark in _MARKS.items()}
    return frozenset(by_mark[mark] for mark in text) if set(text) <= by_mark.keys() and len(text) <= 4 else None


def office_screen(office: Office, page: int, me: Member, speech: Speech) -> Screen:
    """Who works here, a page at a time."""
    company = me.company.id
    start, end = slice_of(len(office.people), page, _PAGE)
    here = office.people[start:end]
    lines = [bold(speech.say("people-title", count=len(office.people))), ""]
    lines += [plain(_line(one, speech)) for one in here]
    rows: Rows = tuple((Button(called(one.name), person_press(me, one.id)),) for one in here)
    if office.unknown:
        lines += ["", plain(speech.say("people-unknown", count=len(office.unknown)))]
        rows += ((Button(speech.say("button-unknown"), Press(UNKNOWN, company, ("0",))),),)
    paging = pages_row(len(office.people), page, _PAGE, lambda to: Press(LIST, company, (to,)))
    add = Button(speech.say("button-hire"), Press(HIRE, company))
    return Screen("\n".join(lines), rows).with_rows(paging, (add,), menu_row(speech, company))


def card_screen(card: Card, me: Member, speech: Speech, note: str = "") -> Screen:
    """One person, and what can be done; `note` says what was just done."""
    who = card.who
    lines = [*([plain(note), ""] if note else []), bold(called(who.name)), plain(roles_words(who.roles, speech))]
    lines.append(plain(speech.say("person-team", team=called(who.team)) if who.team else speech.say("missing-team")))
    if who.called:
        lines.append(plain(speech.say("person-called", names=", ".join(map(called, who.called)))))
    lines.append(plain(_state(who, speech)))
    rows: Rows = ()
    if not card.arranged:
        lines += ["", plain(speech.say("person-not-arranged"))]
    elif who.left_on is None or who.roles:
        rows = _doings(who, me, speech)
    return Screen("\n".join(lines), rows).with_rows(back_row(me, speech), menu_row(speech, me.company.id))


def sure_screen(text: str, yes: Press, who: PersonId, me: Member, speech: Speech) -> Screen:
    """Whether it shall really be done."""
    buttons = (Button(speech.say("button-sure"), yes), Button(speech.say("button-cancel"), person_press(me, who)))
    return Screen(plain(text), (buttons, menu_row(speech, me.company.id)))


def invite_screen(made: Invitation, who: PersonId, me: Member, speech: Speech) -> Screen:
    """The link, and the text to forward."""
    until = speech.moment(made.until)
    name = called(made.name)
    if made.link is None:
        lines = [plain(speech.say("invite-code", name=name, until=until)), fixed([made.code])]
        return Screen("\n".join(lines), (_to_card(who, me, speech), menu_row(speech, me.company.id)))
    letter = speech.say("invite-letter", name=name, company=called(me.company.name), until=until)
    lines = [
        bold(speech.say("invite-made", name=name)),
        plain(speech.say("invite-how")),
        "",
        plain(letter),
        plain(made.link),
    ]
    share = f"https://t.me/share/url?url={in_link(made.link, safe='')}&text={in_link(letter[:300], safe='')}"
    send = Button(speech.say("button-share"), link=share)
    return Screen("\n".join(lines), ((send,), _to_card(who, me, speech), menu_row(speech, me.company.id)))


def roles_screen(card: Card, chosen: frozenset[Role], me: Member, speech: Speech) -> Screen:
    """Roles to be chosen: a press turns one on or off."""
    who = card.who
    toggles = tuple(
        (
            Button(
                ("✓ " if role in chosen else "") + speech.say(f"role-{role}"),
                person_press(me, who.id, "r", roles_text(chosen ^ {role})),
            ),
        )
        for role in card.roles
    )
    done: tuple[Button, ...] = ()
    if chosen and chosen != frozenset(who.roles):
        done = (Button(speech.say("button-roles-done"), person_press(me, who.id, "R", roles_text(chosen))),)
    asked = speech.say("person-which-roles" if chosen else "person-roles-none")
    text = "\n".join([bold(called(who.name)), plain(asked)])
    return Screen(text, toggles).with_rows(done, _to_card(who.id, me, speech), menu_row(speech, me.company.id))


def teams_screen(card: Card, page: int, me: Member, speech: Speech) -> Screen:
    """Teams to be moved to."""
    who = card.who
    start, end = slice_of(len(card.teams), page, _PAGE)
    rows = tuple(
        (Button(called(path), person_press(me, who.id, "T", number36(team))),) for team, path in card.teams[start:end]
    )
    paging = pages_row(len(card.teams), page, _PAGE, lambda to: person_press(me, who.id, "t", to))
    phrase = "person-which-team" if card.teams else "person-no-teams"
    text = "\n".join([bold(called(who.name)), plain(speech.say(phrase))])
    return Screen(text, rows).with_rows(paging, _to_card(who.id, me, speech), menu_row(speech, me.company.id))


def leaving_screen(card: Card, days: tuple[date, ...], me: Member, speech: Speech) -> Screen:
    """The last day: a usual one, or one to be typed."""
    who = card.who
    rows = tuple(
        (Button(speech.day(day), person_press(me, who.id, "L", number36(day.toordinal()))),)
        for day in dict.fromkeys(days)
    )
    other = (Button(speech.say("button-other-day"), person_press(me, who.id, "d")),)
    text = "\n".join([bold(called(who.name)), plain(speech.say("person-which-day"))])
    return Screen(text, rows).with_rows(other, _to_card(who.id, me, speech), menu_row(speech, me.company.id))


def leave_sure_screen(card: Card, day: date, me: Member, speech: Speech) -> Screen:
    """Whether this is the last day."""
    asked = speech.say("leave-sure", name=called(card.who.name), day=speech.day(day))
    yes = person_press(me, card.who.id, "M", number36(day.toordinal()))
    return sure_screen(asked, yes, card.who.id, me, speech)


def left_screen(left: Left, who: PersonId, me: Member, speech: Speech) -> Screen:
    """They leave."""
    phrase = "person-has-left" if left.unbound else "person-will-leave"
    text = plain(speech.say(phrase, name=called(left.name), day=speech.day(left.last)))
    return Screen(text, (_to_card(who, me, speech), back_row(me, speech), menu_row(speech, me.company.id)))


def typing_screen(text: str, me: Member, speech: Speech, back: Press | None = None) -> Screen:
    """Something is to be typed; a button leaves it."""
    cancel = Button(speech.say("button-cancel"), back or Press(LIST, me.company.id, ("0",)))
    return Screen(plain(text), ((cancel,), menu_row(speech, me.company.id)))


def back_row(me: Member, speech: Speech) -> tuple[Button, ...]:
    """Back to the list of people."""
    return (Button(speech.say("button-people"), Press(LIST, me.company.id, ("0",))),)


def roles_words(roles: Iterable[Role], speech: Speech) -> str:
    """Roles in words."""
    return ", ".join(speech.say(f"role-{role}") for role in Role if role in set(roles)) or speech.say("person-no-role")


def _to_card(who: PersonId, me: Member, speech: Speech) -> tuple[Button, ...]:
    return (Button(speech.say("button-back"), person_press(me, who)),)


def _doings(who: Colleague, me: Member, speech: Speech) -> Rows:
    def button(phrase: str, verb: str, arg: str = "") -> Button:
        return Button(speech.say(phrase), person_press(me, who.id, verb, arg))

    invite = button("button-invite-again" if who.bound else "button-invite", "i")
    roles = button("button-roles", "r", roles_text(who.roles))
    team = button("button-team-of", "t", "0")
    extension = button("button-extension", "e")
    leave = button("button-leave", "l")
    rows: Rows = ((invite,), (roles, team), (extension, *(() if who.id == me.id else (leave,))))
    return rows


def _line(one: Colleague, speech: Speech) -> str:
    team = called(one.team) if one.team else ""
    parts = [called(one.name), roles_words(one.roles, speech), team, _state(one, speech)]
    return " · ".join(filter(None, parts))


def _state(one: Colleague, speech: Speech) -> str:
    if one.left_on is not None:
        return speech.say("person-until", day=speech.day(one.left_on))
    return speech.say("person-unlisted" if not one.listed else "person-bound" if one.bound else "person-unbound")
