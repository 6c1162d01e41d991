"""Screens of people, norms and files: they fit a phone and a message, whatever people and files are called."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from handlers.buttons import pack
from handlers.middlewares.showing import keyboard, without_tags
from handlers.screen import LONGEST_TEXT, units
from handlers.speech import Speech
from handlers.views import import_told, names, norms, people, sent_files
from services.domain.company import Company
from services.domain.norms import Scope
from services.domain.people import Person, Role
from services.domain.report import Unit
from services.domain.rights import Member
from services.files.guessing import Candidate
from services.usecases.import_file import ImportReport
from services.usecases.invite_colleague import Invitation
from services.usecases.list_norms import NormLine
from services.usecases.list_people import Colleague
from services.usecases.look_at_file import FIELDS, Doubt, Look
from services.usecases.organising.kpi_named import KnownKpi
from services.usecases.organising.scope import ForWhom
from services.usecases.set_norm_for import NormPlace
from services.usecases.show_colleagues import Card, Office
from services.usecases.show_norms import NormBoard, NormOffer
from services.usecases.take_sent_file import TakenIn
from tests.corpus import TEXTS

HUGE = 2**63 - 1
NAMES = [*TEXTS, *(f"Константин Константинопольский-Заречный {n}" for n in range(40))]
DAY = date(2026, 11, 24)


def a_company_named(name):
    fields = {
        "id": HUGE, "name": name, "zone": ZoneInfo("Europe/Moscow"), "currency": "RUB", "language": "ru",
        "country": "RU",
    }  # fmt: skip
    known = Company.__dataclass_fields__
    return Company(**{key: value for key, value in fields.items() if key in known})


ME = Member(a_company_named("Ромашка"), Person(HUGE, "Ольга"), frozenset({Role.OWNER}), True, {}, frozenset())


def colleague(name, place=0):
    return Colleague(HUGE - place, name, tuple(Role), name, "Europe/Moscow", (name, name), True, place % 2 > 0, None)


def line(name, kpi="calls_total", target="40"):
    known = KnownKpi(kpi, Unit.COUNT, None if kpi == "calls_total" else name or "свой")
    return NormLine(known, Decimal(target), ForWhom(Scope.PERSON, HUGE, name), 6, DAY)


def look(name, **more):
    kinds = tuple(Candidate(kind, 0.1, False) for kind in FIELDS)
    usual = {
        "kind": "calls",
        "columns": tuple((field, (name, name)) for field in FIELDS["calls"]),
        "unused": (name,) * 300,
    }
    usual["rows"] = (tuple(name for _ in FIELDS["calls"]),) * 3
    return Look("f" * 24, name, kinds, **{**usual, "count": 10**6, "refused": 10**5, **more})


def report(name):
    refused = tuple((n, "cell-word", {"column": name, "cell": name, "words": name, "field": "x"}) for n in range(1_000))
    unknown = {key: [name] * 1_000 for key in ("manager", "extension", "product", "source")}
    return ImportReport(10**7, 1, 2, 3, 4, refused, unknown, (("import-revenue-chosen", {"basis": "paid"}),))


def screens(name, speech):
    office = Office(
        tuple(colleague(name, n) for n in range(40)), tuple(colleague(name, n) for n in range(99)), (name,) * 99
    )
    card = Card(colleague(name), True, tuple(Role), tuple((HUGE - n, name) for n in range(40)))
    kpis = (KnownKpi("calls_total", Unit.COUNT, None), KnownKpi("x" * 41, Unit.RATE, name or "свой"))
    offer = NormOffer(kpis, True, card.teams, tuple((one.id, one.name) for one in office.people))
    board = NormBoard(
        tuple(line(name, kpi) for kpi in ("calls_total", "own") for _ in range(20)), frozenset(range(40)), False
    )
    place = NormPlace("~" + "f" * 12, Scope.PERSON, HUGE, 6)
    doubt = Doubt(FIELDS["calls"][0], name, name, True)
    yield people.office_screen(office, 3, ME, speech)
    yield people.card_screen(card, ME, speech, name)
    yield people.roles_screen(card, frozenset(Role), ME, speech)
    yield people.teams_screen(card, 2, ME, speech)
    yield people.leaving_screen(card, (DAY, date.max), ME, speech)
    yield people.invite_screen(
        Invitation(name, "c" * 32, "https://t.me/takt_bot?start=" + "c" * 32, _noon()), HUGE, ME, speech
    )
    yield names.unknown_screen(office, 0, ME, speech)
    yield names.whose_screen(colleague(name), office, 1, ME, speech)
    yield norms.board_screen(board, 1, ME, speech)
    yield norms.norm_screen(line(name, "own"), ME, speech)
    yield norms.kpis_screen(offer, 0, ME, speech)
    yield norms.whom_screen("calls_total", offer, 1, ME, speech)
    yield norms.target_screen(place, offer.kpis[1], ForWhom(Scope.TEAM, HUGE, name), ME, speech, from_today=True)
    yield sent_files.look_screen(look(name), ME, speech)
    yield sent_files.look_screen(look(name, kind=None), ME, speech)
    yield sent_files.look_screen(look(name, doubt=doubt, choices=dict.fromkeys(FIELDS["deals"][:0], 1)), ME, speech)
    yield sent_files.look_screen(
        look(name, trouble=("field-missing", {"fields": "amount", "headings": name})), ME, speech
    )
    yield sent_files.kinds_screen(look(name), ME, speech)
    yield import_told.told_screen(TakenIn(name, "calls", report(name)), ME, speech)


def _noon():
    return datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("name", NAMES[::3] + NAMES[-1:], ids=lambda name: ascii(name[:20]))
def test_every_screen_fits_whatever_things_are_called(name, language):
    for screen in screens(name[:200], Speech(language)):
        assert units(without_tags(screen.text)) <= LONGEST_TEXT
        assert not re.search(r"<(?!/?(?:b|pre|blockquote)\b)", screen.text)
        assert keyboard(screen.rows) is not None
        assert not screen.text.startswith("<b>[") or name.startswith("[")
        for row in screen.rows:
            assert 1 <= len(row) <= 3
            for button in row:
                assert len(button.label) <= 50 and "\n" not in button.label
                assert button.link is not None or len(pack(button.press).encode()) <= 64


@pytest.mark.parametrize("kind", sorted(FIELDS))
def test_a_button_about_a_file_keeps_its_kind_and_what_was_chosen(kind):
    choices = dict.fromkeys(FIELDS[kind][-6:], 1)
    press = sent_files.sent_press(HUGE, look("a", kind=kind, choices=choices), "y")

    assert len(pack(press).encode()) <= 64
    assert sent_files.sent_of(press) == ("f" * 24, kind, choices, "y")


def test_every_kind_has_its_place_in_a_button_for_ever():
    assert sent_files.KINDS == (
        "people", "deals", "stages", "calls", "activities", "costs", "plans", "rates", "payments",
    )  # fmt: skip
    assert set(sent_files.KINDS) == set(FIELDS)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_field_and_kind_has_a_name(language):
    speech = Speech(language)

    missing = {name for names in FIELDS.values() for name in names if sent_files.field_name(name, speech)[:1] == "["}
    assert missing == set()
    assert [kind for kind in FIELDS if not speech.has(f"kind-{kind}")] == []


def test_the_list_of_refusals_is_safe_for_a_spreadsheet():
    refused = tuple((n, "cell-date", {"column": "=1+1", "cell": "+7"}) for n in range(7))
    taken = TakenIn("a.csv", "calls", ImportReport(7, 0, 0, 0, 0, refused, {}))

    screen = import_told.refusals_file(taken, Speech("ru"))

    assert screen.file.content.startswith(b"\xef\xbb\xbf")
    assert len(screen.file.content.decode("utf-8-sig").splitlines()) == 8
    assert (
        import_told.refusals_file(TakenIn("a", "calls", ImportReport(5, 0, 0, 0, 0, refused[:5], {})), Speech("ru"))
        is None
    )


def test_whoever_has_no_team_is_listed_without_an_empty_place():
    anna = Colleague(HUGE, "Анна", (Role.OWNER,), None, "Europe/Moscow", (), False, True, None)

    text = without_tags(people.office_screen(Office((anna,)), 0, ME, Speech("ru")).text)

    assert "Анна · владелец · без Telegram" in text
