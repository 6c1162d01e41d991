"""The doctor: each state has its line, each line its way out, and nothing is touched by looking."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from handlers.speech import Speech
from migrations.runner import SCHEMA, downgrade
from services.domain.income import Basis
from services.store import sqlite_files
from services.store.companies import Companies
from services.store.db import Database
from services.store.importing import Imports
from services.store.pending import Kind, Mark, Pending
from services.store.people import People
from services.store.tables import calls, deals, phones, stages
from services.store.vault import Vault
from services.usecases.examine import Examine, Ground
from services.usecases.examining.keys import KeysFound
from services.usecases.keep_keys import KeepKeys
from tests.factories import NOON, a_call, a_company, a_deal, a_person
from tests.marks import on_postgres, on_sqlite

VAULT = Vault((b"r" * 32,), b"p" * 32)
KEYS = KeysFound("/keys", vault=VAULT)


async def examined(database, clock, folder, keys=KEYS, *, trial=False, glance=False):
    """Every finding as (grade, phrase)."""
    found = Examine(database, SCHEMA, clock)(Ground(folder, lambda: keys, trial), glance=glance)
    findings = [finding async for finding in found]
    for finding in findings:
        for language in ("ru", "en"):
            said = Speech(language).say(finding.phrase, **dict.fromkeys(finding.values, "x"))
            assert said == said.strip()
            assert not said.startswith("["), f"write {finding.phrase}"
    return {finding.phrase: finding for finding in findings}


def grades(found, *phrases):
    """The grades of these findings."""
    return [found[phrase].grade.value for phrase in phrases]


async def test_a_sound_installation_has_nothing_to_look_at(database, company, clock, tmp_path):
    await a_person(database, company, "Иван")
    await KeepKeys(database)(VAULT.fingerprint)
    async with database.writing(company.id) as unit:
        await Imports(unit).begin(1, "calls", "calls.csv", "d", NOON)
        await Imports(unit).end(1, NOON, 1, 0)

    found = await examined(database, clock, tmp_path)

    assert {finding.grade.value for finding in found.values()} == {"ok"}
    assert ("doctor-sqlite" if database.is_sqlite else "doctor-postgresql") in found
    assert {"doctor-folder", "doctor-disk", "doctor-schema", "doctor-keys", "doctor-clock"} <= set(found)
    assert {"doctor-people", "doctor-fresh"} <= set(found)


async def test_a_fresh_machine_is_well_and_nothing_is_made(clock, tmp_path):
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'takt.db'}")

    found = await examined(database, clock, tmp_path / "data")

    assert grades(found, "doctor-no-folder", "doctor-no-database") == ["look", "look"]
    assert "trouble" not in {finding.grade.value for finding in found.values()}
    assert list(tmp_path.iterdir()) == []


async def test_a_database_without_tables_only_waits_for_its_first_call(empty_url, clock, tmp_path):
    database = Database(empty_url)
    if database.file:
        database.file.touch()

    found = await examined(database, clock, tmp_path)

    assert grades(found, "doctor-no-schema") == ["look"]
    await database.close()


async def test_an_older_schema_is_told_and_left_alone(database, clock, tmp_path):
    older = SCHEMA.head

    async def down(connection):
        await downgrade(connection, "base")
        await connection.execute(text(f"INSERT INTO alembic_version VALUES ('{older}')"))
        return True

    await database.migrate(down)
    ahead = type(SCHEMA)("9999", SCHEMA.revision, SCHEMA.upgrade, SCHEMA.knows)
    found = [f async for f in Examine(database, ahead, clock)(Ground(tmp_path, lambda: KEYS, trial=False))]

    assert {f.phrase: f.grade.value for f in found}["doctor-old-schema"] == "look"
    assert "doctor-people" not in {f.phrase for f in found}


async def test_a_newer_schema_is_trouble(database, clock, tmp_path):
    async with database.connection() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    found = await examined(database, clock, tmp_path)

    assert grades(found, "database-newer") == ["trouble"]


@on_sqlite
async def test_a_text_file_in_the_databases_place_is_named_and_left_alone(database, clock, tmp_path):
    database.file.write_text("Это не база\n" * 500)

    found = await examined(database, clock, tmp_path)

    assert grades(found, "doctor-not-a-database") == ["trouble"]
    assert database.file.read_text() == "Это не база\n" * 500
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("takt")] == [database.file.name]


@on_sqlite
async def test_a_damaged_page_is_found_and_the_file_left_alone(database, company, clock, tmp_path):
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(client="x" * 400) for _ in range(500)])
    await database.close()
    sqlite_files.close_up(database.file)
    content = bytearray(database.file.read_bytes())
    among_the_deals = len(content) * 3 // 4
    content[among_the_deals : among_the_deals + 9_000] = b"\x7f" * 9_000
    database.file.write_bytes(content)

    found = await examined(database, clock, tmp_path)
    glance = await examined(database, clock, tmp_path, glance=True)
    await database.close()

    assert grades(found, "database-damaged") == ["trouble"]
    assert "database-damaged" not in glance
    assert database.file.read_bytes()[100:] == bytes(content)[100:]


async def test_a_server_that_is_away_is_one_line(clock, tmp_path):
    database = Database("postgresql+asyncpg://takt:secret@127.0.0.1:1/takt")

    found = await examined(database, clock, tmp_path)

    assert grades(found, "database-away") == ["trouble"]
    assert "secret" not in repr(found)


@on_postgres
async def test_a_server_is_named_without_its_password(database, clock, tmp_path):
    with_password = Database(database.url.set(password="canary").render_as_string(hide_password=False))

    found = await examined(with_password, clock, tmp_path)

    assert "canary" not in repr(found)
    assert str(found["doctor-postgresql"].values["where"]).startswith("postgresql+asyncpg://")
    await with_password.close()


async def test_a_folder_that_cannot_be_written_to_is_trouble(database, clock):
    found = await examined(database, clock, Path("/proc/takt"))

    assert grades(found, "folder-unwritable") == ["trouble"]


@pytest.mark.parametrize(
    ("free", "phrase", "grade"), [(10, "doctor-disk-full", "trouble"), (200, "doctor-disk", "look")]
)
async def test_little_room_is_told_in_time(database, clock, tmp_path, monkeypatch, free, phrase, grade):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**12, 0, free * 2**20))

    found = await examined(database, clock, tmp_path)

    assert grades(found, phrase) == [grade]


@pytest.mark.parametrize(
    ("keys", "kept", "phrase", "grade"),
    [
        (KEYS, None, "doctor-keys", "ok"),
        (KeysFound("/keys", missing=("/keys/phone",)), None, "doctor-no-keys", "ok"),
        (KeysFound("/keys", missing=("/keys/phone",)), "x", "doctor-keys-lost", "trouble"),
        (KeysFound("/keys", broken=("/keys/phone",)), "x", "keys-broken", "trouble"),
        (KEYS, "of another installation", "keys-other", "trouble"),
        (KeysFound("/keys", exposed=("/keys/phone",), vault=VAULT), None, "doctor-keys-exposed", "look"),
    ],
)
async def test_keys_are_held_against_the_database(database, clock, tmp_path, keys, kept, phrase, grade):
    if kept:
        await KeepKeys(database)(kept)

    found = await examined(database, clock, tmp_path, keys)

    assert grades(found, phrase) == [grade]


@pytest.mark.parametrize(("ring", "phrase"), [(b"r", "doctor-keys"), (b"s", "keys-missing")])
async def test_the_ring_is_tried_on_a_stored_number(database, company, clock, tmp_path, ring, phrase):
    sealed = Vault((ring * 32,), b"p" * 32).seal(company.id, ["+79161234567"])[0]
    async with database.writing(company.id) as unit:
        await unit.put(phones, [{"phone_key": 1, "last4": "4567", "sealed": sealed}])

    assert phrase in await examined(database, clock, tmp_path)


async def test_a_trials_clock_is_told(database, clock, tmp_path):
    found = await examined(database, clock, tmp_path, trial=True)

    assert grades(found, "doctor-trial") == ["look"]


@pytest.mark.parametrize(
    ("later", "phrase"), [(23, "doctor-fresh"), (25, "doctor-stale"), (0, "doctor-fresh"), (-2, "doctor-clock-behind")]
)
async def test_data_are_fresh_for_as_long_as_the_company_says(database, company, clock, tmp_path, later, phrase):
    async with database.writing(company.id) as unit:
        await Imports(unit).begin(1, "calls", "calls.csv", "d", NOON)
        await Imports(unit).end(1, NOON, 1, 0)
    clock.advance(timedelta(hours=later))

    found = await examined(database, clock, tmp_path)

    assert phrase in found
    assert found[phrase].values["at"].isoformat() == NOON.isoformat()


async def test_a_new_installation_is_led_on(database, clock, tmp_path):
    assert "doctor-no-company" in await examined(database, clock, tmp_path)

    await a_company(database)
    assert {"doctor-nobody", "doctor-never-imported"} <= set(await examined(database, clock, tmp_path))


async def test_what_keeps_numbers_from_being_exact_is_named(database, company, clock, tmp_path):
    async with database.writing(company.id) as unit:
        await People(unit).add_unlisted(["Ольга"])
        await Pending(unit).add([Mark(Kind.DEAL, "1"), Mark(Kind.DEAL, "2")])
        await Imports(unit).begin(1, "calls", "Звонки.csv", "d", NOON)
        await unit.put(calls, [a_call(owner_ref="107"), a_call(owner_ref="105"), a_call(owner_ref="105")])
        await unit.put(deals, [a_deal(status="won")])
        await unit.put(stages, [stage(1, "Договор", told=False), stage(2, "Оплата", told=True)])

    found = await examined(database, clock, tmp_path)

    assert found["doctor-unlisted"].values["names"] == "Ольга"
    assert found["doctor-pending"].values["count"] == 2
    assert found["doctor-unfinished"].values["names"] == "Звонки.csv"
    assert found["doctor-unmatched"].values["names"] == "105, 107"
    assert found["doctor-stages-guessed"].values["names"] == "Договор"
    assert found["doctor-no-revenue"].values["count"] == 1


def stage(number, name, *, told):
    """A row of `stages`."""
    return {"id": number, "pipeline": "Main", "name": name, "position": number, "meaning": "open", "told": told}


async def test_a_chosen_revenue_is_nothing_to_look_at(database, company, clock, tmp_path):
    async with database.connection() as connection:
        await Companies(connection).change(company.id, {"revenue": Basis.WON.value})
    async with database.writing(company.id) as unit:
        await unit.put(deals, [a_deal(status="won")])

    assert "doctor-no-revenue" not in await examined(database, clock, tmp_path)


async def test_many_names_are_not_all_told(database, company, clock, tmp_path):
    async with database.writing(company.id) as unit:
        await unit.put(calls, [a_call(owner_ref=str(number)) for number in range(100, 120)])

    named = (await examined(database, clock, tmp_path))["doctor-unmatched"].values

    assert (named["count"], named["names"]) == (20, "100, 101, 102, 103, 104…")


async def test_a_glance_needs_no_company_and_looks_at_no_keys(database, clock, tmp_path):
    found = await examined(database, clock, tmp_path, KeysFound("/keys", broken=("/keys/phone",)), glance=True)

    assert {finding.grade.value for finding in found.values()} == {"ok"}
    assert not {"doctor-keys", "doctor-no-company", "doctor-sound"} & set(found)
