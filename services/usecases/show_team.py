"""The team board: who is where, by one KPI or by the score against norms."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from services.domain.ids import PersonId, TeamId
from services.domain.kpi import BY_KEY, KPIS, Better, Kind, Kpi
from services.domain.people import Roster
from services.domain.report import Column, Report, Unit, Value
from services.domain.scores import rank
from services.domain.tally import Tally
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
        decisive = norms.kpi(key)
        shown = _shown(decisive)
        if key != "margin":
            excluded = {reason: count for reason, count in excluded.items() if reason not in _OF_MARGIN}
        people = {PersonId(int(str(row[0]))) for row in counted.rows} | members(asked, roster)
        rows: list[dict[str, Value]] = []
        values: list[Fraction | None] = []
        for person in people:
            tally = counted.rows.get((person,), Tally())
            score = norms.score(norms.states(person, tally, scale))
            away = _away(asked, norms, person)
            ranked = score if decisive is None else norms.number(decisive, tally, scale)
            values.append(None if away or not person else ranked)
            cells = {kpi.key: norms.value(kpi, tally, scale) for kpi in shown}
            team = roster.path_of(_last_team(asked, roster, person))
            rows.append({**person_cells(roster, person), "team": team, **cells, "score": score, "away": away})
        less = decisive is not None and decisive.better is Better.LESS
        for row, place in zip(rows, rank(values, less_is_better=less), strict=True):
            row["place"] = place
        return answer(
            asked,
            "team",
            columns=_columns(shown),
            rows=tuple(sorted(rows, key=_order)),
            totals={"rank": key, **{kpi.key: norms.value(kpi, counted.total, scale) for kpi in shown}},
            excluded=excluded,
            definitions=("place", *(kpi.key for kpi in shown), "score", "away"),
            own_words={own.key: f"{own.name} = {own.formula.text}" for own in norms.own.values()},
        )


def _shown(decisive: Kpi | None) -> tuple[Kpi, ...]:
    """The KPIs of the board, with the one that decides the places."""
    usual = tuple(BY_KEY[name] for name in _SHOWN)
    return usual if decisive is None or decisive in usual else (*usual, decisive)


def _columns(shown: Sequence[Kpi]) -> tuple[Column, ...]:
    return (
        Column("place", Unit.COUNT),
        Column("person", Unit.TEXT),
        Column("person_id", Unit.TEXT),
        Column("team", Unit.TEXT),
        *(Column(kpi.key, kpi.unit) for kpi in shown),
        Column("score", Unit.RATE),
        Column("away", Unit.FLAG),
    )


def _last_team(asked: Asked, roster: Roster, person: PersonId) -> TeamId | None:
    """Where the person was on the last day that has begun; on the board of a team, where within it they were last:
    where somebody went from there is no matter of that board."""
    last = min(asked.period.last, asked.today)
    team = roster.team_on(person, last)
    if asked.team is None or team in roster.below(asked.team):
        return team
    held = [m for m in roster.memberships.get(person, ()) if m.team in roster.below(asked.team) and m.from_day <= last]
    return max(held, key=lambda m: (m.to_day or last, m.from_day)).team if held else None


def _rank_key(asked: str | None, norms: NormSheet) -> str:
    if asked is None:
        return "score" if norms.any() else "revenue"
    known = [*(kpi.key for kpi in KPIS if kpi.kind is not Kind.ABSENT), *norms.own]
    if asked != "score" and asked not in known:
        raise Refused("rank-unknown", rank=asked, known=", ".join(["score", *known]))
    return asked


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
