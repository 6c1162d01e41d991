"""What is stored about a person, and who looked."""

from datetime import date

from handlers.buttons import Press
from handlers.screen import Button, Screen, bold, plain
from handlers.speech import Speech, dashed, harmless
from handlers.views.refusals import menu_row
from services.domain.people import BEGINNING
from services.domain.rights import Member
from services.usecases.show_kept import Kept, LookedAt


def kept_screen(kept: Kept, me: Member, speech: Speech) -> Screen:
    """Kinds with counts and days, then the newest looks; all of it can be taken away as a file."""
    lines = [bold(speech.say("kept-title"))]
    for kind in kept.kinds:
        name = speech.say(f"kept-{dashed(kind.kind)}")
        days = {"first": speech.day(kind.first), "last": speech.day(kind.last), "n": speech.number(kind.count)}
        lines.append(plain(speech.say(_line_of(kind.first, kind.last), name=name, **days)))
    lines += ["", plain(speech.say("kept-phones")), "", bold(speech.say("kept-looks-title"))]
    lines += [plain(_look(look, speech)) for look in kept.looks]
    lines += [] if kept.looks else [plain(speech.say("kept-nobody-looked"))]
    take = Button(speech.say("button-take-away"), Press("my-file", me.company.id))
    return Screen("\n".join(lines), ((take,), menu_row(speech, me.company.id)))


def _line_of(first: date | None, last: date | None) -> str:
    """From day to day, one day, or no day at all."""
    if first is None or first == BEGINNING:
        return "kept-line-undated"
    return "kept-line-day" if first == last else "kept-line"


def _look(look: LookedAt, speech: Speech) -> str:
    phrase = f"report-{dashed(look.what)}"
    what = speech.say(phrase) if speech.has(phrase) else harmless(look.what)
    by = harmless(look.by) if look.by else speech.say("value-missing")
    return speech.say("kept-look", at=speech.moment(look.at), by=by, what=what, n=look.times)
