"""`takt connect`, `takt sources`, `takt sync`: an account answers first, is read, and says how it stands."""

import json
import re
import shutil
import sqlite3
from datetime import datetime, timedelta

import pytest
from typer.testing import CliRunner

from bot.cli import doctor
from bot.clock import machine_now
from handlers.speech import Speech
from handlers.web.source_hook import PATH
from services.connectors.kit.records import Kind
from services.connectors.kit.registry import vendors
from services.domain.ids import digest_id
from tests.bot.cli import played as plays
from tests.bot.cli.conftest import organisation, settle_in, worked
from tests.bot.cli.test_rubbish import NASTY, survives
from tests.marks import some_now

NOW = datetime.fromisoformat(plays.MORNING)
WRONG = "wrong-token-0123456789"
KINDS = ["people", "stages", "deals", "moves", "calls", "activities"]


def program():
    """The calls of the organisation, and the doctor."""
    app = organisation()
    doctor.register(app)
    return app


def lives_in(patch, folder):
    settle_in(patch, folder)
    patch.setenv("TAKT_CLOCK", plays.MORNING)
    patch.setenv("TAKT_ALLOW_LOCAL_SOURCES", "on")
    patch.setenv("COLUMNS", "200")


@pytest.fixture(scope="module")
def crm():
    """The played account."""
    with plays.played() as server:
        yield server


@pytest.fixture(autouse=True)
def right(crm):
    """No trouble is left to the next test."""
    yield
    crm.faults.lift()
    crm.reading.is_admin = True


@pytest.fixture(scope="module")
def templates(tmp_path_factory, crm, sqlite_template):
    """Folders of an installation whose account is connected, and one that is read too."""
    connected, read = tmp_path_factory.mktemp("connected"), tmp_path_factory.mktemp("read") / "all"
    shutil.copy(sqlite_template, connected / "takt.db")
    with pytest.MonkeyPatch.context() as patch:
        lives_in(patch, connected)
        for words in (
            ("company", "add", "Ромашка", "--timezone", "Europe/Moscow", "--currency", "RUB"),
            ("connect", "amocrm", "--url", crm.url, "--token", crm.token),
        ):
            worked(CliRunner().invoke(program(), list(words)))
        shutil.copytree(connected, read)
        lives_in(patch, read)
        worked(CliRunner().invoke(program(), ["sync"]))
    return {"connected": connected, "read": read}


@pytest.fixture
def takt(monkeypatch, tmp_path):
    """Carries out a call; `typed` is what comes by standard input."""
    lives_in(monkeypatch, tmp_path)
    return lambda *words, typed=None: CliRunner().invoke(program(), list(words), input=typed)


@pytest.fixture
def bare(takt, tmp_path, office_template):
    """A company without sources."""
    shutil.copy(office_template, tmp_path / "takt.db")
    return takt


@pytest.fixture
def connected(takt, tmp_path, templates):
    """An account is connected and not read."""
    shutil.copytree(templates["connected"], tmp_path, dirs_exist_ok=True)
    return takt


@pytest.fixture
def read(takt, tmp_path, templates):
    """An account is connected and read."""
    shutil.copytree(templates["read"], tmp_path, dirs_exist_ok=True)
    return takt


def refused(result):
    """The one line of a call that was refused."""
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    assert result.stderr.count("\n") == 1
    return result.stderr.rstrip("\n")


def listed(takt):
    return json.loads(worked(takt("sources", "--format", "json")))


def counts(said):
    """«Добавлено 3, изменено 0» as numbers by word."""
    pairs = (part.split() for part in said.rstrip(".\n").rpartition(". ")[2].split(", "))
    return {" ".join(words[:-1]).casefold(): int(words[-1]) for words in pairs}


def test_there_are_no_sources_at_first(bare):
    hint = "Источников пока нет. Какие бывают: takt connect --help.\n"

    assert worked(bare("sources")) == worked(bare("sync")) == hint
    assert worked(bare("sources", "--format", "json")) == "[]\n"


def test_every_vendor_brings_its_own_options(bare):
    said = worked(bare("connect", "--help"))

    for key, vendor in vendors().items():
        own = worked(bare("connect", key, "--help"))
        assert key in said
        for need in vendor.needs:
            assert f"--{need.name.replace('_', '-')} " in own


def test_an_unknown_vendor_is_wrong_usage(bare):
    assert bare("connect", "nobody").exit_code == 2


def test_who_has_answered_is_said_and_what_to_do_next(bare, crm):
    said = worked(bare("connect", "amocrm", "--url", crm.url, "--token", crm.token, "--name", "Север"))

    assert said.splitlines() == [
        "amoCRM: на вопрос ответил аккаунт «Северный свет». Он подключён под именем север.",
        "Можно читать: сотрудники, этапы, сделки, переходы по этапам, звонки, письма, встречи, задачи.",
        "Теперь прочитайте его: takt sync север. Как он читается, покажет takt sources.",
    ]
    assert [one["name"] for one in listed(bare)] == ["север"]


