"""Everything the program may say is written, in every language, with the same values and in good Russian."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

from handlers.speech import Speech, dashed, languages
from services.domain.kpi import KPIS
from services.store.exclusions import DEALS

ROOT = Path(__file__).resolve().parents[2]
LOCALES = ROOT / "handlers/locales"
SPEAKERS = [file for top in ("bot", "handlers", "services") for file in sorted((ROOT / top).rglob("*.py"))]

KPI_KEYS = (
    "calls_total", "calls_out", "calls_in", "calls_connected", "calls_missed", "talk_time", "quality_talks",
    "first_call_at", "last_call_at", "day_start", "day_end", "emails", "messages", "proposals", "presentations",
    "meetings", "tasks_done", "tasks_overdue", "leads_new", "deals_won", "deals_lost", "revenue", "margin",
    "average_deal", "win_rate", "first_response", "missed_callback",
)  # fmt: skip
"""The KPIs that the product promises, whatever the code has."""

NUMBERS = (
    "norm", "fact", "pace", "score", "place", "entered", "reached", "conversion_from_previous",
    "conversion_from_first", "open_now", "share_of_open", "time_median_s", "time_p75_s", "returns", "created",
    "won", "lost", "open", "cohort_win_rate", "cycle_median_days", "cycle_mean_days", "ripeness", "age_days",
    "in_stage_days", "amount", "stalled_because", "connected", "wait", "phone", "spend", "marketing", "leads",
    "qualified", "new_customers", "department_cost", "cpl", "cpo", "cac", "cac_marketing", "romi",
    "romi_revenue", "roi", "start", "target", "now", "due_on", "status", "plan", "expected_to_date", "run_rate",
    "needed_per_day",
)  # fmt: skip

VIEWS = ("view-cohort", "view-entry-cohort", "view-flow", "view-snapshot", "roi-cash", "roi-cohort")

REASONS = (
    "internal_calls", "after_hours_missed", "short_missed", "incoming_activities", "lost_without_history",
    "won_without_history", "open_without_dates", "closed_without_date", "closed_before_created",
    "open_with_closing_date", "no_rate", "repeat_leads", "cost_unknown", "margin_by_default", "unripe",
    "entry_time_unknown", "without_amount", "no_contact", "unmatched_extensions", "unfinished_import",
    "revenue_without_date", "department_cost_unshared",
)  # fmt: skip

BARE_YO = re.compile(
    r"\b("
    r"еще|ее|нее|мое|твое|свое|о нем|причем|трех|четырех"
    r"|(от|рас|у|за|под|пере|про)чет\w*|счет(чик\w*|е|ом|у)?|объем\w*|(при|подъ|на)ем(а|у|ом|е|ы|ов)?|партнер\w*|надежн\w*"
    r"|(при|на|про|во|до|по|у|за|пере|подо|ото|обо)?шел"
    r"|(при|по|на|про|уй|во|до|за|пере)?(идет|йдет|дет(?<=придет))|(от|с?о?з|за|пере|при)?дает"
    r"|(при|по|за|пере|у)?ведет|(на|вы|со|у|за)?берет|ждет|(до|про)?живет|(от|в)стает|(при|у|по)?несет"
    r"|(тепл|черн|желт|зелен|четк|легк)(ый|ого|ому|ым|ом|ая|ую|ой|ое|ые|ых|ыми|ий)"
    r"|(закрепл|измен|сохран|введ|учт|включ|отключ|заверш|разреш|запрещ|перевед|провед|привед|удал|определ|реш|зачт|прочт)"
    r"ен(н\w+)?"
    r")\b",
    re.IGNORECASE,
)
"""Words that are not Russian without the dots; short forms such as «определено» have none and are not here."""


class _Placeables(Visitor):
    """Names of the values a phrase speaks of, and its plain text."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.texts: list[str] = []
        self.choices: list[set[str]] = []

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_TextElement(self, node: ftl.TextElement) -> None:  # noqa: N802
        self.texts.append(node.value)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802
        self.choices.append({variant.key.name for variant in node.variants if isinstance(variant.key, ftl.Identifier)})
        self.generic_visit(node)


@cache
def entries(language: str) -> list[ftl.EntryType]:
    return FluentParser().parse((LOCALES / f"{language}.ftl").read_text(encoding="utf-8")).body


