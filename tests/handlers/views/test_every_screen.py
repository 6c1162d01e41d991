"""Every screen of every report, from nothing to a crowd, in both languages, with the names the world brings."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from services.domain.lists import LISTS
from services.domain.question import Side
from services.domain.report import Report, Value
from services.usecases.ask_as_member import Meant
from tests import corpus
from tests.handlers.reports import KINDS
from tests.handlers.views.asking import ANN, NORTH, a_list, a_manager, an_owner, labels, shown
from tests.handlers.views.reading import ensure_fit, read

COUNTS = (0, 1, 2, 15, 40)
CUT = {"funnel_by_person": {"by": "person", "view": "flow"}}
HOSTILE = ("<b>Ann & Co_*", "</pre><pre>", "🧑🏽‍💻" * 20, "e" + "\u0301" * 30, *corpus.TEXTS)


def disguised(report: Report, name: str) -> Report:
    """The same report in which every word from outside is this one."""
    return replace(report, rows=tuple(_renamed(row, name) for row in report.rows))


def _renamed(row: Mapping[str, Value], name: str) -> Mapping[str, Value]:
    ours = {"person", "client", "stage", "pipeline", "channel", "text", "external_id", "set_by", "phone", "lost_reason"}
    return {key: name if key in ours and isinstance(value, str) else value for key, value in row.items()}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("side", [side for side in Side if side is not Side.FILE])
@pytest.mark.parametrize("kind", KINDS)
def test_a_screen_fits_a_message_and_its_buttons_come_back(kind, side, language):
    for count in COUNTS:
        for page in (0, 1, 99):
            ensure_fit(shown(KINDS[kind](count), an_owner(), language, side=side, page=page, **CUT.get(kind, {})))


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_manager_sees_the_same_of_themselves(kind, language):
    for count in COUNTS[:3]:
        for side in Side:
            ensure_fit(shown(KINDS[kind](count), a_manager(), language, side=side, person=ANN, **CUT.get(kind, {})))


@pytest.mark.parametrize("key", LISTS)
def test_every_list_behind_a_number_fits(key):
    for count in COUNTS:
        for side in (Side.MAIN, Side.HOW, Side.ROWS, Side.PERIODS, Side.WHOM):
            ensure_fit(shown(a_list(key, count), an_owner(), side=side, view=key))
            ensure_fit(shown(a_list(key, count), a_manager(), "en", side=side, view=key, person=ANN))


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_any_kind_stay_words(name):
    for kind, report in KINDS.items():
        for side in (Side.MAIN, Side.PICTURE, Side.HOW):
            ensure_fit(shown(disguised(report(40), name), an_owner(), side=side, **CUT.get(kind, {})))
    for key in ("calls_missed", "meetings", "deals_lost", "revenue"):
        ensure_fit(shown(disguised(a_list(key, 12), name), an_owner(), view=key))
    ensure_fit(shown(KINDS["kpi"](3), an_owner(), side=Side.WHOM, whom=Meant(((ANN, name),), ((NORTH, name),))))
    ensure_fit(shown(KINDS["kpi"](1), a_manager(name), person=ANN))


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_is_handed_over_as_a_file(kind):
    screen = shown(KINDS[kind](3), an_owner(), side=Side.FILE, **CUT.get(kind, {}))

    assert screen.file is not None
    assert screen.file.content.startswith(b"PK")
    assert screen.file.name.startswith("takt-")
    ensure_fit(screen)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_said_kindly_and_leads_on(kind):
    screen = shown(KINDS[kind](0), an_owner(), **CUT.get(kind, {}))

    assert "нет" in read(screen) or "ничего" in read(screen)
    assert "☰ Меню" in labels(screen)
