"""What every screen of a report shares: whom it is about, how fresh it is, and the buttons that turn and move it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from handlers.buttons import ask
from handlers.screen import LONGEST_TEXT, Button, Rows, Screen, bold, label, plain, units
from handlers.speech import ReportWords, Speech, harmless
from handlers.views.refusals import menu_row
from services.domain.ids import PersonId
from services.domain.question import TODAY_REPORTS, Question, Side, Span
from services.domain.report import Report, Value
from services.domain.rights import Member
from services.usecases.ask_as_member import OF_HEADS, Answer

Row = Mapping[str, Value]

LINKS = {
    "kpi": ("deals", "calls", "funnel"),
    "deals": ("kpi", "calls", "funnel"),
    "calls": ("kpi", "deals", "funnel"),
    "funnel": ("kpi", "deals", "calls"),
    "team": ("funnel", "deals", "calls"),
    "roi": ("funnel", "team"),
    "rules": ("kpi",),
    "plan": ("kpi", "funnel"),
    "goals": ("kpi", "rules"),
    "rows": ("kpi", "deals", "calls"),
}
"""The same people and days in another report."""

_QUICK = ("today", "yesterday", "week", "month")
_QUICK_LONG = ("month", "last-month", "quarter")
_AT_ONCE = 3
_TIMELESS = frozenset({"deals", "rules", "goals"})
_UNDRAWN = frozenset({"rows"})
_LONGEST_NAME = 48
_LONGEST_SHORT = 18
"""Letters of a button that shares its row with another one."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a report has to say, as HTML: the conclusion first, then the numbers, then their totals.

    `rows` are buttons of its own; they stand right under the text.
    """

    conclusion: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()
    rows: Rows = ()


@dataclass(frozen=True)
class Frame:
    """An answer before a reader: its words, its names, its buttons."""

    answer: Answer
    me: Member
    speech: Speech

    @property
    def report(self) -> Report:
        """The report that was answered."""
        return self.answer.report

    @property
    def question(self) -> Question:
        """The question as it was answered."""
        return self.answer.question

    @cached_property
    def words(self) -> ReportWords:
        """The report in the reader's language."""
        return ReportWords(self.report, self.speech)

    def say(self, phrase: str, /, **values: str | int) -> str:
        """A phrase, safe to stand in a screen."""
        return plain(self.speech.say(phrase, **values))

    def cell(self, key: str, row: Row) -> str:
        """A value as a reader sees it, safe to stand in a screen; long text is cut."""
        return plain(label(self.words.cell(key, row), _LONGEST_NAME))

    def label(self, key: str) -> str:
        """The name of a number, safe to stand in a screen."""
        return plain(label(self.words.label(key), _LONGEST_NAME))

    def figure(self, key: str, row: Row) -> str:
        """A number with its name: «Звонки 61»."""
        return self.say("report-figure", name=self.words.label(key), value=self.words.cell(key, row))

    def whom(self) -> str:
        """Whose figures these are, as plain text."""
        if self.answer.person is not None:
            return harmless(self.answer.person.name)
        return harmless(self.answer.team) if self.answer.team else self.speech.say("whole-company")

    def head(self) -> list[str]:
        """The first lines of every screen: what, of whom, of which days, and as of when."""
        when = self.speech.say("report-when", days=self.words.span(), fresh=self.freshness())
        title = self.speech.say("report-title", title=self.words.title(), whom=label(self.whom(), _LONGEST_NAME))
        return [bold(title), plain(when)]

    def freshness(self) -> str:
        """How old the numbers are, in words."""
        fresh = self.answer.fresh
        if fresh is None:
            return self.speech.say("fresh-never")
        if self.answer.stale:
            return self.speech.say("fresh-stale", day=self.speech.day(fresh.date()))
        if fresh.date() == self.words.fresh().date():
            return self.speech.say("fresh-today", clock=self.speech.clock(fresh))
        return self.speech.say("fresh-day", day=self.speech.day(fresh.date()), clock=self.speech.clock(fresh))

    def button(self, text: str, question: Question) -> Button:
        """A button that asks the question."""
        return Button(label(text), ask(self.me.company.id, question))

    def of_person(self, row: Row) -> PersonId | None:
        """Whose row it is, where this person's figures may be opened."""
        told = row.get("person_id")
        if isinstance(told, bool) or not isinstance(told, int | str) or not str(told).isdecimal():
            return None
        person = PersonId(int(told))
        return person if self.me.may_see(person) else None

    def named(self, text: str, row: Row) -> Button | None:
        """A button with a name that opens the figures of the row's person; None where they are not to be seen."""
        person = self.of_person(row)
        if person is None:
            return None
        report = "kpi" if self.question.report == "team" else self.question.report
        opened = self.question.about(person=person).of(report)
        return self.button(label(text, _LONGEST_SHORT), opened)

    def tail(self) -> Rows:
        """The buttons under the numbers: days, picture, people, how it is counted, other reports, the menu."""
        return tuple(row for row in (*self._days(), self._sides(), self._proofs(), self._links(), self.out()) if row)

    def has_period(self) -> bool:
        """Whether the report is of days rather than of a moment."""
        return self.report.name not in _TIMELESS and self.report.totals.get("view") != "snapshot"

    def _days(self) -> Rows:
        if not self.has_period():
            return ()
        chip = self.speech.say("button-period", days=self.words.span())
        usual = _QUICK if self.report.name in (*TODAY_REPORTS, "rows") else _QUICK_LONG
        others = [word for word in usual if Span(word) != self.question.span][:_AT_ONCE]
        quick = (self.button(self.speech.say(f"span-{word}"), self.question.over(Span(word))) for word in others)
        return ((self.button(chip, self.question.turned(Side.PERIODS)),), tuple(quick))

    def _sides(self) -> tuple[Button, ...]:
        row: list[Button] = []
        if self.report.name not in _UNDRAWN:
            drawn = self.question.side is Side.PICTURE
            side = Side.MAIN if drawn else Side.PICTURE
            phrase = "button-numbers" if drawn else "button-picture"
            row.append(self.button(self.speech.say(phrase), self.question.turned(side)))
        if self.me.heads:
            row.append(self.button(self.speech.say("button-whom"), self.question.turned(Side.WHOM)))
        return tuple(row)

    def _proofs(self) -> tuple[Button, ...]:
        return (
            self.button(self.speech.say("button-how"), self.question.turned(Side.HOW)),
            self.button(self.speech.say("button-file"), self.question.turned(Side.FILE)),
        )

    def _links(self) -> tuple[Button, ...]:
        names = [name for name in LINKS.get(self.report.name, ()) if self.me.heads or name not in OF_HEADS]
        return tuple(self.button(self.speech.say(f"button-{name}"), self.question.of(name)) for name in names)

    def out(self) -> tuple[Button, ...]:
        """The way to the board, when a head looks at somebody, and to the menu."""
        menu = menu_row(self.speech, self.me.company.id)
        if not self.me.heads or self.question.person in (None, self.me.id):
            return menu
        board = Question("team", self.question.span)
        return (self.button(self.speech.say("button-to-team"), board), *menu)

    def back(self) -> tuple[Button, ...]:
        """The way back to the numbers, and to the menu."""
        back = self.button(self.speech.say("button-to-figures"), self.question.turned(Side.MAIN))
        return (back, *menu_row(self.speech, self.me.company.id))


