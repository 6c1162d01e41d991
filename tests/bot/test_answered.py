"""What was answered stays known when the process is killed before it could settle it."""

from bot.telegram.answered import Answered
from services.store.updates import Settled


def test_what_was_noted_is_left_for_the_next_process_until_it_is_settled(tmp_path):
    file = tmp_path / "new" / "answered-1"
    killed = Answered(file)
    killed.note(7, 1)
    killed.note(9, 3)

    after = Answered(file)

    assert after.left() == [Settled(7, 1), Settled(9, 3)]
    after.clear()
    assert after.left() == []
    after.note(11, 1)
    assert Answered(file).left() == [Settled(11, 1)]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_line_cut_short_or_spoilt_is_no_answer(tmp_path):
    file = tmp_path / "answered-1"
    file.write_bytes(b"7 1\nx y\n\xff\xfe\n8\n9 1\n10 ")

    assert Answered(file).left() == [Settled(7, 1), Settled(9, 1)]