@cache
def phrases(language: str) -> dict[str, _Placeables]:
    found = {}
    for entry in entries(language):
        if isinstance(entry, ftl.Message):
            found[entry.id.name] = seen = _Placeables()
            seen.visit(entry)
    return found


def texts(language: str) -> Iterator[tuple[str, str]]:
    for name, phrase in phrases(language).items():
        for text in phrase.texts:
            yield name, text


@pytest.mark.parametrize("language", languages())
def test_the_file_is_read_whole(language: str):
    broken = [entry.content for entry in entries(language) if isinstance(entry, ftl.Junk)]
    names = [entry.id.name for entry in entries(language) if isinstance(entry, ftl.Message)]

    assert broken == []
    assert sorted(names) == sorted(set(names)), "one of these is written twice"


@pytest.mark.parametrize("language", languages())
def test_every_phrase_exists_and_takes_the_same_values(language: str):
    russian, said = phrases("ru"), phrases(language)

    assert sorted(russian.keys() - said.keys()) == [], f"write these in {language}.ftl"
    assert sorted(said.keys() - russian.keys()) == [], "write these in ru.ftl"
    assert {name: one.names for name, one in said.items()} == {name: one.names for name, one in russian.items()}


@pytest.mark.parametrize("count", [0, 1, 2, 5, 21])
@pytest.mark.parametrize("language", languages())
def test_every_phrase_can_be_said_with_any_count(language: str, count: int):
    speech = Speech(language)

    for name, phrase in phrases(language).items():
        said = speech.say(name, **dict.fromkeys(phrase.names, count))

        assert said, name
        assert "{" not in said, name
        assert not said.startswith("["), name


@pytest.mark.parametrize("language", languages())
def test_plurals_know_the_forms_of_their_language(language: str):
    forms = {"ru": {"one", "few", "many", "other"}, "en": {"one", "other"}}[language]

    for name, phrase in phrases(language).items():
        for choice in phrase.choices:
            if choice & {"one", "few", "many"}:
                assert "one" in choice, name
                assert choice <= forms, name
                assert len(choice) > 1, name


@pytest.mark.parametrize("language", languages())
def test_every_kpi_and_number_has_a_label_and_a_meaning(language: str):
    keys = [*KPI_KEYS, *(kpi.key for kpi in KPIS), *NUMBERS]
    wanted = [f"{family}-{dashed(key)}" for key in keys for family in ("column", "define")]
    wanted += [f"define-{view}" for view in VIEWS]

    missing = sorted({name for name in [*wanted, *VIEWS] if name not in phrases(language)})

    assert missing == [], f"write these in {language}.ftl"


@pytest.mark.parametrize("language", languages())
def test_every_reason_of_leaving_out_has_words(language: str):
    missing = sorted({f"excluded-{dashed(reason)}" for reason in (*REASONS, *DEALS)} - phrases(language).keys())

    assert missing == []


@cache
def modules() -> list[tuple[Path, ast.Module]]:
    return [(file, ast.parse(file.read_text(encoding="utf-8"))) for file in SPEAKERS]


def calls() -> Iterator[tuple[str, ast.Call]]:
    for file, module in modules():
        for node in ast.walk(module):
            if isinstance(node, ast.Call):
                yield f"{file.relative_to(ROOT)}:{node.lineno}", node