def text_of(*blocks: Iterable[str], longest: int = LONGEST_TEXT) -> str:
    """Blocks of lines with an empty line between them; lines that would not fit are left out from the end."""
    kept: list[str] = []
    for block in blocks:
        lines = list(block)
        if lines and kept:
            lines.insert(0, "")
        for line in lines:
            if units("\n".join([*kept, line])) > longest - 2:
                return "\n".join([*kept, "…"])
            kept.append(line)
    return "\n".join(kept)


def paired(buttons: Iterable[Button], at_once: int = 2) -> Rows:
    """Buttons in rows of two."""
    row = list(buttons)
    return tuple(tuple(row[start : start + at_once]) for start in range(0, len(row), at_once))


def snug(buttons: Iterable[Button]) -> Rows:
    """Buttons in rows of two where both are short, else each in its own."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        short = len(button.label) <= _LONGEST_SHORT
        if short and rows and len(rows[-1]) == 1 and len(rows[-1][0].label) <= _LONGEST_SHORT:
            rows[-1] = (rows[-1][0], button)
        else:
            rows.append((button,))
    return tuple(rows)


def main_screen(frame: Frame, body: Body) -> Screen:
    """The numbers in words."""
    blocks = (frame.head(), body.conclusion, body.lines, body.totals)
    rows = (*body.rows, *frame.tail())
    return Screen(text_of(*blocks), tuple(row for row in rows if row))
