"""Keys: made once, the same for everyone, readable by nobody else, never written over."""

import stat
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet

from bot.keys import _write_once, open_key_ring, read_ring
from services.errors import Refused

KEY = b"c2l4IG1hbmFnZXJzIGFuZCBuaW5ldHkgZGF5cyBvZiE="
OPEN = "import sys; from pathlib import Path; from bot.keys import open_key_ring; r = open_key_ring(Path(sys.argv[1]))"


def test_the_first_start_makes_keys_and_the_next_finds_them(tmp_path):
    first = open_key_ring(tmp_path / "data")

    again = open_key_ring(tmp_path / "data")

    assert again == first
    assert len(first.phone) == 32
    assert Fernet(first.encryption[0]).decrypt(Fernet(again.encryption[0]).encrypt(b"token")) == b"token"


def test_two_installations_share_no_key(tmp_path):
    one, other = open_key_ring(tmp_path / "one"), open_key_ring(tmp_path / "other")

    assert one.phone != other.phone
    assert one.encryption != other.encryption


def test_only_the_owner_may_read_the_key_files(tmp_path):
    open_key_ring(tmp_path)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}

    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_processes_that_start_at_once_agree_and_leave_no_drafts(tmp_path):
    command = [sys.executable, "-c", OPEN + "; print(r.encryption, r.phone)", str(tmp_path)]

    started = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(6)]
    seen = {process.communicate()[0] for process in started}

    assert len(seen) == 1
    assert all(process.returncode == 0 for process in started)
    assert sorted(path.name for path in (tmp_path / "keys").iterdir()) == ["encryption", "phone"]


def test_a_key_that_another_process_put_there_meanwhile_wins(tmp_path):
    (tmp_path / "phone").write_bytes(b"theirs")

    _write_once(tmp_path / "phone", b"ours")

    assert (tmp_path / "phone").read_bytes() == b"theirs"
    assert len(list(tmp_path.iterdir())) == 1


def test_the_setting_stands_in_for_the_kept_ring_but_never_for_the_phone_key(tmp_path):
    kept = open_key_ring(tmp_path)
    given = (Fernet.generate_key(), Fernet.generate_key())

    ring = open_key_ring(tmp_path, given)

    assert ring.encryption == given
    assert ring.phone == kept.phone


def test_a_key_added_to_the_file_becomes_the_first_and_the_old_one_stays(tmp_path):
    old = open_key_ring(tmp_path).encryption[0]
    new = Fernet.generate_key()
    (tmp_path / "keys/encryption").write_bytes(new + b"\n" + old + b"\n")

    assert open_key_ring(tmp_path).encryption == (new, old)


@pytest.mark.parametrize("content", [b"", b"\n", b"half-a-k", b"\xff\xfe\x00", KEY[:-4]])
@pytest.mark.parametrize("name", ["encryption", "phone"])
def test_a_damaged_key_file_is_named_and_left_as_it_is(tmp_path, name, content):
    open_key_ring(tmp_path)
    (tmp_path / "keys" / name).write_bytes(content)

    with pytest.raises(Refused) as refused:
        open_key_ring(tmp_path)

    assert refused.value.phrase == "keys-broken"
    assert refused.value.values["path"].endswith(f"keys/{name}")
    assert (tmp_path / "keys" / name).read_bytes() == content


def test_a_folder_that_cannot_be_used_is_one_clear_refusal(tmp_path):
    (tmp_path / "data").write_text("a file, not a folder")

    with pytest.raises(Refused) as refused:
        open_key_ring(tmp_path / "data")

    assert refused.value.phrase == "keys-out-of-reach"
    assert refused.value.values["why"]


@pytest.mark.parametrize("text", ["", ",", "qwerty", "ключ", "\ud800", KEY.decode() + ",short"])
def test_what_is_not_a_key_is_a_value_error(text):
    with pytest.raises(ValueError):
        read_ring(text)


def test_a_ring_never_shows_its_keys_when_printed(tmp_path):
    ring = open_key_ring(tmp_path)

    assert repr(ring) == "KeyRing()"
