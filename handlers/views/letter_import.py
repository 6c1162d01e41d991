"""A letter about files that came in by themselves: what was refused, whom and what nobody knows."""

from collections.abc import Mapping
from typing import Any

from handlers.buttons import Press
from handlers.screen import Button, Screen, bold, plain, quote
from handlers.speech import Speech
from handlers.views.called import called
from handlers.views.refusals import menu_row, trouble_text
from services.domain.rights import Member

_LONGEST_REASON = 140
_LONGEST_NAME = 28


def import_screen(data: Mapping[str, Any], me: Member, speech: Speech) -> Screen:
    """`lines` are the first refusals of `refused`; `unknown` are numbers and first names by field."""
    taken = speech.number(data["read"] - data["refused"])
    lines = [
        bold(called(data["name"])),
        plain(speech.say("letter-import", kind=speech.say(f"kind-{data['kind']}"))),
        plain(speech.say("letter-import-taken", taken=taken, read=speech.number(data["read"]))),
    ]
    if data["refused"]:
        lines += ["", quote("\n".join(_refusals(data, speech)))]
    if data["unknown"]:
        lines.append("")
    for field, (count, names) in data["unknown"].items():
        shown = ", ".join(called(name, _LONGEST_NAME) for name in names) + ("…" if count > len(names) else "")
        lines.append(plain(speech.say(f"sent-new-{field}", count=count, names=shown)))
    return Screen("\n".join(lines), (*_next(data, me, speech), menu_row(speech, me.company.id)))


def _refusals(data: Mapping[str, Any], speech: Speech) -> list[str]:
    told = [
        speech.say(
            "sent-refused-line",
            line=speech.number(line),
            reason=called(trouble_text(phrase, values, speech), _LONGEST_REASON),
        )
        for line, phrase, values in data["lines"]
    ]
    more = data["refused"] - len(told)
    return [*told, *([speech.say("letter-import-more", n=more)] if more > 0 else [])]


def _next(data: Mapping[str, Any], me: Member, speech: Speech) -> tuple[tuple[Button, ...], ...]:
    """Names that nobody knew are settled in the list of people."""
    if me.arranges and "manager" in data["unknown"]:
        return ((Button(speech.say("button-unknown"), Press("unknown", me.company.id, ("0",))),),)
    return ()
