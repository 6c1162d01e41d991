"""What all screens of reports share: the head with its freshness, and the buttons that turn, move and narrow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handlers.buttons import ask
from handlers.charts import picture_of
from handlers.screen import Button, Rows, Screen, bold, label, plain
from handlers.speech import ReportWords, Speech, harmless
from handlers.views.refusals import menu_row
from services.domain.ids import PersonId
from services.domain.question import Question, Side, Span
from services.domain.report import Value
from services.domain.rights import Member
from services.usecases.ask_as_member import Answer

Row = Mapping[str, Value]

ON_A_PAGE = 10
_FILLED, _EMPTY, _CELLS = "▰", "▱", 10
_NEIGHBOURS = {"kpi": ("funnel", "deals", "calls"), "funnel": ("kpi", "deals"), "deals": ("kpi", "funnel"),
               "calls": ("kpi", "deals"), "team": ("kpi", "funnel", "roi"), "roi": ("funnel", "team"),
               "rules": ("kpi",), "plan": ("kpi", "roi"), "goals": ("kpi",)}  # fmt: skip
_ALL_PERIODS = ("today", "yesterday", "week", "month")
_LONG_PERIODS = ("month", "last-month", "quarter", "year")
_OF_A_MOMENT = frozenset({"deals", "goals", "rules"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One answer on its way to a screen."""

    answer: Answer
    me: Member
    speech: Speech

    @property
    def words(self) -> ReportWords:
        """The report in words."""
        return ReportWords(self.answer.report, self.speech)

    @property
    def question(self) -> Question:
        """The question as it was answered."""
        return self.answer.question

    @property
    def rows(self) -> Sequence[Row]:
        """The rows of the report."""
        return self.answer.report.rows

    def head(self) -> list[str]:
        """What it is, about whom, when, and how fresh."""
        title = " · ".join(filter(None, (self.words.title(), self.about())))
        return [bold(title), plain(f"{self.words.span()} · {self.freshness()}")]

    def about(self) -> str:
        """Whom the answer is about."""
        answer = self.answer
        if answer.person is not None:
            return harmless(answer.person.name)
        return harmless(answer.team or "") or self.speech.say("whole-company")

    def freshness(self) -> str:
        """How fresh the data are; a company without any says so."""
        fresh = self.answer.fresh
        if fresh is None:
            return self.speech.say("fresh-never")
        same_day = fresh.date() == self.words.fresh().date()
        at = self.speech.clock(fresh) if same_day else self.speech.moment(fresh)
        return self.speech.say("fresh-stale" if self.answer.stale else "fresh-at", at=at)

    def cell(self, key: str, row: Row) -> str:
        """A value as a reader sees it."""
        return self.words.cell(key, row)

    def pair(self, key: str, row: Row) -> str:
        """A label and its value on one line."""
        return f"{self.words.label(key)}: {self.cell(key, row)}"

    def page(self, rows: Sequence[Row], size: int = ON_A_PAGE) -> Sequence[Row]:
        """The rows of the page that was asked for; the last one where there is no such page."""
        last = max(0, (len(rows) - 1) // size)
        first = min(self.question.page, last) * size
        return rows[first : first + size]

    def to(self, text: str, question: Question) -> Button:
        """A button that asks another question."""
        return Button(label(text), ask(self.me.company.id, question))

    def screen(self, lines: Iterable[str], *own: tuple[Button, ...], total: int = 0, size: int = ON_A_PAGE) -> Screen:
        """The main side: the head, the lines, its own buttons, and those that all reports have."""
        rows: Rows = (*own, self.pager(total, size), *self.periods(), self.turns(), self.neighbours())
        return self._closed("\n".join([*self.head(), *self.left_out(), "", *lines]), rows)

    def _closed(self, text: str, rows: Rows) -> Screen:
        screen = Screen(text).with_rows(*rows, menu_row(self.speech, self.me.company.id))
        if self.question.side is not Side.PICTURE:
            return screen
        caption = "\n".join(self.head())
        return Screen(caption, screen.rows, picture_of(self.answer.report, self.speech))

    def left_out(self) -> list[str]:
        """That something was left out, where it was; what and why stands behind the button."""
        count = sum(number for _, number in self.words.exclusions())
        return [plain(self.speech.say("report-left-out", n=count))] if count else []

    def periods(self) -> Rows:
        """The chip with the period, and the usual other ones."""
        if self.question.report in _OF_A_MOMENT:
            return (self._whom(),)
        long = self.question.report in ("funnel", "roi", "plan")
        words = [word for word in (_LONG_PERIODS if long else _ALL_PERIODS) if word != self.question.span.word]
        chip = self.to(f"📅 {self.words.span()} ▾", self.question.turned(Side.PERIODS))
        quick = tuple(self.to(self.speech.say(f"span-{word}"), self.question.over(Span(word))) for word in words[:3])
        return ((chip,), quick, self._whom())

    def _whom(self) -> tuple[Button, ...]:
        if not self.me.heads:
            return ()
        return (self.to(f"👤 {self.about()} ▾", self.question.turned(Side.WHOM)),)

    def turns(self) -> tuple[Button, ...]:
        """Text or picture, how it is counted, the file."""
        picture = self.question.side is Side.PICTURE
        other = ("side-text", Side.MAIN) if picture else ("side-picture", Side.PICTURE)
        sides = (other, ("side-how", Side.HOW), ("side-file", Side.FILE))
        return tuple(self.to(self.speech.say(word), self.question.turned(side)) for word, side in sides)

    def neighbours(self) -> tuple[Button, ...]:
        """The same people and days in other reports."""
        wanted = _NEIGHBOURS.get(self.question.report, ())
        allowed = [name for name in wanted if self.me.heads or name not in ("team", "roi")]
        return tuple(self.to(self.speech.say(f"button-{name}"), self.question.of(name)) for name in allowed)

    def pager(self, total: int, size: int = ON_A_PAGE) -> tuple[Button, ...]:
        """Back and forth through a long list."""
        pages = max(1, -(-total // size))
        at = min(self.question.page, pages - 1)
        steps = (("◀", at - 1), ("▶", at + 1))
        return tuple(
            self.to(f"{sign} {page + 1}/{pages}", self.question.turned(self.question.side, page))
            for sign, page in steps
            if 0 <= page < pages
        )

    def people(self, rows: Sequence[Row], report: str | None = None) -> Rows:
        """The people of these rows as buttons, two in a row; only those who may be opened."""
        found = []
        for row in rows:
            number, name = row.get("person_id"), row.get("person")
            if isinstance(number, str) and isinstance(name, str) and self.me.may_see(PersonId(int(number))):
                question = self.question.of(report or "kpi").about(person=PersonId(int(number)))
                found.append(Button(label(harmless(name), 20), ask(self.me.company.id, question)))
        return tuple(tuple(found[place : place + 2]) for place in range(0, len(found), 2))


def bar(share: float) -> str:
    """A share as ten little boxes; what is over the norm fills them all."""
    full = max(0, min(_CELLS, round(share * _CELLS)))
    return _FILLED * full + _EMPTY * (_CELLS - full)
