"""A report in words: its title, the labels of its columns, its cells, what was left out and what the numbers mean."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from handlers.speech.harmless import harmless
from handlers.speech.phrases import Speech, dashed
from services.domain.kpi import BY_KEY, CLOCK_PARTS
from services.domain.report import Column, Report, Unit, Value

DIMENSIONS = (
    "person", "team", "day", "week", "month", "pipeline", "stage", "source", "channel", "campaign", "product", "medium",
)  # fmt: skip
"""What a row may be about; a missing one has words of its own."""

HIDDEN = frozenset({"person_id"})
"""Columns for machines: a reader is not shown them."""

_OF_A_MOMENT = frozenset({"deals", "goals", "rules"})
"""Reports of how things stand, whatever the period."""

_CHOICES = {
    "status": "status",
    "stalled_because": "stalled",
    "direction": "direction",
    "weekday": "weekday",
    "because": "because",
    "kind": "activity",
}
"""Columns whose values are keys, with the family of phrases that says them."""

_BY_KPI = frozenset(
    {"norm", "fact", "plan", "expected_to_date", "run_rate", "needed_per_day", "target", "start", "now"}
)
"""Columns whose unit is that of the KPI their row speaks of."""

_UNITS = {
    "pace": Unit.RATE,
    "score": Unit.RATE,
    "conversion_from_previous": Unit.RATE,
    "conversion_from_first": Unit.RATE,
    "win_rate": Unit.RATE,
    "cohort_win_rate": Unit.RATE,
    "ripeness": Unit.RATE,
    "time_median_s": Unit.SECONDS,
    "time_p75_s": Unit.SECONDS,
}
"""Units of values that stand in totals or inside other columns, where no column names them."""

_NAMES_OF_KPIS = frozenset({"kpi", "rank"})
_OF_TEAM = "team "
_FORMULA = " = "
"""Parts the name of a company's own KPI from its formula."""

_CALENDAR = frozenset({"time_median_s", "time_p75_s"})
"""Lengths that run day and night: from a day on they are told in days."""

