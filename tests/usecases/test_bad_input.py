"""Whatever stands in a file: a clear answer, nothing lost, no traceback."""

import csv
import io
import json

import pytest

from handlers.speech import Speech
from handlers.tables.as_csv import as_csv
from handlers.tables.as_json import as_json
from handlers.tables.as_text import as_text
from services.errors import Refused
from services.files.fields import KINDS
from services.usecases.ask_report import AskReport, Words
from services.usecases.import_files import ImportFiles, Said
from tests import corpus
from tests.marks import on_sqlite

USUAL = {
    "name": "Анна Белова", "external_id": "7", "deal_id": "7", "stage": "Новый", "entered_at": "2026-11-23 10:00",
    "started_at": "2026-11-23 10:00", "at": "2026-11-23 10:00", "kind": "email", "date": "2026-11-23", "amount": "10",
    "period": "2026-11", "kpi": "revenue", "target": "5", "currency": "EUR", "rate": "2", "paid_at": "2026-11-23",
}  # fmt: skip

KIND_FIELDS = [(kind, field.name) for kind, fields in KINDS.items() for field in fields]


def a_file(kind, field, values):
    """A file of this kind in which one field holds each of the values in turn."""
    needed = [f.name for f in KINDS[kind] if f.needed and f.name != field]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([field, *needed])
    for number, value in enumerate(values):
        usual = [f"{number}" if name == "external_id" else USUAL[name] for name in needed]
        if kind == "payments" and field == "kind":
            usual = [{"kind": "payment"}.get(name, cell) for name, cell in zip(needed, usual, strict=True)]
        writer.writerow([value, *usual])
    return text.getvalue().encode("utf-8", "surrogatepass")


async def answer(asked):
    """What came of it: a result or a refusal; any other trouble is a failure."""
    try:
        return await asked
    except Refused as refusal:
        return refusal


def importer(database, clock):
    return ImportFiles(database, clock, (b"k" * 32,), b"p" * 32)


@pytest.mark.long
@on_sqlite
@pytest.mark.parametrize(("kind", "field"), KIND_FIELDS)
async def test_every_field_takes_the_corpus_or_refuses_it_by_name(database, company, clock, kind, field):
    takes = importer(database, clock)
    speech = Speech("ru")
    values = [*corpus.TEXTS, *corpus.NUMBERS, *corpus.DATES, *corpus.PHONES]
    report = await answer(takes(company, "rubbish.csv", a_file(kind, field, values), Said(kind)))
    if isinstance(report, Refused):
        assert speech.has(report.phrase), report.phrase
        return

    assert report.read == report.added + report.changed + report.unchanged + report.skipped + len(report.refused)
    assert report.read > 0
    for line, phrase, said in report.refused:
        assert line > 1 and speech.has(phrase), phrase
        speech.say(phrase, **said)


@on_sqlite
async def test_reports_over_rubbish_still_speak(database, company, clock):
    takes = importer(database, clock)
    texts = [text for text in corpus.TEXTS if text.strip()]
    await takes(company, "d.csv", a_file("deals", "client", texts), Said("deals"))
    for kind, field in (("deals", "source"), ("calls", "manager"), ("costs", "channel"), ("deals", "stage")):
        await takes(company, f"{kind}.csv", a_file(kind, field, texts), Said(kind))
    ask = AskReport(database, clock)

    for name in ("kpi", "team", "funnel", "deals", "calls", "roi", "goals", "plan", "rules"):
        found = await ask(company, name, Words(period="2026-11"))
        for language in ("ru", "en"):
            speech = Speech(language)
            json.loads(as_json(found, speech)).keys()
            as_csv(found).encode("utf-8")
            shown = as_text(found, speech)
            assert "\x1b" not in shown and "\x00" not in shown
            shown.encode("utf-8")


@on_sqlite
@pytest.mark.parametrize("word", ["period", "person", "team", "by", "view", "rank", "as_of"])
async def test_every_word_of_a_question_is_understood_or_refused(database, company, clock, word):
    ask = AskReport(database, clock)
    speech = Speech("ru")

    for text in [*corpus.TEXTS, *corpus.NUMBERS, *corpus.DATES, *corpus.PHONES]:
        for report in ("team", "funnel"):
            found = await answer(ask(company, report, Words(**{word: text})))
            if isinstance(found, Refused):
                speech.say(found.phrase, **found.values).encode("utf-8", "replace")
                assert speech.has(found.phrase), found.phrase
