"""The company measures something of its own."""

import re
from dataclasses import dataclass

from services.domain.company import Company
from services.domain.formula import NotAFormula, read_formula
from services.domain.kpi import BY_KEY, STORED, known_keys
from services.domain.report import Unit
from services.domain.wording import shortened
from services.errors import Refused
from services.store.db import Database
from services.store.rules import OwnKpi, Rules
from services.usecases.organising.typed import choice_of, name_of
from services.usecases.reporting.asked import DIMENSIONS

UNITS = (Unit.COUNT.value, Unit.MONEY.value, Unit.SECONDS.value, Unit.RATE.value, Unit.NUMBER.value)
_KEY = re.compile(r"[a-z][a-z0-9_]{1,40}")
_POWER = re.compile(r"[0-9.]+e[-+0-9]+", re.IGNORECASE)
_COLUMNS = frozenset(
    {*DIMENSIONS, "person_id", "norms", "norm", "fact", "pace", "score", "place", "away", "view", "kpi", "target"}
)
"""Words that a row of a report has for something else."""


@dataclass(frozen=True, slots=True)
class AddedKpi:
    """The KPI as it is kept; `changed` when one of this key was there before."""

    kpi: OwnKpi
    changed: bool


class AddKpi:
    """Add a KPI that is a formula over the product's KPIs, or change it by its key.

    The formula is arithmetic and nothing else; where a part has no value or something is divided by zero, the KPI has
    no value.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, company: Company, key: str, formula: str, name: str, unit: str) -> AddedKpi:
        key = _key(key)
        kpi = OwnKpi(key, name_of(name), _formula(formula), choice_of(unit, UNITS, "kpi-unit-unknown"))
        async with self._database.writing(company.id) as writing:
            rules = Rules(writing)
            before = {own.key for own in await rules.own_kpis()}
            await rules.add_own_kpi(kpi)
        return AddedKpi(kpi, changed=key in before)


def _key(text: str) -> str:
    key = text.strip()
    if not _KEY.fullmatch(key):
        raise Refused("kpi-key-unreadable", typed=shortened(text))
    if key in BY_KEY or key in _COLUMNS or key in {measure.key for measure in STORED}:
        raise Refused("kpi-key-taken", key=key)
    return key


def _formula(text: str) -> str:
    try:
        formula = read_formula(text, known_keys()).text
    except NotAFormula as trouble:
        raise Refused(f"formula-{trouble.why}", what=shortened(trouble.what)) from trouble
    # A power of ten hidden in a number (1e308) makes results that nobody can read or even print.
    if power := _POWER.search(formula):
        raise Refused("formula-bad-number", what=power.group())
    return formula
