"""Markup is read as strictly as Telegram reads it, and offsets count UTF-16 units."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.telegram.entities.formatting import cleaned, formatted
from sandbox.telegram.protocol import Refused
from sandbox.telegram.utf16 import cut, length


def parts(text, mode):
    """The plain text, and each entity as its kind and what it covers."""
    plain, entities = formatted(text, mode, None)
    return plain, [(one["type"], cut(plain, one["offset"], one["length"])) for one in entities]


HTML = [
    ("<b>Маша</b> и <strong>Ваня</strong>", "Маша и Ваня", [("bold", "Маша"), ("bold", "Ваня")]),
    ("😀<i>а</i>", "😀а", [("italic", "а")]),
    ("<b>а<i>б</i></b>", "аб", [("bold", "аб"), ("italic", "б")]),
    ("<u>а</u><ins>б</ins><s>в</s><del>г</del><strike>д</strike>", "абвгд",
     [("underline", "а"), ("underline", "б"), ("strikethrough", "в"), ("strikethrough", "г"), ("strikethrough", "д")]),
    ("<tg-spoiler>а</tg-spoiler><span class='tg-spoiler'>б</span>", "аб", [("spoiler", "а"), ("spoiler", "б")]),
    ("<code>x &lt; 1</code>", "x < 1", [("code", "x < 1")]),
    ('<pre><code class="language-sql">select</code></pre>', "select", [("pre", "select")]),
    ("<pre>а <b>не жирно</b></pre>", "а не жирно", [("pre", "а не жирно")]),
    ("<blockquote expandable>а</blockquote>", "а", [("expandable_blockquote", "а")]),
    ("<blockquote>а</blockquote>", "а", [("blockquote", "а")]),
    ('<a href="https://a.ru/?x=1&amp;y=2">тут</a>', "тут", [("text_link", "тут")]),
    ('<a href="tg://user?id=5000000001">Анна</a>', "Анна", [("text_mention", "Анна")]),
    ('<a href="javascript:alert(1)">тут</a>', "тут", []),
    ('<tg-time unix="1700000000" format="t">сейчас</tg-time>', "сейчас", [("date_time", "сейчас")]),
    ('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>', "👍", [("custom_emoji", "👍")]),
    ("&lt;ООО &amp; Ко&gt; &quot;&#1071;&#x42F;&quot; &nbsp; &", '<ООО & Ко> "ЯЯ" &nbsp; &', []),
    ("<B>а</B >", "а", [("bold", "а")]),
    ("  <b> а </b>  ", "а", [("bold", "а")]),
    ("<b></b>а", "а", []),
    ("/kpi и /kpi@takt_bot, @ann_orlova, #план, https://a.ru/x, a@b.ru", None,
     [("bot_command", "/kpi"), ("bot_command", "/kpi@takt_bot"), ("mention", "@ann_orlova"), ("hashtag", "#план"),
      ("url", "https://a.ru/x,"), ("email", "a@b.ru")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "plain", "entities"), HTML, ids=[row[0][:40] for row in HTML])
def test_html_becomes_plain_text_with_entities(text, plain, entities):
    assert parts(text, "HTML") == (plain or text, entities)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("да<br>нет", 'Unsupported start tag "br" at byte offset 4'),
        ("<h1>а</h1>", 'Unsupported start tag "h1"'),
        ("<ООО & Ко>", 'Unsupported start tag ""'),
        ("<b>а", 'Can\'t find end tag corresponding to start tag "b"'),
        ("а</b>", "Unexpected end tag at byte offset 2"),
        ("<b>а</i>", 'expected "</b>", found "</i>"'),
        ("<b><i>а</b></i>", 'expected "</i>", found "</b>"'),
        ("<b>а</b", "Unclosed end tag"),
        ("<a href='x>а</a>", "Unclosed start tag"),
        ("<span>а</span>", 'Tag "span" must have class "tg-spoiler"'),
        ("<tg-emoji>а</tg-emoji>", "Invalid custom emoji identifier"),
        ("<tg-time unix='soon'>а</tg-time>", "Invalid date and time"),
        ("<blockquote><blockquote>а</blockquote></blockquote>", "do not nest"),
    ],
)
def test_html_that_telegram_cannot_read_is_refused(text, said):
    with pytest.raises(Refused, match="can't parse entities") as refused:
        formatted(text, "HTML", None)

    assert said in refused.value.description


MARKDOWN = [
    ("*а* _б_ __в__ ~г~ ||д||", "а б в г д",
     [("bold", "а"), ("italic", "б"), ("underline", "в"), ("strikethrough", "г"), ("spoiler", "д")]),
    ("*а _б_*", "а б", [("bold", "а б"), ("italic", "б")]),
    (r"1\.5 \- \_", "1.5 - _", []),
    ("`x\\`y.`", "x`y.", [("code", "x`y.")]),
    ("```sql\nselect *```", "select *", [("pre", "select *")]),
    (r"[тут](https://a.ru/\(1\))", "тут", [("text_link", "тут")]),
    ("![👍](tg://emoji?id=5368324170671202286)", "👍", [("custom_emoji", "👍")]),
    (">а\n>б\nв", "а\nб\nв", [("blockquote", "а\nб\n")]),
    (">а\n>б||", "а\nб", [("expandable_blockquote", "а\nб")]),
    (">а\n**>б", "а\nб", [("blockquote", "а\n"), ("blockquote", "б")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "plain", "entities"), MARKDOWN, ids=[row[0][:30] for row in MARKDOWN])
def test_markdown_becomes_plain_text_with_entities(text, plain, entities):
    assert parts(text, "MarkdownV2") == (plain, entities)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("01.10", "Character '.' is reserved"),
        ("a]", "Character ']' is reserved"),
        ("*а", "Can't find end of Bold entity at byte offset 0"),
        ("`а", "Can't find end of Code entity"),
        ("```а", "Can't find end of Pre entity"),
        ("[а]", "Can't find end of TextUrl entity"),
        ("![а](https://a.ru)", "Custom emoji URL"),
        ("*а_б*_", "Can't find end of"),
    ],
)
def test_markdown_with_a_sign_unescaped_is_refused(text, said):
    with pytest.raises(Refused, match="can't parse entities") as refused:
        formatted(text, "MarkdownV2", None)

    assert said in refused.value.description


def test_the_first_markdown_is_still_read():
    read = parts("*а* _б_ `в` ```г``` [д](https://a.ru) \\* [е", "Markdown")

    kinds = [("bold", "а"), ("italic", "б"), ("code", "в"), ("pre", "г"), ("text_link", "д")]
    assert read == ("а б в г д * [е", kinds)
    with pytest.raises(Refused):
        formatted("*а", "Markdown", None)


def test_letters_that_are_never_shown_are_lost():
    assert formatted("а\x00б\r\nв\u202eг", None, None)[0] == "а б\nвг"


@given(
    st.text(st.sampled_from("<>/&;абв b=\"'😀x#_*[]()~`|!\\\n."), max_size=60), st.sampled_from(["HTML", "MarkdownV2"])
)
def test_whatever_is_read_fits_its_text(text, mode):
    try:
        plain, entities = formatted(text, mode, None)
    except Refused:
        return

    assert all(one["length"] > 0 and 0 <= one["offset"] <= length(plain) - one["length"] for one in entities)


@given(st.text(max_size=80))
def test_an_escaped_text_arrives_as_it_is(text):
    clean = cleaned("".join(letter for letter in text if not "\ud800" <= letter <= "\udfff"))
    escaped = clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert formatted(escaped, "HTML", None)[0] == clean.strip()
