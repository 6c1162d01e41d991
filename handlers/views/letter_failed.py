"""A letter about a letter that did not arrive: whose, why, and what helps."""

from collections.abc import Mapping
from typing import Any

from handlers.screen import Screen, plain
from handlers.speech import Speech, harmless
from handlers.views.refusals import menu_row
from services.domain.rights import Member
from services.domain.wording import shortened

_LONGEST_NAME = 60


def failed_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """`person` is the name, `reason` why the chat takes nothing, `group` the title of a lost group or None."""
    if data["group"] is not None:
        group = shortened(harmless(data["group"]), _LONGEST_NAME)
        text = speech.say("letter-failed-group", group=group or "…")
    else:
        name = shortened(harmless(data["person"]), _LONGEST_NAME)
        text = speech.say(f"letter-failed-{data['reason']}", name=name)
    return Screen(plain(text), (menu_row(speech, me.company.id),))