def test_a_secret_may_come_by_standard_input(bare, crm):
    assert "Северный свет" in worked(
        bare("connect", "amocrm", "--url", crm.url, "--token", "-", typed=f"{crm.token}\n")
    )


def test_what_the_key_lacks_is_said_in_words(bare, crm):
    crm.reading.is_admin = False

    said = worked(bare("connect", "amocrm", "--url", crm.url, "--token", crm.token))

    assert "Нельзя читать: сотрудники.\n" in said
    assert "Ключу не хватает права: видеть сотрудников, оно бывает только у администратора.\n" in said
    assert said.splitlines()[-1].startswith("Дайте ключу эти права в источнике")
    assert worked(bare("sync")).splitlines()[-1] == (
        "amocrm: на это у ключа нет права: сотрудники. Остальное прочитано."
    )


def test_the_address_of_deliveries_is_told_without_its_secret(bare, crm, monkeypatch):
    monkeypatch.setenv("TAKT_PUBLIC_URL", "https://takt.example.com")
    call = ("connect", "amocrm", "--url", crm.url, "--token", crm.token)

    closed = worked(bare(*call))
    told = worked(bare(*call, "--hook-secret", "hook-secret-1"))

    [number] = re.findall(r"https://takt\.example\.com/hooks/([0-9]+)/СЕКРЕТ", told)
    assert re.fullmatch(f"{PATH.partition('{')[0]}{number}/", f"/hooks/{number}/")
    assert "--hook-secret" in closed and "/hooks/" not in closed
    assert "hook-secret-1" not in told


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--token", WRONG), "Аккаунт не открылся этим ключом. Проверьте адрес и ключ и повторите."),
        (("--token", "-"), "Аккаунт не открылся этим ключом. Проверьте адрес и ключ и повторите."),
        (("--token", WRONG, "--name", "два слова"), Speech("ru").say("source-name-odd")),
        (("--token", WRONG, "--url", "http://127.0.0.1:9"), Speech("ru").say("connect-no-answer")),
        (("--token", WRONG, "--url", ""), "Не хватает «--url»."),
    ],
    ids=["wrong", "typed", "name", "nobody", "empty"],
)
def test_what_does_not_open_is_refused_in_a_line_and_nothing_is_kept(bare, crm, words, line):
    assert refused(bare("connect", "amocrm", "--url", crm.url, *words, typed=f"{WRONG}\n")) == line
    assert listed(bare) == []


def test_no_address_inside_unless_it_is_allowed(bare, crm, monkeypatch):
    monkeypatch.delenv("TAKT_ALLOW_LOCAL_SOURCES")

    assert "https://" in refused(bare("connect", "amocrm", "--url", crm.url, "--token", crm.token))


def test_the_same_account_is_not_connected_twice(connected, crm):
    again = ("connect", "amocrm", "--url", crm.url, "--token", crm.token)

    assert refused(connected(*again, "--name", "second")) == "Аккаунт «Северный свет» уже подключён."
    worked(connected(*again))
    assert len(listed(connected)) == 1


def test_a_source_that_is_not_read_says_so(connected):
    [source] = listed(connected)

    assert [kind["kind"] for kind in source["kinds"]] == KINDS
    assert {(kind["read_to"], kind["rows"], kind["set_aside"]) for kind in source["kinds"]} == {(None, 0, 0)}
    assert source["read_to"] is None
    assert worked(connected("sources")).count("ещё не прочитано") == len(KINDS)
    assert "источник amocrm: подключён, но ещё не прочитан до конца" in connected("doctor").stdout


def test_a_source_that_is_read_says_how_far(read):
    [source] = listed(read)
    rows = {kind["kind"]: kind["rows"] for kind in source["kinds"]}

    assert source.keys() == {
        "name", "vendor", "title", "state", "connected_at", "read_to", "trouble", "kinds", "set_aside", "unknown",
    }  # fmt: skip
    assert (source["name"], source["vendor"], source["title"]) == ("amocrm", "amocrm", "Северный свет")
    assert (source["state"], source["trouble"], source["set_aside"], source["unknown"]) == ("on", None, {}, {})
    assert (rows["people"], rows["deals"]) == (8, 6)
    assert source["read_to"].startswith("2024-01-04T11:00:") and source["read_to"].endswith("+03:00")
    assert "ещё не прочитано" not in worked(read("sources"))
    assert "источник amocrm: прочитан по 04.01.2024\N{NO-BREAK SPACE}11:00" in read("doctor").stdout


def test_a_second_reading_changes_nothing(read):
    told = counts(worked(read("sync", "AmoCRM")))

    assert (told["добавлено"], told["изменено"], told["удалено"], told["отложено"]) == (0, 0, 0, 0)


def test_all_of_it_once_more_changes_nothing_either(read):
    told = counts(worked(read("sync", "--full")))

    assert (told["добавлено"], told["изменено"], told["удалено"]) == (0, 0, 0)
    assert told["без перемен"] > 10


def test_a_source_nobody_knows_is_refused(connected):
    assert refused(connected("sync", "nobody")) == Speech("ru").say("source-unknown", name="nobody")