_DAY = timedelta(days=1)
_MONTH = re.compile(r"\d{4}-\d{2}")
_WEEK = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True, slots=True)
class ReportWords:
    """Puts one report into words of one language; what came from outside is made harmless on the way."""

    report: Report
    speech: Speech

    def label(self, key: str) -> str:
        """The heading of a column: the name of the company's own KPI, or our word."""
        own = self.report.own_words.get(key)
        return harmless(own.rsplit(_FORMULA, 1)[0]) if own else self.speech.say(f"column-{dashed(key)}")

    def title(self) -> str:
        """What the report is, with its view: «Воронка, по дате создания»."""
        name = self.speech.say(f"report-{dashed(self.report.name)}")
        view = self.view()
        return f"{name}, {view}" if view else name

    def view(self) -> str | None:
        """Which deals or money stand in the rows; None where a report has no views."""
        seen = [self.report.totals.get("view"), *(row.get("view") for row in self.report.rows[:1])]
        view = next((view for view in seen if isinstance(view, str)), None)
        if view is None:
            return None
        return self.speech.say(f"{'roi' if self.report.name == 'roi' else 'view'}-{dashed(view)}")

    def span(self) -> str:
        """The days the report is about; a report of a moment names that day instead of a period."""
        of_moment = self.report.name in _OF_A_MOMENT or self.report.totals.get("view") == "snapshot"
        if of_moment:
            return self.speech.say("period-as-of", day=self.speech.day(self.fresh().date()))
        return self.speech.period(self.report.period)

    def fresh(self) -> datetime:
        """The moment up to which things are known, in the report's zone."""
        return self.report.as_of.astimezone(ZoneInfo(self.report.timezone))

    def unit(self, key: str, row: Mapping[str, Value] | None = None) -> Unit:
        """The unit of a value: of its column, of the KPI its row speaks of, or as the key is known."""
        kpi = (row or {}).get("kpi")
        if key in _BY_KPI and isinstance(kpi, str):
            return self._kpi_unit(kpi)
        for column in self.report.columns:
            if column.key == key:
                return column.unit
        return BY_KEY[key].unit if key in BY_KEY else _UNITS.get(key, Unit.TEXT)

    def _kpi_unit(self, kpi: str) -> Unit:
        if kpi in BY_KEY:
            return BY_KEY[kpi].unit
        return next((column.unit for column in self.report.columns if column.key == kpi), Unit.NUMBER)

    def cell(self, key: str, row: Mapping[str, Value]) -> str:
        """The value of a row under a key, as a reader sees it."""
        value = row.get(key)
        if value is None and key in DIMENSIONS:
            return self._nobody(key, row)
        if isinstance(value, timedelta) and key in _CALENDAR and value >= _DAY:
            return self.speech.days(Fraction(round(Fraction(value // timedelta(seconds=1), 8_640)), 10))
        if key == "weekday" and value is None:
            return self.speech.say("weekday-any")
        if key == "away" and isinstance(value, bool):
            return self.speech.say("away-yes" if value else "value-missing")
        if key in ("week", "month"):
            return self._calendar(key, value)
        if isinstance(value, datetime) and (key in CLOCK_PARTS or len(self.report.period) == 1):
            return self.speech.clock(value)
        if isinstance(value, str):
            return self._text(key, value)
        return self.speech.value(value, self.unit(key, row))

    def _nobody(self, dimension: str, row: Mapping[str, Value]) -> str:
        """A plan without a person is the team's, without a team the company's; any other row is nobody's."""
        if self.report.name != "plan":
            return self.missing(dimension)
        return self.speech.say("whole-company" if self._is_whole_company(dimension, row) else "value-missing")

    def name_of(self, row: Mapping[str, Value], keys: Sequence[str]) -> str:
        """What a row is about, from those of the keys that it has; a plan of nobody is the whole company's."""
        told = [key for key in keys if row.get(key) is not None or self._is_whole_company(key, row)]
        return " · ".join(self.cell(key, row) for key in told) or self.missing(keys[0] if keys else "other")

    def _is_whole_company(self, key: str, row: Mapping[str, Value]) -> bool:
        return self.report.name == "plan" and key == "person" and row.get("team") is None

    def missing(self, dimension: str) -> str:
        """The name of a row without a name: nobody's facts still have a place."""
        phrase = f"missing-{dashed(dimension)}"
        return self.speech.say(phrase if self.speech.has(phrase) else "missing-other")

    def _text(self, key: str, value: str) -> str:
        if key in _NAMES_OF_KPIS:
            return self.label(value) if self._is_kpi(value) else harmless(value)
        if key not in _CHOICES:
            return harmless(value) or self.speech.say("value-missing")
        if key == "because" and value.startswith(_OF_TEAM):
            return self.speech.say("because-team", team=harmless(value.removeprefix(_OF_TEAM)))
        parts = [part.strip() for part in value.split(",")]
        phrases = [f"{_CHOICES[key]}-{dashed(part)}" for part in parts]
        known = all(self.speech.has(phrase) for phrase in phrases)
        return ", ".join(map(self.speech.say, phrases)) if known else harmless(value)

    def _is_kpi(self, key: str) -> bool:
        return key in self.report.own_words or self.speech.has(f"column-{dashed(key)}")

    def _calendar(self, key: str, value: Value) -> str:
        """Months and weeks by name, whether they come as days or as `2026-11` and `2026-W47`."""
        text = value.isoformat() if isinstance(value, date) else str(value)
        if key == "month" and (_MONTH.fullmatch(text) or isinstance(value, date)):
            return self.speech.month(date.fromisoformat(f"{text[:7]}-01"))
        if isinstance(value, date):
            text = "{}-W{:02}".format(*value.isocalendar())
        week = _WEEK.fullmatch(text)
        return self.speech.say("period-week", week=str(int(week[2])), year=week[1]) if week else harmless(text)

    def exclusions(self) -> list[tuple[str, int]]:
        """What was left out, in words, with how many rows; reasons without rows are not mentioned."""
        return [
            (self.speech.say(f"excluded-{dashed(reason)}"), count)
            for reason, count in self.report.excluded.items()
            if count
        ]

    def definitions(self, keys: Iterable[str] | None = None) -> list[tuple[str, str]]:
        """Labels and meanings of the given keys that the report defines (of all of them by default)."""
        wanted = set(self.report.definitions if keys is None else keys)
        return [(self._name(key), self.meaning(key)) for key in self.report.definitions if key in wanted]

    def meaning(self, key: str) -> str:
        """How the number is counted; the company's own KPI is explained by its name with the formula."""
        phrase = f"define-{dashed(key)}"
        own = self.report.own_words.get(key)
        return harmless(own) if own and not self.speech.has(phrase) else self.speech.say(phrase)

    def _name(self, key: str) -> str:
        """Views are named by their own words, everything else by its column."""
        for phrase in (dashed(key), f"column-{dashed(key)}"):
            if key.startswith(("view_", "view-", "roi_", "roi-")) and self.speech.has(phrase):
                return self.speech.say(phrase)
        return self.label(key)

    def loose_totals(self, in_columns: Collection[str]) -> list[str]:
        """Keys of the totals that stand under no column of the table and have a value to tell."""
        return [
            key
            for key, value in self.report.totals.items()
            if key not in in_columns
            and key not in HIDDEN
            and key != "view"
            and value is not None
            and (isinstance(value, str) or not isinstance(value, Sequence | Mapping))
        ]

    def shown(self) -> list[Column]:
        """The columns for a reader: neither those for machines nor those that hold rows of their own."""
        return [column for column in self.report.columns if column.key not in HIDDEN and column.unit is not Unit.NESTED]
