"""Absences as screens: what is ahead, which days, and what was noted."""

from collections.abc import Sequence
from datetime import date, timedelta

from handlers.buttons import Press, number36, numbers_of
from handlers.screen import Button, Screen, bold, label, plain
from handlers.speech import Speech, dashed, harmless
from handlers.views.paging import pages_row, slice_of
from handlers.views.refusals import menu_row
from services.domain.ids import CompanyId, PersonId
from services.domain.period import Period
from services.domain.rights import Member
from services.domain.spans import week_span
from services.errors import Refused
from services.usecases.be_away import Absent, AwaySheet

KINDS = ("vacation", "sick", "day_off")
_MOST = 8
_PEOPLE_A_PAGE = 10


def away_screen(sheet: AwaySheet, me: Member, speech: Speech, told: str | None = None) -> Screen:
    """The absences that are not over, each with a button that cancels it, and the kinds of a new one."""
    company, who = me.company.id, number36(sheet.person)
    title = speech.say("away-title") if sheet.own else speech.say("away-title-of", name=harmless(sheet.name))
    lines = [*([plain(told), ""] if told else []), bold(title)]
    lines += [plain(_line(one, speech)) for one in sheet.absences[:_MOST]]
    lines += [] if sheet.absences else [plain(speech.say("away-empty"))]
    lines += ["", plain(speech.say("away-ask-kind"))]
    kinds = tuple(
        Button(speech.say(f"absence-{dashed(kind)}"), Press("away-kind", company, (who, number36(place))))
        for place, kind in enumerate(KINDS)
    )
    cancels = tuple((_cancel(one, sheet.person, company, speech),) for one in sheet.absences[:_MOST])
    others = Button(speech.say("button-away-others"), Press("away-people", company)) if me.heads else None
    own = None if sheet.own else Button(speech.say("button-away-own"), Press("away", company))
    last = tuple(button for button in (own, others) if button is not None)
    return Screen("\n".join(lines), (kinds, *cancels)).with_rows(last, menu_row(speech, company))


def _line(one: Absent, speech: Speech) -> str:
    return speech.say("away-line", days=speech.period(one.period), kind=speech.say(f"absence-{dashed(one.kind)}"))


def _cancel(one: Absent, person: PersonId, company: CompanyId, speech: Speech) -> Button:
    days = _days(one.period, speech)
    press = Press("away-drop", company, (number36(person), number36(one.period.first.toordinal())))
    return Button(label(speech.say("button-away-cancel", days=days)), press)


def _days(period: Period, speech: Speech) -> str:
    first = speech.day(period.first)
    return first if len(period) == 1 else f"{first}–{speech.day(period.last)}"


def days_screen(sheet: AwaySheet, kind: int, me: Member, speech: Speech) -> Screen:
    """Which days? The nearest by buttons, any others typed."""
    whole_week = Period(sheet.today, week_span(sheet.today)[1])
    tomorrow = sheet.today + timedelta(days=1)
    offered = [("away-today", Period(sheet.today, sheet.today)), ("away-tomorrow", Period(tomorrow, tomorrow))]
    offered += [("away-week", whole_week)] if len(whole_week) > 1 else []
    buttons = [
        (Button(speech.say(phrase, days=_short(period, speech)), set_press(me.company.id, sheet.person, kind, period)),)
        for phrase, period in offered
    ]
    cancel = Button(speech.say("button-cancel"), Press("away", me.company.id, (number36(sheet.person),)))
    lines = [bold(_heading(sheet, kind, speech)), "", plain(speech.say("away-ask-days"))]
    return Screen("\n".join(lines), (*buttons, (cancel,)))


def sure_screen(sheet: AwaySheet, kind: int, period: Period, me: Member, speech: Speech) -> Screen:
    """The days as they were understood."""
    sure = Button(speech.say("button-away-sure"), set_press(me.company.id, sheet.person, kind, period))
    cancel = Button(speech.say("button-cancel"), Press("away", me.company.id, (number36(sheet.person),)))
    told = plain(speech.say("away-understood", days=speech.period(period), n=len(period)))
    return Screen("\n".join([bold(_heading(sheet, kind, speech)), told]), ((sure, cancel),))


def kind_screen(sheet: AwaySheet, period: Period, me: Member, speech: Speech) -> Screen:
    """The days are known; why?"""
    company = me.company.id
    kinds = tuple(
        Button(speech.say(f"absence-{dashed(kind)}"), set_press(company, sheet.person, place, period))
        for place, kind in enumerate(KINDS)
    )
    told = speech.say("away-understood", days=speech.period(period), n=len(period))
    return Screen(plain(told), (kinds, menu_row(speech, company)))


def _heading(sheet: AwaySheet, kind: int, speech: Speech) -> str:
    word = speech.say(f"absence-{dashed(KINDS[kind])}")
    return speech.say("away-heading", kind=word) if sheet.own else f"{harmless(sheet.name)}: {word}"


def _short(period: Period, speech: Speech) -> str:
    return "–".join(speech.short_day(day) for day in dict.fromkeys((period.first, period.last)))


def people_screen(found: Sequence[tuple[PersonId, str]], me: Member, speech: Speech, page: int = 0) -> Screen:
    """Whose absence is it?"""
    company = me.company.id
    first, end = slice_of(len(found), page, _PEOPLE_A_PAGE)
    people = tuple(
        (Button(label(harmless(name)), Press("away", company, (number36(person),))),)
        for person, name in found[first:end]
    )
    turns = pages_row(len(found), page, _PEOPLE_A_PAGE, lambda to: Press("away-people", company, (to,)))
    own = Button(speech.say("button-away-own"), Press("away", company))
    text = plain(speech.say("away-ask-whose" if found else "away-nobody-else"))
    return Screen(text, people).with_rows(turns, (own, *menu_row(speech, company)))


def set_press(company: CompanyId, person: PersonId, kind: int, period: Period) -> Press:
    """The button that notes these days, whenever it is pressed."""
    days = (number36(period.first.toordinal()), number36(period.last.toordinal()))
    return Press("away-set", company, (number36(person), number36(kind), *days))


def noted_in(press: Press) -> tuple[PersonId, str, Period]:
    """Whose absence a button notes, of which kind, on which days; Refused for a button of another age."""
    numbers = numbers_of(press, 4)
    try:
        person, kind, first, last = numbers
        return PersonId(person), KINDS[kind], Period(date.fromordinal(first), date.fromordinal(last))
    except (ValueError, IndexError, OverflowError) as trouble:
        raise Refused("button-outdated") from trouble


def dropped_in(press: Press) -> tuple[PersonId, date]:
    """Whose absence a button cancels, by its first day; Refused for a button of another age."""
    numbers = numbers_of(press, 2)
    try:
        person, first = numbers
        return PersonId(person), date.fromordinal(first)
    except (ValueError, OverflowError) as trouble:
        raise Refused("button-outdated") from trouble
