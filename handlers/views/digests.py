"""Who gets which digest, when, and what did not arrive."""

from handlers.buttons import Press, number36
from handlers.screen import Button, Screen, bold, plain
from handlers.speech import Speech, dashed
from handlers.views.letter_words import person_name
from handlers.views.refusals import menu_row
from handlers.views.settings import zone_words
from services.domain.digest_times import NEVER
from services.domain.rights import Member
from services.usecases.arrange_digests import DigestLine, DigestSheet

EVENINGS = (17 * 60, 18 * 60, 18 * 60 + 30, 19 * 60, 20 * 60)
MONDAYS = (8 * 60, 8 * 60 + 30, 9 * 60, 9 * 60 + 30, 10 * 60)
"""Times a button offers, in minutes since midnight. Their places are their numbers: new ones go to the end."""

_MOST = 12
_MOST_FAILED = 5


def digest_screen(sheet: DigestSheet, me: Member, speech: Speech) -> Screen:
    """One's own digests, those of other heads, and letters that did not arrive."""
    lines = [bold(speech.say("digests-title"))]
    if sheet.own is not None:
        lines.append(plain(_line(speech.say("digests-own"), sheet.own, speech)))
    lines += [plain(_line(person_name(line.name), line, speech)) for line in sheet.others[:_MOST]]
    spare = len(sheet.others) - _MOST
    lines += [plain(speech.say("today-more", n=spare))] if spare > 0 else []
    if sheet.failed:
        lines += ["", bold(speech.say("digests-failed"))]
        for one in sheet.failed[:_MOST_FAILED]:
            reason = speech.say(f"failed-{one.reason}") if speech.has(f"failed-{one.reason}") else one.reason
            kind = speech.say(f"letter-{dashed(one.kind.value)}")
            at = speech.moment(one.at.astimezone(me.company.zone))
            lines.append(
                plain(speech.say("digests-failed-one", name=person_name(one.name), kind=kind, at=at, reason=reason))
            )
    else:
        lines.append(plain(speech.say("digests-all-arrived")))
    rows: list[tuple[Button, ...]] = []
    if sheet.own is not None:
        company = me.company.id
        rows.append(
            (
                Button(speech.say("button-digest-evening"), Press("digest-at", company, ("0",))),
                Button(speech.say("button-digest-monday"), Press("digest-at", company, ("1",))),
            )
        )
    return Screen("\n".join(lines), (*rows, menu_row(speech, me.company.id)))


def _line(name: str, line: DigestLine, speech: Speech) -> str:
    evening, monday = (_time(minute, speech) for minute in (line.times.evening, line.times.monday))
    told = speech.say("digests-line", name=name, evening=evening, monday=monday, zone=zone_words(line.zone, speech))
    return told if line.account else f"{told} {speech.say('digests-no-account')}"


def _time(minute: int, speech: Speech) -> str:
    return speech.say("digests-never") if minute == NEVER else f"{minute // 60:02}:{minute % 60:02}"


def ask_time_screen(me: Member, speech: Speech, *, monday: bool) -> Screen:
    """When? Usual times by buttons, any other typed, or never."""
    company, which = me.company.id, "1" if monday else "0"
    times = MONDAYS if monday else EVENINGS
    buttons = tuple(
        Button(_time(minute, speech), Press("digest-at", company, (which, number36(place))))
        for place, minute in enumerate(times, 1)
    )
    never = Button(speech.say("button-digest-never"), Press("digest-at", company, (which, "0")))
    cancel = Button(speech.say("button-cancel"), Press("digest", company))
    text = speech.say("ask-digest-monday" if monday else "ask-digest-evening")
    return Screen(plain(text), (buttons[:3], (*buttons[3:], never), (cancel,)))
