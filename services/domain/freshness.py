"""Up to which moment a company's data tell of its people (docs/numbers.md, "The pace of the day")."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.domain.kpi import BY_KEY, MEASURES
from services.domain.measures import Rows

MANY = 5
"""So many at work and not one call: then the data end there, not the calls."""

SILENCE = timedelta(hours=1)
"""Longer than this many people do not all stay without a call."""

_BROUGHT_BY = {
    Rows.CALLS: ("calls",),
    Rows.ACTIVITIES: ("activities",),
    Rows.LEADS: ("deals",),
    Rows.CLOSINGS: ("deals",),
    Rows.INCOME: ("payments", "deals"),
    Rows.MOVES: ("stages",),
}
"""Which imports bring rows of a kind."""

_TELLING = ("calls", "activities", "deals", "stages", "payments")
_BEGUN_BY = ("activities", "stages")
_MEASURES = {measure.key: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Freshness:
    """The newest import of each kind, the newest call of anybody today, and how many are expected at work by now."""

    now: datetime
    imports: Mapping[str, datetime]
    last_call: datetime | None
    at_work: int

    def of(self, kpi: str) -> datetime | None:
        """Up to when the KPI is known, now at the latest; None where nothing tells of it."""
        known = BY_KEY.get(kpi)
        if known is None:
            return self._newest(_TELLING)
        rows = {_MEASURES[part].rows for part in known.parts if part in _MEASURES}
        kinds = {kind for one in rows for kind in _BROUGHT_BY[one]}
        return self._of_calls() if kinds == {"calls"} else self._newest(kinds)

    def of_start(self) -> datetime | None:
        """Up to when it is known who has begun the day: by calls, or where none are ever brought by what is done."""
        return self._of_calls() if "calls" in self.imports else self._newest(_BEGUN_BY)

    def _of_calls(self) -> datetime | None:
        brought = self._newest(("calls",))
        if brought is None or self.at_work < MANY:
            return brought
        silent = self.last_call is None or brought - self.last_call > SILENCE
        return self.last_call if silent else brought

    def _newest(self, kinds: Collection[str]) -> datetime | None:
        found = [at for kind, at in self.imports.items() if kind in kinds]
        return min(self.now, max(found)) if found else None
