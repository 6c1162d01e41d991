"""A sent file as screens: what it seems to be, which kind else, how far it is, what became of it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal

from handlers.buttons import Press, from_number36, number36
from handlers.screen import Button, Rows, Screen, bold, label, plain, quote
from handlers.speech import Speech, dashed
from handlers.views.called import called
from handlers.views.refusals import menu_row, trouble_text
from services.domain.ids import CompanyId
from services.domain.period import Period
from services.domain.rights import Member
from services.usecases.look_at_file import FIELDS, OF_ARRANGERS, Look

PLACE = "file"
KINDS = ("people", "deals", "stages", "calls", "activities", "costs", "plans", "rates", "payments")
"""Their places are their numbers in a button: new ones go to the end."""

_MOST_COLUMNS = 14
_LONGEST_CELL = 28
_MOST_CELLS = 7
_PAIR = 2


def sent_press(company: CompanyId, look: Look, verb: str = "", choices: Mapping[str, int] | None = None) -> Press:
    """The button about a waiting file: as which kind, what was chosen of it, and what to do."""
    kind = look.kind
    chosen = look.choices if choices is None else choices
    marks = "".join(f"{number36(FIELDS[kind].index(name))}{place}" for name, place in chosen.items()) if kind else ""
    return Press(PLACE, company, (look.digest, number36(KINDS.index(kind)) if kind else "", marks, verb))


def sent_of(press: Press) -> tuple[str, str | None, dict[str, int], str] | None:
    """Digest, kind, choices and what to do, as the button says it; None when it says nothing of ours."""
    if press.place != PLACE or len(press.values) != 4:
        return None
    digest, kind, marks, verb = press.values
    place = from_number36(kind) if kind else None
    if (kind and (place is None or place >= len(KINDS))) or len(marks) % 2 or (marks and place is None):
        return None
    names = FIELDS[KINDS[place]] if place is not None else ()
    choices: dict[str, int] = {}
    for at in range(0, len(marks), 2):
        field, side = from_number36(marks[at]), from_number36(marks[at + 1])
        if field is None or field >= len(names) or side not in (0, 1):
            return None
        choices[names[field]] = side
    return digest, KINDS[place] if place is not None else None, choices, verb


def look_screen(look: Look, me: Member, speech: Speech) -> Screen:
    """What the file seems to be, and the question that is open: its kind, a doubtful column, or whether to load it."""
    if look.kind is None:
        return _unknown_screen(look, me, speech)
    lines = [bold(called(look.name)), plain(_what(look, speech))]
    if look.trouble is not None:
        lines += ["", plain(trouble_text(*look.trouble, speech))]
        return Screen("\n".join(lines), (_others(look, me, speech), menu_row(speech, me.company.id)))
    if look.doubt is not None:
        lines += ["", plain(speech.say("sent-doubt", column=look.doubt.column, cell=look.doubt.cell))]
        return Screen("\n".join(lines), (*_readings(look, me, speech), menu_row(speech, me.company.id)))
    lines += ["", bold(speech.say("sent-columns")), *map(plain, _columns(look, speech))]
    if look.unused:
        lines.append(plain(speech.say("sent-unused", names=_listed(look.unused))))
    if look.rows:
        lines += ["", bold(speech.say("sent-first-rows")), quote("\n".join(_rows(look, me, speech)))]
    load = Button(speech.say("button-sent-load"), sent_press(me.company.id, look, "y"))
    leave = Button(speech.say("button-sent-leave"), sent_press(me.company.id, look, "n"))
    return Screen("\n".join(lines), ((load, leave), _others(look, me, speech), menu_row(speech, me.company.id)))


def kinds_screen(look: Look, me: Member, speech: Speech) -> Screen:
    """Every kind as a button; those that lack nothing come first."""
    lines = [bold(called(look.name)), plain(speech.say("sent-which"))]
    return Screen("\n".join(lines), (*_kinds(look, me, speech), menu_row(speech, me.company.id)))


def progress_screen(done: int, of: int, speech: Speech) -> Screen:
    """How far a long file is: so many rows `of` all, 0 of which are known before it is read."""
    if not of:
        return Screen(plain(speech.say("sent-begun")))
    phrase = "sent-settling" if done >= of else "sent-progress"
    return Screen(plain(speech.say(phrase, done=speech.number(done), of=speech.number(of))))


def forgotten_screen(me: Member, speech: Speech) -> Screen:
    """The file was not wanted."""
    return Screen(plain(speech.say("sent-left")), (menu_row(speech, me.company.id),))


def gone_screen(me: Member, speech: Speech) -> Screen:
    """The file has come in already, or nobody spoke of it for a day."""
    return Screen(plain(speech.say("sent-forgotten")), (menu_row(speech, me.company.id),))


def _unknown_screen(look: Look, me: Member, speech: Speech) -> Screen:
    names = _listed(look.unused) or speech.say("value-missing")
    lines = [bold(called(look.name)), plain(speech.say("sent-unknown-kind", names=names))]
    leave = Button(speech.say("button-sent-leave"), sent_press(me.company.id, look, "n"))
    return Screen("\n".join(lines), (*_kinds(look, me, speech), (leave,), menu_row(speech, me.company.id)))


def _what(look: Look, speech: Speech) -> str:
    phrase = "sent-is" if look.is_sure else "sent-may-be"
    said = speech.say(phrase, kind=speech.say(f"kind-{look.kind}"))
    counted = speech.say("sent-rows", rows=look.count, number=speech.number(look.count))
    broken = [speech.say("sent-broken", rows=look.refused)] if look.refused else []
    return " ".join([said, counted, *broken])


def _kinds(look: Look, me: Member, speech: Speech) -> Rows:
    known = [one.kind for one in look.kinds if me.arranges or one.kind not in OF_ARRANGERS]
    buttons = [
        Button(
            label(speech.say(f"kind-{kind}")),
            Press(PLACE, me.company.id, (look.digest, number36(KINDS.index(kind)), "", "")),
        )
        for kind in known
    ]
    return tuple(tuple(buttons[at : at + _PAIR]) for at in range(0, len(buttons), _PAIR))


def _others(look: Look, me: Member, speech: Speech) -> tuple[Button, ...]:
    return (Button(speech.say("button-sent-kinds"), sent_press(me.company.id, look, "k")),)


def _readings(look: Look, me: Member, speech: Speech) -> Rows:
    """Both readings of a doubtful column."""
    doubt = look.doubt
    if doubt is None:
        return ()
    words = ("sent-day-first", "sent-month-first") if doubt.is_date else ("sent-point", "sent-comma")
    chosen = ({**look.choices, doubt.field: place} for place in (0, 1))
    return tuple(
        (Button(speech.say(word), sent_press(me.company.id, look, "", choices)),)
        for word, choices in zip(words, chosen, strict=True)
    )


def _columns(look: Look, speech: Speech) -> list[str]:
    shown = [
        speech.say(
            "sent-column",
            heading=" + ".join(called(one, _LONGEST_CELL) for one in headings),
            field=field_name(name, speech),
        )
        for name, headings in look.columns[:_MOST_COLUMNS]
    ]
    more = len(look.columns) - len(shown)
    return [*shown, *([speech.say("sent-more", count=more)] if more > 0 else [])]


def _rows(look: Look, me: Member, speech: Speech) -> list[str]:
    names = [name for name, _ in look.columns]
    return [
        " · ".join(
            f"{field_name(name, speech)}: {called(_cell(name, value, me, speech), _LONGEST_CELL)}"
            for name, value in list(zip(names, row, strict=True))[:_MOST_CELLS]
            if value is not None
        )
        for row in look.rows
    ]


def field_name(name: str, speech: Speech) -> str:
    """What a field of a file is called."""
    return speech.say(f"field-{dashed(name)}")


def _cell(name: str, value: object, me: Member, speech: Speech) -> str:
    match value:
        case bool() | date() if not isinstance(value, datetime):
            return speech.value(value)
        case datetime():
            return speech.moment(value.astimezone(me.company.zone))
        case int() if name.endswith("_seconds"):
            return speech.duration(timedelta(seconds=value))
        case int() | Decimal():
            return speech.number(value)
        case Period():
            return speech.period(value)
        case _:
            word = next((f"{kind}-{value}" for kind in _WORDS if speech.has(f"{kind}-{value}")), None)
            return speech.say(word) if word and name in _CHOICES else str(value)


_WORDS = ("direction", "role", "sent-word")
_CHOICES = ("direction", "role", "status", "kind", "category")


def _listed(names: tuple[str, ...], most: int = 10) -> str:
    shown = ", ".join(f"«{called(name, _LONGEST_CELL)}»" for name in names[:most])
    return shown + ("…" if len(names) > most else "")
