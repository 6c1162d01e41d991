"""The team board: who is where, by one KPI or by the score against norms."""

from collections.abc import Mapping
from fractions import Fraction

from services.domain.ids import PersonId
from services.domain.kpi import BY_KEY, KPIS, Better, Kind
from services.domain.report import Column, Report, Unit, Value
from services.domain.scores import rank
from services.domain.tally import Scale, Tally, kpi_number, kpi_value
from services.errors import Refused
from services.store.db import Database
from services.store.people import People
from services.usecases.reporting.answer import answer
from services.usecases.reporting.asked import Asked, person_cells
from services.usecases.reporting.excluded import deal_exclusions
from services.usecases.reporting.kpi_cells import own_formulas
from services.usecases.reporting.norms import NormSheet, load_norms
from services.usecases.reporting.rows import bucket_of, members
from services.usecases.reporting.tallies import count
from services.usecases.show_kpi import scale_of

_OF_MARGIN = ("cost_unknown", "margin_by_default")
_SHOWN = ("calls_connected", "talk_time", "deals_won", "revenue", "win_rate")


class ShowTeam:
    """Rank people by the score where norms exist, else by revenue, or by the KPI asked for.

    Equal values share a place; who has no value has no place, and who was away all the period is shown as away,
    never as last.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, asked: Asked) -> Report:
        asked.ensure_no(view=asked.view, by=asked.by)
        async with self._database.reading(asked.company.id) as read:
            roster = await People(read).roster(asked.company.zone)
            counted = await count(read, asked, roster, bucket_of(("person",), roster), ("person",))
            norms = await load_norms(read, asked, roster, await own_formulas(read))
            scale = await scale_of(read, asked)
            excluded = counted.excluded | await deal_exclusions(read, asked)
        key = _rank_key(asked.rank, norms)
        if key != "margin":
            excluded = {reason: count for reason, count in excluded.items() if reason not in _OF_MARGIN}
        people = {PersonId(int(str(row[0]))) for row in counted.rows} | members(asked, roster)
        rows: list[dict[str, Value]] = []
        values: list[Fraction | None] = []
        for person in people:
            tally = counted.rows.get((person,), Tally())
            score = norms.score(norms.states(person, tally, scale))
            away = _away(asked, norms, person)
            ranked = score if key == "score" else _number(key, tally, scale)
            values.append(None if away or not person else ranked)
            cells = {name: kpi_value(BY_KEY[name], tally, scale) for name in _shown(key)}
            team = roster.path_of(roster.team_on(person, min(asked.period.last, asked.today)))
            rows.append({**person_cells(roster, person), "team": team, **cells, "score": score, "away": away})
        less = key in BY_KEY and BY_KEY[key].better is Better.LESS
        for row, place in zip(rows, rank(values, less_is_better=less), strict=True):
            row["place"] = place
        return answer(
            asked,
            "team",
            columns=_columns(key),
            rows=tuple(sorted(rows, key=_order)),
            totals={"rank": key, **{name: kpi_value(BY_KEY[name], counted.total, scale) for name in _shown(key)}},
            excluded=excluded,
            definitions=("place", *_shown(key), "score", "away"),
        )


def _shown(key: str) -> tuple[str, ...]:
    return _SHOWN if key in (*_SHOWN, "score") else (*_SHOWN, key)


def _columns(key: str) -> tuple[Column, ...]:
    return (
        Column("place", Unit.COUNT),
        Column("person", Unit.TEXT),
        Column("person_id", Unit.TEXT),
        Column("team", Unit.TEXT),
        *(Column(name, BY_KEY[name].unit) for name in _shown(key)),
        Column("score", Unit.RATE),
        Column("away", Unit.FLAG),
    )


def _rank_key(asked: str | None, norms: NormSheet) -> str:
    if asked is None:
        return "score" if norms.any() else "revenue"
    known = [kpi.key for kpi in KPIS if kpi.kind not in (Kind.CLOCK, Kind.ABSENT)]
    if asked != "score" and asked not in known:
        raise Refused("rank-unknown", rank=asked, known=", ".join(["score", *known]))
    return asked


def _number(key: str, tally: Tally, scale: Scale) -> Fraction | None:
    return kpi_number(BY_KEY[key], tally, scale)


def _away(asked: Asked, norms: NormSheet, person: PersonId) -> bool:
    """Away on every day of the period that would have been a working one."""
    if not norms.worktime.absences.get(person):
        return False
    days = [day for day in asked.period.days() if day <= asked.today]
    absent = any(norms.worktime.of(person, day).absent(day) for day in days)
    return absent and not any(norms.worktime.of(person, day).weight(day) for day in days)


def _order(row: Mapping[str, Value]) -> tuple[bool, int, str, str]:
    place = row["place"]
    return place is None, place if isinstance(place, int) else 0, str(row["person"] or "\uffff"), str(row["person_id"])