def named_phrases() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Calls that name a phrase: errors by their first argument, `.say` by its own, refusals of rows by the second."""
    for place, node in calls():
        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        at = {"Refused": 0, "Gone": 0, "AccessLost": 0, "StrangeCell": 0, "Refusal": 1, "Finding": 1}.get(name)
        if name == "say" and isinstance(node.func, ast.Attribute):
            at = 0
        given = next((keyword.value for keyword in node.keywords if keyword.arg == "phrase"), None)
        if at is not None and (given is not None or len(node.args) > at):
            yield place, node, given if given is not None else node.args[at]


def possible(phrase: ast.expr) -> Iterator[ast.expr]:
    """Either side of a choice between two phrases."""
    if isinstance(phrase, ast.IfExp):
        yield from possible(phrase.body)
        yield from possible(phrase.orelse)
    else:
        yield phrase


def test_every_phrase_that_the_code_names_is_written():
    known, missing = phrases("ru"), []
    for place, _node, argument in named_phrases():
        for phrase in possible(argument):
            if isinstance(phrase, ast.Constant) and isinstance(phrase.value, str):
                if phrase.value not in known:
                    missing.append(f"{place} {phrase.value}")
            elif isinstance(phrase, ast.JoinedStr) and isinstance(phrase.values[0], ast.Constant):
                start = str(phrase.values[0].value)
                if not any(name.startswith(start) for name in known):
                    missing.append(f"{place} {start}…")

    assert missing == [], "write these in the locale files"


def test_every_value_that_a_phrase_speaks_of_is_given():
    known, missing = phrases("ru"), []
    for place, node, argument in named_phrases():
        given = {keyword.arg for keyword in node.keywords}
        plain = not isinstance(node.func, ast.Name) or node.func.id in ("Refused", "StrangeCell")
        if None in given or not plain or not isinstance(argument, ast.Constant):
            continue
        wanted = known[argument.value].names if argument.value in known else set()
        if wanted - given:
            missing.append(f"{place} {argument.value}: {sorted(wanted - given)}")

    assert missing == []


def told_by_reports() -> Iterator[tuple[str, str]]:
    """Columns, totals and definitions that the reports name in the code."""
    for place, node in calls():
        if "usecases" not in place:
            continue
        if getattr(node.func, "id", "") == "Column" and isinstance(node.args[0], ast.Constant):
            yield place, f"column-{dashed(node.args[0].value)}"
        if getattr(node.func, "id", "") != "Report":
            continue
        for keyword in node.keywords:
            if keyword.arg == "name" and isinstance(keyword.value, ast.Constant):
                yield place, f"report-{dashed(keyword.value.value)}"
            if keyword.arg == "totals" and isinstance(keyword.value, ast.Dict):
                yield from ((place, f"column-{dashed(str(key.value))}") for key in _constants(keyword.value.keys))
            if keyword.arg == "definitions" and isinstance(keyword.value, ast.Tuple):
                yield from ((place, f"define-{dashed(str(key.value))}") for key in _constants(keyword.value.elts))


def _constants(nodes: list[ast.expr] | list[ast.expr | None]) -> Iterator[ast.Constant]:
    return (node for node in nodes if isinstance(node, ast.Constant))


def test_everything_a_report_names_has_words():
    missing = sorted({f"{place} {name}" for place, name in told_by_reports() if name not in phrases("ru")})

    assert missing == []


def test_the_search_for_phrases_finds_them():
    named = {argument.value for _, _, argument in named_phrases() if isinstance(argument, ast.Constant)}

    assert {"language-unknown", "table-total", "chart-no-data"} <= named
    assert {"column-revenue", "column-place"} & {name for _, name in told_by_reports()}


def test_no_latin_letter_hides_in_a_russian_word():
    mixed = [
        (name, word)
        for name, text in texts("ru")
        for word in re.findall(r"\w+", text)
        if re.search("[а-яё]", word, re.IGNORECASE) and re.search("[a-z]", word, re.IGNORECASE)
    ]

    assert mixed == []


def test_english_has_no_russian_letters():
    assert [name for name, text in texts("en") if re.search("[а-яё]", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("language", languages())
def test_the_tone_is_calm_and_the_typing_clean(language: str):
    for name, text in texts(language):
        assert "!" not in text.replace("!=", ""), name
        assert "  " not in text.replace("\n", ""), name
        assert "..." not in text, name
        assert " - " not in text.replace("+ - *", ""), name
        assert not re.search(r"\s[,.;:?]( |$)", text), name
        assert text == text.replace("\t", " "), name


def test_every_yo_has_its_dots():
    bare = [(name, found[0]) for name, text in texts("ru") if (found := BARE_YO.search(text))]

    assert bare == []


@pytest.mark.parametrize(
    "word",
    ["еще", "Отчет", "расчета", "счет", "идет", "придет", "сохранен", "учтенный", "трех", "партнера", "пошел", "дает"],
)
def test_the_search_for_bare_yo_sees_it(word: str):
    assert BARE_YO.search(f"и {word}, да")


@pytest.mark.parametrize(
    "word", ["определено", "закреплены", "будет", "ещё", "счета", "чёрный", "менее", "найден", "выйдет"]
)
def test_the_search_for_bare_yo_knows_right_words(word: str):
    assert not BARE_YO.search(f"и {word}, да")
