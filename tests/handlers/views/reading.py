"""Reads a screen as a messenger would: which tags it holds, how long it is, whether its buttons come back."""

from html.parser import HTMLParser

from handlers.buttons import pack, question_of, unpack
from handlers.screen import LONGEST_CAPTION, LONGEST_TEXT, Screen, units
from handlers.views.grid import WIDEST, width

_TAGS = {"b", "pre", "blockquote"}


class Reading(HTMLParser):
    """The plain text of a screen; whatever a messenger would refuse is a mistake."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.fixed: list[str] = []
        self.feed(screen.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _TAGS, f"<{tag}> came from outside"
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.open and self.open[-1] == "pre":
            self.fixed += data.split("\n")


def read(screen: Screen) -> str:
    """The text as it is read."""
    return Reading(screen).text.replace("\N{NO-BREAK SPACE}", " ")


def ensure_fit(screen: Screen) -> None:
    """The screen fits a message and a phone, and each of its buttons leads somewhere."""
    reading = Reading(screen)
    assert reading.open == []
    limit = LONGEST_CAPTION if screen.picture is not None or screen.file is not None else LONGEST_TEXT
    assert 0 < units(reading.text) <= limit
    assert all(width(line) <= WIDEST for line in reading.fixed)
    assert screen.rows
    assert sum(map(len, screen.rows)) <= 100
    for row in screen.rows:
        assert 1 <= len(row) <= 3
        for button in row:
            assert button.label.strip()
            assert len(button.label) <= 40
            assert button.press is not None
            data = pack(button.press)
            assert unpack(data) == button.press
            assert button.press.place == "menu" or question_of(button.press) is not None
