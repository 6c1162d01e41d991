"""The documents are whole: KPIs, fields and reasons are explained, headings are read, links lead somewhere."""

import re
from pathlib import Path

import pytest

from handlers.speech import Speech, dashed
from services.domain.kpi import EXCLUSIONS, KPIS
from services.files.fields import KINDS
from services.files.guessing import guess_columns
from services.store.exclusions import DEALS
from tests.journeys.conftest import Takt

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "sandbox/README.md")] + sorted(
    DOCS.rglob("*.md")
)
NUMBERS = (DOCS / "numbers.md").read_text(encoding="utf-8")
REPORTS = (DOCS / "reports.md").read_text(encoding="utf-8")

SAID = re.findall(
    r"^excluded-([a-z-]+) =", (ROOT / "handlers/locales/en.ftl").read_text(encoding="utf-8"), re.MULTILINE
)
REASONS = sorted({*(measure.key for measure in EXCLUSIONS), *DEALS, *(name.replace("-", "_") for name in SAID)})

ASKED = (
    ("kpi", "--period", "2026-10-27"),
    ("kpi", "--period", "2026-10", "--by", "month,team"),
    ("kpi", "--period", "2026-10", "--by", "week"),
    ("kpi", "--period", "2026-10", "--by", "day"),
    ("team", "--period", "2026-10", "--rank", "deals_won"),
    *(("funnel", "--period", "2026-10", "--by", by) for by in ("stage", "pipeline", "person", "source", "product")),
    ("deals",),
    ("calls", "--period", "2026-10-27"),
    *(("roi", "--period", "2026-10", "--by", by) for by in ("channel", "campaign", "month", "week", "person")),
    ("goals", "--period", "2026"),
    ("plan", "--period", "2026-10"),
    ("rules",),
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Every report of the sample's company, which also asks, plans and aims at something."""
    takt = Takt(tmp_path_factory.mktemp("documents")).at("2026-11-02T12:00:00+03:00")
    takt("company", "add", "Северный мост", "--timezone", "Europe/Moscow", "--currency", "RUB")
    takt("import", "people", DOCS / "sample/people.csv")
    takt("import", "deals", DOCS / "sample/deals.csv", "--map", DOCS / "sample/deals.toml")
    takt("import", "calls", DOCS / "sample/calls.csv")
    takt("norm", "set", "calls_total", "20", "--from", "2026-10-01")
    takt("goal", "add", "Орлова Мария", "Больше встреч", "--months", "3", "--from", "2026-10-01")
    takt.takes("plans", "period,kpi,target\n2026-10,revenue,1000000")
    return [takt.report(*asked) for asked in ASKED]


def keys_of(rows):
    """Every key of the rows, also of rows inside rows."""
    for row in rows:
        yield from row
        for value in row.values():
            if isinstance(value, list):
                yield from keys_of(value)


def chapter(name):
    """What docs/reports.md says of one report."""
    return re.split(r"^## ", REPORTS.split(f"\n## {name}\n", 1)[1], flags=re.MULTILINE)[0]


@pytest.mark.parametrize("key", [kpi.key for kpi in KPIS])
def test_every_kpi_has_a_heading_and_a_word(key):
    words = (DOCS / "words.md").read_text(encoding="utf-8")
    russian, english = (Speech(language).say(f"column-{dashed(key)}") for language in ("ru", "en"))

    assert re.search(rf"^### 2\.\d+ `{key}`$", NUMBERS, re.MULTILINE), f"define {key} in docs/numbers.md"
    assert f"\n| {russian} | {english} | `{key}` |" in words, f"name {key} in docs/words.md as the locales do"


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_for_leaving_out_says_how_it_is_treated(reason):
    assert f'id="excluded-{reason}"' in NUMBERS, f"explain {reason} in docs/numbers.md, section 13"


def test_every_field_of_every_report_is_defined(reports):
    kpis = {kpi.key for kpi in KPIS}
    fields = {key for report in reports for key in (*keys_of(report["rows"]), *report["totals"])} - kpis

    assert all(report["rows"] for report in reports)
    missing = sorted(key for key in fields if f'id="field-{key}"' not in NUMBERS)
    assert missing == [], "define them in docs/numbers.md"


def test_every_key_of_the_json_stands_in_the_contract(reports):
    missing = {
        (report["report"], key)
        for report in reports
        for key in (*keys_of(report["rows"]), *report["totals"])
        if f"`{key}`" not in chapter(report["report"]) and key not in _dimensions()
    }

    assert missing == set(), "add them to docs/reports.md"


def _dimensions():
    return re.findall(r"`([a-z_]+)`", REPORTS.split("### Dimensions", 1)[1].split("\n## ", 1)[0])


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_file_is_listed_and_its_headings_are_read(kind):
    text = (DOCS / "import.md").read_text(encoding="utf-8").split(f"\n### {kind}\n", 1)[1].split("\n###", 1)[0]
    rows = re.findall(r"^\| (\*\*)?`(\w+)`\*{0,2} \|.*\| (.+) \|$", text, re.MULTILINE)

    listed = {name: bool(bold) for bold, name, _ in rows}
    unread = [
        (name, heading) for _, name, said in rows for heading in said.split(" · ") if not _is_read(kind, name, heading)
    ]

    assert listed == {field.name: field.needed for field in KINDS[kind]}
    assert unread == []


def _is_read(kind, name, heading):
    """Whether the heading is taken for the field, beside the other needed ones under their own names."""
    others = [field.name for field in KINDS[kind] if field.needed and field.name != name]
    parts = tuple(heading.split(" + "))
    return guess_columns(kind, [*others, *parts]).get(name) == parts


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))

    lost = [link for link in links if not link.startswith("http") and not _leads_somewhere(page, link)]

    assert lost == []


def _leads_somewhere(page, link):
    path, _, anchor = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page):
    """The anchors of a page: its own, and those that its headings get."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings)
    return {*re.findall(r'id="([^"]+)"', text), *plain}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_document_speaks_of_one_machine(page):
    text = page.read_text(encoding="utf-8")

    assert re.findall(r"(?<![\w.])/(?:home|root|work|tmp|Users)/\S*", text) == []
    assert re.findall(r"https?://(?!localhost)\S+", text) == []
