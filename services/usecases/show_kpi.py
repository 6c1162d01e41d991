"""The KPI sheet: what people did, in numbers that each say how they were counted."""

from dataclasses import replace
from typing import Any

from services.domain.ids import PersonId
from services.domain.kpi import KPIS
from services.domain.report import Column, Report, Unit, Value
from services.domain.tally import Scale, Tally
from services.store.db import Database
from services.store.facts import Facts
from services.store.people import People
from services.store.unit import Unit as Transaction
from services.usecases.reporting.answer import answer
from services.usecases.reporting.asked import Asked
from services.usecases.reporting.excluded import deal_exclusions
from services.usecases.reporting.kpi_cells import kpi_cells, kpi_columns, own_formulas
from services.usecases.reporting.norms import NormSheet, load_norms
from services.usecases.reporting.rows import (
    bucket_of,
    dimension_cells,
    dimension_columns,
    expected_keys,
    sort_key,
)
from services.usecases.reporting.tallies import count


class ShowKpi:
    """Show every KPI by person, team, day, week, month, or a pair of them.

    People of the period stand in it also without a fact; what nobody owns stands under null. Norms are shown where
    a row is one person.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, asked: Asked) -> Report:
        asked.ensure_no(view=asked.view, rank=asked.rank)
        by = asked.dimensions("person", "person", "team", "day", "week", "month", pairs=True)
        async with self._database.reading(asked.company.id) as read:
            roster = await People(read).roster(asked.company.zone)
            own = await own_formulas(read)
            counted = await count(read, asked, roster, bucket_of(by, roster), by)
            norms = await load_norms(read, asked, roster, own) if by == ("person",) else None
            scale = await scale_of(read, asked)
            excluded = counted.excluded | await deal_exclusions(read, asked)
        one_day = len(asked.period) == 1 or "day" in by
        normed = norms is not None and norms.any()
        rows: list[dict[str, Value]] = []
        for key in {*counted.rows, *expected_keys(by, asked, roster)}:
            tally = counted.rows.get(key, Tally())
            row_scale = replace(scale, one_day=one_day)
            cells = {**dimension_cells(by, key, roster), **kpi_cells(tally, row_scale, own)}
            if norms is not None and normed:
                cells |= _norm_cells(norms, key[0], tally, row_scale)
            rows.append(cells)
        rows.sort(key=lambda cells: sort_key(cells, by))
        return answer(
            asked,
            "kpi",
            columns=dimension_columns(by) + kpi_columns(own) + (_NORM_COLUMNS if normed else ()),
            rows=tuple(rows),
            totals=kpi_cells(counted.total, replace(scale, one_day=len(asked.period) == 1), own),
            excluded=excluded,
            definitions=(
                *(kpi.key for kpi in KPIS),
                *(kpi.key for kpi in own),
                *(("norm", "pace", "score") if normed else ()),
            ),
            own_words={kpi.key: f"{kpi.name} = {kpi.formula.text}" for kpi in own},
        )


_NORM_COLUMNS = (Column("score", Unit.RATE), Column("norms", Unit.NESTED))


def _norm_cells(norms: NormSheet, person: Any, tally: Tally, scale: Scale) -> dict[str, Value]:
    states = norms.states(PersonId(person), tally, scale)
    return {"score": norms.score(states), "norms": [state.cells(scale.currency) for state in states]}


async def scale_of(read: Transaction, asked: Asked) -> Scale:
    """How the company's numbers turn into values."""
    margin_known = asked.company.default_margin is not None or await Facts(read).margin_known()
    return Scale(asked.company.currency, len(asked.period) == 1, asked.company.revenue is not None, margin_known)
