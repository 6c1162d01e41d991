"""A text never outgrows a message: Telegram counts in UTF-16 units, an emoji is two of them and a tag is none."""

import pytest

from handlers.middlewares.showing import fitting, without_tags
from handlers.screen import LONGEST_CAPTION, LONGEST_TEXT, bold, units

FAMILY = "👩‍👩‍👧‍👦"


def of_units(count, letter, *, line=60):
    """Lines of one letter, as long as Telegram counts."""
    size = units(letter)
    lines, left = [], count
    while left > 0:
        fits = min(line, left) // size
        lines.append(letter * fits + "я" * (min(line, left) - fits * size))
        left -= line + 1
    text = "\n".join(lines)
    return text + "я" * (count - units(text))


@pytest.mark.parametrize("longest", [LONGEST_TEXT, LONGEST_CAPTION])
@pytest.mark.parametrize("letter", ["я", "😀", FAMILY, "e\u0301", "&lt;"])
@pytest.mark.parametrize("over", [-1, 0])
def test_what_fits_is_left_as_it_is(longest, letter, over):
    plain = of_units(longest + over, "я" if letter == "&lt;" else letter)
    text = plain.replace("я", letter) if letter == "&lt;" else plain

    assert units(without_tags(text)) == longest + over
    assert fitting(text, longest) == text


@pytest.mark.parametrize("longest", [LONGEST_TEXT, LONGEST_CAPTION])
@pytest.mark.parametrize("letter", ["я", "😀", FAMILY, "<"])
@pytest.mark.parametrize("line", [60, 10**6], ids=["lines", "one line"])
@pytest.mark.parametrize("over", [1, 2, 5_000])
def test_one_unit_more_is_cut_where_it_may_be(longest, letter, line, over):
    text = of_units(longest + over, letter, line=line).replace("<", "&lt;")

    cut = fitting(text, longest)

    seen = without_tags(cut)
    assert longest // 2 < units(seen) <= longest
    assert seen.endswith("\n…")
    assert without_tags(text).startswith(seen.removesuffix("\n…"))
    seen.encode("utf-16")


def test_tags_are_not_counted_and_never_cut_in_two():
    title = bold("я" * 4_000)

    assert fitting(f"{title}\n{'ю' * 95}", LONGEST_TEXT) == f"{title}\n{'ю' * 95}"
    assert fitting(f"{title}\n{'ю' * 96}", LONGEST_TEXT) == "я" * 4_000 + "\n…"
