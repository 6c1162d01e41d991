"""What a group sees of its arrangement: which team's digest comes here."""

from handlers.buttons import Press, number36
from handlers.screen import Button, Screen, bold, label, plain
from handlers.speech import Speech, harmless
from services.domain.ids import TeamId
from services.domain.rights import Member
from services.usecases.keep_chats import GroupOffer

_MOST = 8


def offer_screen(offer: GroupOffer, me: Member, speech: Speech) -> Screen:
    """Which team's digest is to come here, and what comes already."""
    names = dict(offer.teams)
    lines = [bold(speech.say("group-title")), plain(speech.say("group-what"))]
    if offer.bound in names:
        lines += ["", plain(_named("group-gets", names[TeamId(offer.bound or 0)], speech))]
    rows = [
        (Button(label(_named("button-group-get", name, speech)), _press("group-get", me, number36(team))),)
        for team, name in offer.teams[:_MOST]
        if team != offer.bound
    ]
    if offer.bound is not None:
        rows.append((Button(speech.say("button-group-end"), _press("group-end", me)),))
    return Screen("\n".join(lines), tuple(rows))


def bound_screen(name: str, me: Member, speech: Speech) -> Screen:
    """It is arranged."""
    text = plain(_named("group-bound", name, speech))
    return Screen(text, ((Button(speech.say("button-group-end"), _press("group-end", me)),),))


def released_screen(speech: Speech) -> Screen:
    """Nothing more comes here."""
    return Screen(plain(speech.say("group-released")))


def _named(phrase: str, team: str, speech: Speech) -> str:
    """The phrase about a team, or about the whole company."""
    return speech.say(phrase, team=harmless(team)) if team else speech.say(f"{phrase}-whole")


def _press(place: str, me: Member, *values: str) -> Press:
    return Press(place, me.company.id, values)
