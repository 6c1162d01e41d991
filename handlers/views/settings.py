"""What a person chooses for themselves: language, company, time zone."""

from handlers.buttons import Press, number36
from handlers.screen import Button, Screen, bold, label, plain
from handlers.speech import Speech, dashed, harmless, languages, speech_of
from handlers.views.refusals import menu_row
from services.domain.rights import Member
from services.usecases.choose_notices import QUIET, RINGS, Notices
from services.usecases.choose_zone import OwnZone
from services.usecases.know_account import Known

ZONES = (
    "Europe/Kaliningrad", "Europe/Moscow", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Krasnoyarsk",
    "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka",
)  # fmt: skip
"""The zones a button offers, from west to east. Their places are their numbers in a button: new ones go to the end."""

_A_ROW = 2


def settings_screen(
    known: Known, zone: OwnZone, me: Member, speech: Speech, told: str | None, notices: Notices
) -> Screen:
    """What is chosen now, each with a button that changes it."""
    company = me.company.id
    lines = [*([plain(told), ""] if told else []), bold(speech.say("settings-title"))]
    lines.append(plain(speech.say("settings-language", language=speech.say(f"language-{speech.language}"))))
    lines.append(plain(speech.say("settings-company", company=harmless(me.company.name))))
    lines.append(plain(speech.say("settings-zone", zone=zone_words(zone.zone, speech), now=speech.clock(zone.now))))
    lines += [plain(line) for line in notice_lines(notices, speech)]
    language = Button(speech.say("button-language"), Press("set-language", company))
    place = Button(speech.say("button-zone"), Press("set-zone", company))
    several = (Button(speech.say("button-company"), Press("set-company", company)),) if len(known.members) > 1 else ()
    own = (Button(speech.say("button-notices"), Press("set-notices", company)),)
    return Screen("\n".join(lines), ((language, place),)).with_rows(own, several, menu_row(speech, company))


def notice_lines(notices: Notices, speech: Speech) -> list[str]:
    """How much and when the person is told."""
    chosen = notices.chosen
    ends = (chosen.quiet_from, chosen.quiet_to)
    quiet = speech.say("notices-no-quiet")
    if chosen.quiet_from != chosen.quiet_to:
        first, last = (f"{minute // 60:02}:{minute % 60:02}" for minute in ends)
        quiet = speech.say("notices-quiet", first=first, last=last)
    lines = [quiet, speech.say(f"notices-rings-{chosen.rings}")]
    return lines + ([speech.say("notices-hushed", n=notices.hushed)] if notices.hushed else [])


def notices_screen(notices: Notices, me: Member, speech: Speech) -> Screen:
    """How much and when? Rings a day and quiet hours by buttons, other hours typed."""
    company, chosen = me.company.id, notices.chosen
    rings = tuple(
        Button(
            ("✓ " if chosen.rings == number else "") + speech.say(f"button-rings-{number}"),
            Press("set-notices", company, ("r", str(number))),
        )
        for number in RINGS
    )
    hours = tuple(
        Button(
            ("✓ " if (chosen.quiet_from, chosen.quiet_to) == ends else "") + _hours(ends),
            Press("set-notices", company, ("q", number36(place))),
        )
        for place, ends in enumerate(QUIET)
    )
    back = (Button(speech.say("button-undo-hushes"), Press("set-notices", company, ("u",))),) if notices.hushed else ()
    text = "\n".join([*(plain(line) for line in notice_lines(notices, speech)), "", plain(speech.say("notices-ask"))])
    return Screen(text, (rings, hours[:2], hours[2:])).with_rows(back, _back_row(me, speech))


def _hours(ends: tuple[int, int]) -> str:
    return "–".join(f"{minute // 60:02}:{minute % 60:02}" for minute in ends)


def language_screen(me: Member, speech: Speech) -> Screen:
    """Which language? Each is named in itself."""
    buttons = tuple(
        Button(speech_of(language).say(f"language-{language}"), Press("set-language", me.company.id, (language,)))
        for language in languages()
    )
    return Screen(plain(speech.say("settings-ask-language")), (buttons, _back_row(me, speech)))


def company_screen(known: Known, me: Member, speech: Speech) -> Screen:
    """Which company? The one spoken for now is marked."""
    buttons = tuple(
        (
            Button(
                label(("✓ " if member.company.id == me.company.id else "") + harmless(member.company.name)),
                Press("set-company", me.company.id, (number36(member.company.id),)),
            ),
        )
        for member in known.members
    )
    return Screen(plain(speech.say("settings-ask-company")), (*buttons, _back_row(me, speech)))


def zone_screen(zone: OwnZone, me: Member, speech: Speech) -> Screen:
    """Which zone? A few by buttons, any city typed."""
    now = speech.say("settings-zone", zone=zone_words(zone.zone, speech), now=speech.clock(zone.now))
    buttons = [
        Button(zone_words(name, speech), Press("set-zone", me.company.id, (number36(place),)))
        for place, name in enumerate(ZONES)
    ]
    rows = tuple(tuple(buttons[start : start + _A_ROW]) for start in range(0, len(buttons), _A_ROW))
    text = "\n".join([plain(now), "", plain(speech.say("settings-ask-zone"))])
    return Screen(text, (*rows, (Button(speech.say("button-cancel"), Press("settings", me.company.id)),)))


def zone_words(name: str, speech: Speech) -> str:
    """The zone by its city where we have a word for it, else by its own name."""
    phrase = f"zone-{dashed(name.replace('/', '-').casefold())}"
    return speech.say(phrase) if speech.has(phrase) else name


def _back_row(me: Member, speech: Speech) -> tuple[Button, ...]:
    return (Button(speech.say("button-settings"), Press("settings", me.company.id)), *menu_row(speech, me.company.id))