def test_trouble_is_a_line_and_is_remembered_since_when(read, crm):
    crm.faults.answers(401, "110", times=None)

    assert refused(read("sync")) == f"amocrm: {Speech('ru').say('source-access-lost')}"
    [source] = listed(read)
    assert (source["state"], source["trouble"]["code"]) == ("lost", "source-access-lost")
    assert source["trouble"]["since"].startswith("2024-01-04T11:00:")
    assert "amocrm: беда с 04.01.2024\N{NO-BREAK SPACE}11:00. Источник больше не принимает наш ключ." in worked(
        read("sources")
    )
    assert "не пускает нас" in read("doctor").stdout

    crm.faults.lift()
    worked(read("sync"))
    assert listed(read)[0]["trouble"] is None


def test_who_asks_us_to_wait_is_told_with_what_is_left(read, tmp_path):
    since, until = (
        int(at.timestamp() * 1e6) for at in (NOW - timedelta(hours=2), machine_now() + timedelta(minutes=9.5))
    )
    with sqlite3.connect(tmp_path / "takt.db") as connection:
        connection.execute(
            "UPDATE sources SET trouble = 'source-busy', since = ?, not_before = ?, tries = 1", (since, until)
        )

    assert "Продолжим через 10 минут с того же места." in worked(read("sources"))
    [source] = listed(read)
    assert (source["trouble"]["code"], source["trouble"]["since"]) == ("source-busy", "2024-01-04T09:00:00+03:00")
    assert "с 04.01.2024\N{NO-BREAK SPACE}09:00 не читается как надо" in worked(read("doctor"))


def test_a_source_that_nobody_has_read_for_days_is_to_be_looked_at(read, monkeypatch):
    monkeypatch.setenv("TAKT_CLOCK", "2024-01-06T11:00:00+03:00")

    assert "источник amocrm: прочитан только по 04.01.2024" in worked(read("doctor"))


def test_what_is_not_understood_is_named(read, tmp_path):
    with sqlite3.connect(tmp_path / "takt.db") as connection:
        [(company, number)] = connection.execute("SELECT company_id, id FROM sources").fetchall()
        connection.executemany(
            "INSERT INTO set_aside (company_id, source_id, kind, external_id, why, at) VALUES (?, ?, ?, ?, ?, 1)",
            [(company, number, "deals", "7", "created_at"), (company, number, "deals", "8", "created_at")],
        )
        connection.execute(
            "INSERT INTO unknown_values (company_id, source_id, value, times) VALUES (?, ?, 'type=77', 21)",
            (company, number),
        )

    said = worked(read("sources"))
    [source] = listed(read)

    assert number == digest_id(company, "source", "amocrm")
    assert "отложены 2 строки, их не удалось понять: created_at ×2." in said
    assert "21 раз пришло незнакомое значение: type=77 ×21." in said
    assert (source["set_aside"], source["unknown"]) == ({"created_at": 2}, {"type=77": 21})
    assert {kind["kind"]: kind["set_aside"] for kind in source["kinds"]}["deals"] == 2


def test_who_comes_second_is_told_that_it_is_read_already(read, tmp_path):
    with sqlite3.connect(tmp_path / "takt.db") as connection:
        connection.execute("UPDATE sources SET lease_until = ?", (4_000_000_000_000_000,))

    assert refused(read("sync")).startswith("amocrm: этот источник уже кто-то читает.")


def test_no_secret_is_said_or_kept_in_the_open(bare, crm, tmp_path):
    said = [
        bare("connect", "amocrm", "--url", crm.url, "--token", WRONG).output,
        bare("connect", "amocrm", "--url", crm.url, "--token", crm.token, "--hook-secret", "hook-secret-1").output,
        bare("sources").output,
        bare("sources", "--format", "json").output,
        bare("doctor").output,
    ]

    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    for secret in (WRONG, crm.token, "hook-secret-1"):
        assert secret not in "".join(said)
        assert secret.encode() not in kept


@pytest.mark.parametrize("nasty", some_now(NASTY, 6), ids=ascii)
def test_rubbish_in_any_word_is_a_line_or_wrong_usage(bare, nasty):
    connect = ("connect", "amocrm", "--url", "https://acme.example.com", "--token", "abc", "--name", "north")

    for words, place in ((connect, 1), (connect, 3), (connect, 5), (connect, 7), (("sync", "north"), 1)):
        survives(bare, words, place, nasty)


def test_sources_of_another_company_are_out_of_sight(connected):
    worked(connected("company", "add", "Василёк", "--timezone", "Asia/Omsk", "--currency", "KZT", "--language", "en"))

    assert worked(connected("sources", "--company", "Василёк")).startswith("There are no sources yet.")
    assert "There is no source" in refused(connected("sync", "amocrm", "--company", "Василёк"))


def test_every_kind_has_a_word():
    for language in ("ru", "en"):
        assert [kind for kind in Kind if not Speech(language).has(f"source-kind-{kind.value}")] == []
