"""Norms as screens: what is asked, one norm, and the steps to ask something."""

from collections.abc import Sequence

from handlers.buttons import Press, from_number36, number36
from handlers.screen import Button, Rows, Screen, bold, label, plain
from handlers.speech import Speech, dashed
from handlers.speech.targets import target_words
from handlers.views.called import called
from handlers.views.paging import pages_row, slice_of
from handlers.views.refusals import menu_row
from services.domain.daywords import WEEKDAY_KEYS
from services.domain.ids import CompanyId
from services.domain.norms import Scope
from services.domain.report import Unit
from services.domain.rights import Member
from services.usecases.list_norms import NormLine
from services.usecases.organising.kpi_named import KnownKpi, kpi_token
from services.usecases.organising.scope import ForWhom
from services.usecases.set_norm import Asked
from services.usecases.set_norm_for import NormPlace
from services.usecases.show_norms import NormBoard, NormOffer

LIST, ONE, NEW = "norms", "norm", "norm-new"

_LINES = 8
_KPIS = 12
_WHOM = 8
_ANY_DAY = "x"
_SCOPES = {"c": Scope.COMPANY, "t": Scope.TEAM, "p": Scope.PERSON}


def whom_token(scope: Scope, number: int) -> str:
    """For whom, in a button."""
    mark = next(mark for mark, known in _SCOPES.items() if known is scope)
    return mark + (number36(number) if scope is not Scope.COMPANY else "")


def place_of(kpi: str, whom: str, weekday: str = _ANY_DAY) -> NormPlace | None:
    """What a norm is about, as a button says it; None when it says nothing of ours."""
    scope = _SCOPES.get(whom[:1])
    number = from_number36(whom[1:]) if whom[1:] else 0
    if scope is None or number is None or (scope is Scope.COMPANY) != (not whom[1:]):
        return None
    if weekday != _ANY_DAY and weekday not in tuple("0123456"):
        return None
    return NormPlace(kpi, scope, number, None if weekday == _ANY_DAY else int(weekday))


def _norm_press(company: CompanyId, line: NormLine, verb: str) -> Press:
    weekday = _ANY_DAY if line.weekday is None else str(line.weekday)
    whom = whom_token(line.whom.scope, line.whom.id)
    return Press(ONE, company, (kpi_token(line.kpi.key), whom, weekday, number36(line.since.toordinal()), verb))


def ask_press(company: CompanyId, place: NormPlace, *, from_today: bool) -> Press:
    """The step at which the target is typed."""
    weekday = _ANY_DAY if place.weekday is None else str(place.weekday)
    whom = whom_token(place.scope, place.number)
    return Press(NEW, company, ("a", place.kpi, whom, "t" if from_today else "m", weekday))


def board_screen(board: NormBoard, page: int, me: Member, speech: Speech) -> Screen:
    """What is asked of a day; those who may change it have a button for each."""
    company = me.company.id
    if board.own:
        lines = [bold(speech.say("norms-own")), ""]
        lines += [plain(_own_line(line, me, speech)) for line in board.lines] or [plain(speech.say("norms-own-none"))]
        return Screen("\n".join([*lines, "", plain(speech.say("norms-own-rules"))]), (menu_row(speech, company),))
    start, end = slice_of(len(board.lines), page, _LINES)
    lines = [bold(speech.say("norms-title"))]
    lines += _grouped(board.lines[start:end], me, speech) if board.lines else ["", plain(speech.say("norms-none"))]
    rows = tuple(
        (Button(label(_short(board.lines[at], me, speech)), _norm_press(company, board.lines[at], "")),)
        for at in range(start, end)
        if at in board.theirs
    )
    new = Button(speech.say("button-norm-new"), Press(NEW, company, ("k", "0")))
    paging = pages_row(len(board.lines), page, _LINES, lambda to: Press(LIST, company, (to,)))
    return Screen("\n".join(lines), (*rows, (new,))).with_rows(paging, menu_row(speech, company))


def norm_screen(line: NormLine, me: Member, speech: Speech) -> Screen:
    """One norm: change it or take it away."""
    company = me.company.id
    place = NormPlace(kpi_token(line.kpi.key), line.whom.scope, line.whom.id, line.weekday)
    change = Button(speech.say("button-norm-change"), ask_press(company, place, from_today=False))
    remove = Button(speech.say("button-norm-remove"), _norm_press(company, line, "r"))
    return Screen(_told(line, me, speech), ((change, remove), back_row(me, speech), menu_row(speech, company)))


def removing_screen(line: NormLine, me: Member, speech: Speech) -> Screen:
    """Whether it shall really go."""
    yes = Button(speech.say("button-norm-remove-yes"), _norm_press(me.company.id, line, "R"))
    text = "\n".join([_told(line, me, speech), "", plain(speech.say("norm-removing"))])
    return Screen(text, ((yes,), back_row(me, speech), menu_row(speech, me.company.id)))


def removed_screen(line: NormLine, me: Member, speech: Speech) -> Screen:
    """It is asked no more."""
    text = plain(speech.say("norm-removed", kpi=kpi_name(line.kpi, speech), whom=_whom(line.whom, speech)))
    return Screen(text, (back_row(me, speech), menu_row(speech, me.company.id)))


