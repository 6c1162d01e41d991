"""At the limit of a message, in emoji and in Cyrillic: Telegram takes it, whatever is one unit more."""

import pytest

from bot.telegram.speaker import make_bot
from handlers.middlewares.showing import ShowIn
from handlers.screen import LONGEST_CAPTION, LONGEST_TEXT, File, Screen, units
from tests.chat.test_sent_files import PICTURE


@pytest.fixture
async def shown(telegram):
    """Shows screens to somebody; how many units stood before them."""
    bot, anna = make_bot(telegram.token, telegram.url, ""), telegram.person("Анна Белова", started=True)

    async def paint(_picture):
        return PICTURE

    async def show(text, **more):
        await ShowIn(bot, anna.id, None, None, paint)(Screen(text, **more))
        return units(anna.chat.newest.text)

    yield show
    await bot.session.close()


@pytest.mark.parametrize("letter", ["я", "😀", "&lt;"])
@pytest.mark.parametrize(
    ("longest", "more"),
    [(LONGEST_TEXT, {}), (LONGEST_CAPTION, {"picture": object()}), (LONGEST_CAPTION, {"file": File("a.txt", b"a")})],
    ids=["text", "picture", "file"],
)
async def test_a_message_at_its_limit_arrives_and_so_does_one_unit_more(shown, letter, longest, more):
    size = 2 if letter == "😀" else 1
    whole = letter * (longest // size)

    assert await shown(whole.removesuffix(letter) + "я" * (size - 1), **more) == longest - 1
    assert await shown(whole, **more) == longest
    for longer in (whole + "я", whole + letter, "я" + whole, whole * 2):
        assert longest // 2 < await shown(longer, **more) <= longest
