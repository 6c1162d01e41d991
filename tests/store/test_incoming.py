"""Files that wait: for their owner alone, whole or not at all, and not for long."""

from datetime import timedelta

import pytest

from services.errors import Refused
from services.store.incoming import KEPT, Incoming
from tests.factories import NOON

ONE, OTHER = (7, 70), (8, 80)
"""A company and somebody of it."""


@pytest.fixture
def incoming(tmp_path):
    return Incoming(tmp_path / "incoming")


def files(tmp_path):
    return sorted(file.name for file in (tmp_path / "incoming").rglob("*") if file.is_file())


def test_a_file_waits_under_its_content_and_only_its_owner_can_read_it(incoming, tmp_path):
    digest = incoming.keep(*ONE, "звонки.csv", b"a;b", NOON)

    kept = incoming.take(*ONE, digest, NOON)
    assert (kept.name, kept.data) == ("звонки.csv", b"a;b")
    for file in (tmp_path / "incoming").rglob("*"):
        assert file.stat().st_mode & 0o077 == 0, file
    assert incoming.keep(*ONE, "again.csv", b"a;b", NOON) == digest
    assert len(files(tmp_path)) == 2


@pytest.mark.parametrize("other", [OTHER, (ONE[0], OTHER[1]), (OTHER[0], ONE[1])], ids=["both", "colleague", "company"])
def test_nobody_else_finds_it(incoming, other):
    digest = incoming.keep(*ONE, "a.csv", b"a;b", NOON)

    assert incoming.take(*other, digest, NOON) is None
    incoming.forget(*other, digest)
    assert incoming.take(*ONE, digest, NOON) is not None


@pytest.mark.parametrize("digest", ["", "../7/x", "..", "0" * 23, "0" * 24, "G" * 24, "a" * 25, "\x00" * 24, "a/" * 12])
def test_a_digest_of_nothing_finds_nothing(incoming, digest):
    incoming.keep(*ONE, "a.csv", b"a;b", NOON)

    assert incoming.take(*ONE, digest, NOON) is None
    incoming.forget(*ONE, digest)


def test_after_a_day_it_is_forgotten_and_its_bytes_go(incoming, tmp_path):
    old = incoming.keep(*ONE, "old.csv", b"old", NOON)
    young = incoming.keep(*OTHER, "young.csv", b"young", NOON + timedelta(hours=2))
    later = NOON + KEPT

    assert incoming.take(*ONE, old, later) is None
    incoming.prune(later)

    assert incoming.take(*OTHER, young, later) is not None
    assert files(tmp_path) == sorted([young, f"{young}.name"])


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"name": 1}', b'{"name": "a", "at": "noon"}', b"\xff"])
def test_what_a_kill_left_half_written_is_nothing_and_goes(incoming, tmp_path, broken):
    digest = incoming.keep(*ONE, "a.csv", b"a;b", NOON)
    (tmp_path / "incoming" / "7-70" / f"{digest}.name").write_bytes(broken)
    (tmp_path / "incoming" / "7-70" / f"{digest}.0a1b").write_bytes(b"half")

    assert incoming.take(*ONE, digest, NOON) is None
    incoming.prune(NOON)

    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "incoming").write_text("a file where the folder would be")

    with pytest.raises(Refused, match="file-not-kept"):
        Incoming(tmp_path / "incoming").keep(*ONE, "a.csv", b"a;b", NOON)


def test_nothing_there_is_nothing_to_prune(incoming):
    incoming.prune(NOON)
