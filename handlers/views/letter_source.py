"""A letter about a source that has broken, and one that it answers again."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from handlers.screen import Screen, bold, plain
from handlers.speech import Speech, harmless
from handlers.views.refusals import menu_row, trouble_text
from services.domain.rights import Member
from services.domain.wording import shortened

_LONGEST_NAME = 60


def trouble_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """`name` is the account, `since` when it broke, `phrase` with `values` what is wrong and what helps."""
    lines = [
        bold(speech.say("letter-source-broken", **_said(data, me, speech))),
        plain(trouble_text(data["phrase"], data["values"], speech)),
        "",
        plain(speech.say("letter-source-heals")),
    ]
    return Screen("\n".join(lines), (menu_row(speech, me.company.id),))


def well_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """`since` is when the trouble that is over began."""
    text = plain(speech.say("letter-source-again", **_said(data, me, speech)))
    return Screen(text, (menu_row(speech, me.company.id),))


def _said(data: Mapping[str, Any], me: Member, speech: Speech) -> dict[str, str]:
    name = shortened(harmless(data["name"]), _LONGEST_NAME)
    since = datetime.fromisoformat(data["since"]).astimezone(me.company.zone)
    return {"name": name or "…", "since": speech.moment(since)}
