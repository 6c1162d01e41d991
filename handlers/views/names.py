"""Names met in files that nobody has placed: who is it?"""

from handlers.buttons import Press, number36
from handlers.screen import Button, Rows, Screen, bold, plain
from handlers.speech import Speech
from handlers.views.called import called
from handlers.views.paging import pages_row, slice_of
from handlers.views.people import UNKNOWN, back_row
from handlers.views.refusals import menu_row
from services.domain.ids import PersonId
from services.domain.rights import Member
from services.usecases.list_people import Colleague
from services.usecases.show_colleagues import Office

ONE = "name"

_PAGE = 8
_MOST_NUMBERS = 12


def name_press(me: Member, name: PersonId, verb: str = "", arg: str = "") -> Press:
    """The button about a name."""
    return Press(ONE, me.company.id, (number36(name), verb, arg))


def unknown_screen(office: Office, page: int, me: Member, speech: Speech) -> Screen:
    """All of them."""
    start, end = slice_of(len(office.unknown), page, _PAGE)
    rows: Rows = tuple((Button(called(one.name), name_press(me, one.id)),) for one in office.unknown[start:end])
    lines = [plain(speech.say("names-which" if office.unknown else "names-none"))]
    if office.nobodys:
        shown = ", ".join(called(ref, 20) for ref in office.nobodys[:_MOST_NUMBERS])
        more = "…" if len(office.nobodys) > _MOST_NUMBERS else ""
        lines += ["", plain(speech.say("names-numbers", count=len(office.nobodys), names=shown + more))]
    paging = pages_row(len(office.unknown), page, _PAGE, lambda to: Press(UNKNOWN, me.company.id, (to,)))
    return Screen("\n".join(lines), rows).with_rows(paging, back_row(me, speech), menu_row(speech, me.company.id))


def name_screen(name: Colleague, me: Member, speech: Speech) -> Screen:
    """Somebody known, or somebody new."""
    known = Button(speech.say("button-name-known"), name_press(me, name.id, "w", "0"))
    new = Button(speech.say("button-name-new"), name_press(me, name.id, "n"))
    text = "\n".join([bold(called(name.name)), plain(speech.say("name-who"))])
    return Screen(text, ((known,), (new,), _back(me, speech), menu_row(speech, me.company.id)))


def whose_screen(name: Colleague, office: Office, page: int, me: Member, speech: Speech) -> Screen:
    """Who of those known it is."""
    start, end = slice_of(len(office.people), page, _PAGE)
    rows: Rows = tuple(
        (Button(called(one.name), name_press(me, name.id, "c", number36(one.id))),) for one in office.people[start:end]
    )
    paging = pages_row(len(office.people), page, _PAGE, lambda to: name_press(me, name.id, "w", to))
    text = "\n".join([bold(called(name.name)), plain(speech.say("name-whose"))])
    return Screen(text, rows).with_rows(paging, _back(me, speech), menu_row(speech, me.company.id))


def sure_screen(name: Colleague, person: Colleague, me: Member, speech: Speech) -> Screen:
    """Whether it is really them: this cannot be undone by a button."""
    yes = Button(speech.say("button-sure"), name_press(me, name.id, "C", number36(person.id)))
    cancel = Button(speech.say("button-cancel"), name_press(me, name.id))
    text = speech.say("name-sure", name=called(name.name), person=called(person.name))
    return Screen(plain(text), ((yes, cancel), menu_row(speech, me.company.id)))


def placed_screen(name: str, person: str, me: Member, speech: Speech) -> Screen:
    """The name is theirs now."""
    text = plain(speech.say("name-now", name=called(name), person=called(person)))
    return Screen(text, (_back(me, speech), menu_row(speech, me.company.id)))


def _back(me: Member, speech: Speech) -> tuple[Button, ...]:
    return (Button(speech.say("button-unknown"), Press(UNKNOWN, me.company.id, ("0",))),)