def kpis_screen(offer: NormOffer, page: int, me: Member, speech: Speech) -> Screen:
    """What to ask: the usual first."""
    company = me.company.id
    start, end = slice_of(len(offer.kpis), page, _KPIS)
    buttons = [
        Button(label(kpi_name(kpi, speech)), Press(NEW, company, ("w", kpi_token(kpi.key), "0")))
        for kpi in offer.kpis[start:end]
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    paging = pages_row(len(offer.kpis), page, _KPIS, lambda to: Press(NEW, company, ("k", to)))
    text = plain(speech.say("norm-which-kpi"))
    return Screen(text, rows).with_rows(paging, back_row(me, speech), menu_row(speech, company))


def whom_screen(kpi: str, offer: NormOffer, page: int, me: Member, speech: Speech) -> Screen | None:
    """Of whom to ask it; None where there is no such KPI."""
    known = next((one for one in offer.kpis if kpi_token(one.key) == kpi), None)
    if known is None:
        return None
    company = me.company.id
    all_whom = [(Scope.COMPANY, 0, speech.say("whole-company"))] if offer.company else []
    all_whom += [(Scope.TEAM, team, speech.say("norm-of-team", team=called(path))) for team, path in offer.teams]
    all_whom += [(Scope.PERSON, person, called(name)) for person, name in offer.people]
    start, end = slice_of(len(all_whom), page, _WHOM)
    rows: Rows = tuple(
        (Button(label(name), ask_press(company, NormPlace(kpi, scope, number), from_today=False)),)
        for scope, number, name in all_whom[start:end]
    )
    paging = pages_row(len(all_whom), page, _WHOM, lambda to: Press(NEW, company, ("w", kpi, to)))
    text = "\n".join([bold(kpi_name(known, speech)), plain(speech.say("norm-which-whom"))])
    return Screen(text, rows).with_rows(paging, back_row(me, speech), menu_row(speech, company))


def target_screen(
    place: NormPlace, kpi: KnownKpi, whom: ForWhom, me: Member, speech: Speech, *, from_today: bool
) -> Screen:
    """How much to ask: typed; since when: by a button."""
    sample = speech.say(_SAMPLES.get(kpi.unit, "norm-sample-number"))
    since = speech.say("norm-since-today" if from_today else "norm-since-month")
    lines = [
        bold(speech.say("norm-title", kpi=kpi_name(kpi, speech), whom=_whom(whom, speech))),
        plain(speech.say("norm-type", sample=sample)),
        plain(since),
    ]
    other = Button(
        speech.say("button-norm-from-month" if from_today else "button-norm-from-today"),
        ask_press(me.company.id, place, from_today=not from_today),
    )
    cancel = Button(speech.say("button-cancel"), Press(LIST, me.company.id, ("0",)))
    return Screen("\n".join(lines), ((other,), (cancel,), menu_row(speech, me.company.id)))


def set_screen(asked: Asked, me: Member, speech: Speech) -> Screen:
    """It is asked now."""
    line = NormLine(asked.kpi, asked.target, asked.whom, next(iter(asked.weekdays), None), asked.since)
    text = "\n".join([plain(speech.say("norm-now-set")), _told(line, me, speech)])
    return Screen(text, (back_row(me, speech), menu_row(speech, me.company.id)))


def back_row(me: Member, speech: Speech) -> tuple[Button, ...]:
    """Back to the list of norms."""
    return (Button(speech.say("button-norms"), Press(LIST, me.company.id, ("0",))),)


_SAMPLES = {
    Unit.MOMENT: "norm-sample-clock",
    Unit.SECONDS: "norm-sample-duration",
    Unit.RATE: "norm-sample-rate",
    Unit.MONEY: "norm-sample-money",
}


def kpi_name(kpi: KnownKpi, speech: Speech) -> str:
    """A KPI by its name: the company's own word or ours."""
    return called(kpi.name) if kpi.name else speech.say(f"column-{dashed(kpi.key)}")


def _target(line: NormLine, me: Member, speech: Speech) -> str:
    return target_words(speech, line.target, line.kpi.unit, me.company.currency)


def _whom(whom: ForWhom, speech: Speech) -> str:
    if whom.scope is Scope.TEAM:
        return speech.say("norm-of-team", team=called(whom.name or ""))
    return called(whom.name) if whom.name else speech.say("whole-company")


def _when(line: NormLine, speech: Speech) -> str:
    day = speech.say("weekday-any") if line.weekday is None else speech.say(f"weekday-{WEEKDAY_KEYS[line.weekday]}")
    return speech.say("norm-when", weekday=day, day=speech.day(line.since))


def _told(line: NormLine, me: Member, speech: Speech) -> str:
    title = speech.say("norm-title", kpi=kpi_name(line.kpi, speech), whom=_whom(line.whom, speech))
    return "\n".join([bold(f"{title}: {_target(line, me, speech)}"), plain(_when(line, speech))])


def _grouped(lines: Sequence[NormLine], me: Member, speech: Speech) -> list[str]:
    told: list[str] = []
    last = ""
    for line in lines:
        if line.kpi.key != last:
            told += ["", bold(kpi_name(line.kpi, speech))]
            last = line.kpi.key
        told.append(plain(f"{_target(line, me, speech)} · {_whom(line.whom, speech)} · {_when(line, speech)}"))
    return told


def _own_line(line: NormLine, me: Member, speech: Speech) -> str:
    return f"{kpi_name(line.kpi, speech)}: {_target(line, me, speech)}"


def _short(line: NormLine, me: Member, speech: Speech) -> str:
    return f"{kpi_name(line.kpi, speech)} {_target(line, me, speech)} · {_whom(line.whom, speech)}"
