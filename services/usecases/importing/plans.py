"""Plans and rates: rows whose key is what they are about, so a reload replaces."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.domain.ids import TeamId
from services.domain.kpi import known_keys
from services.domain.norms import Scope
from services.domain.period import NotAPeriod, Period, parse_period
from services.files.reading import Reading
from services.store.merge import Merged, Record
from services.store.pending import Kind, Mark
from services.store.tables import plans, rates
from services.usecases.importing.batch import Batch, columns_of
from services.usecases.importing.context import Columns, Context, records


def load_plans(reading: Reading, context: Context, today: date, teams: Mapping[str, TeamId]) -> Batch:
    """Plans of people, teams and the company; a period or KPI nobody knows refuses its row by name."""
    columns = Columns(reading)
    rows: list[Record] = []
    cells = zip(*(columns.get(name) for name in ("period", "kpi", "target", "person", "team")), strict=True)
    for line, (text, kpi, target, person, team) in zip(reading.lines, cells, strict=True):
        period, key = _period(text, today), str(kpi).strip().casefold()
        if period is None:
            context.refused.append((line, "import-period-unknown", {"period": str(text)}))
        elif key not in known_keys():
            context.refused.append((line, "import-kpi-unknown", {"kpi": str(kpi)}))
        else:
            scope, number = _scope(person, team, context, teams)
            rows.append(
                {
                    "scope": scope.value,
                    "scope_id": number,
                    "kpi": key,
                    "first_day": period.first,
                    "last_day": period.last,
                    "target": target,
                }
            )
    return Batch(table=plans, columns=columns_of(rows), marks=lambda _merged: [])


def _period(text: Any, today: date) -> Period | None:
    if isinstance(text, Period):
        return text
    try:
        return parse_period(str(text), today)
    except NotAPeriod:
        return None


def _scope(person: str | None, team: str | None, context: Context, teams: Mapping[str, TeamId]) -> tuple[Scope, int]:
    if person:
        return Scope.PERSON, context.owners.of(person)[0]
    if team:
        return Scope.TEAM, teams[team]
    return Scope.COMPANY, 0


def load_rates(reading: Reading, context: Context) -> Batch:
    """Rates to the company's currency, by currency and day; what they price is counted again."""
    columns = Columns(reading)
    made: dict[str, Any] = {
        "currency": columns.get("currency"),
        "day": columns.get("date"),
        "rate": columns.get("rate"),
    }
    rows: list[Record] = []
    for line, row in zip(reading.lines, records(made), strict=True):
        if row["rate"] > 0:
            rows.append(row)
        else:
            context.refused.append((line, "import-rate-not-positive", {"rate": str(row["rate"])}))
    return Batch(table=rates, columns=columns_of(rows), marks=_rate_marks)


def _rate_marks(merged: Merged) -> list[Mark]:
    return [Mark(Kind.RATE, row["currency"]) for row in merged.touched]
