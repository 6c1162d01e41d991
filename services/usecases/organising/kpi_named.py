"""A KPI by its key: the product's or the company's own."""

from dataclasses import dataclass
from difflib import get_close_matches

from services.domain.kpi import BY_KEY
from services.domain.report import Unit
from services.domain.wording import shortened
from services.errors import Refused
from services.store.rules import Rules
from services.store.unit import Unit as Transaction

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class KnownKpi:
    """A key with its unit; `name` is the company's own word for its own KPI."""

    key: str
    unit: Unit
    name: str | None


async def known_kpis(unit: Transaction) -> dict[str, KnownKpi]:
    """Every KPI of the company by key, the product's first."""
    found = {key: KnownKpi(key, kpi.unit, None) for key, kpi in BY_KEY.items()}
    for own in await Rules(unit).own_kpis():
        found.setdefault(own.key, KnownKpi(own.key, Unit(own.unit), own.name))
    return found


async def kpi_named(unit: Transaction, typed: str) -> KnownKpi:
    """The KPI of this key, whatever its case; Refused names the most alike, or says where to look."""
    known = await known_kpis(unit)
    key = typed.strip().casefold().replace("-", "_")
    if key in known:
        return known[key]
    near = get_close_matches(key[:80], list(known), _NEAREST)
    if near:
        raise Refused("kpi-unknown-near", typed=shortened(typed), names=", ".join(near))
    raise Refused("kpi-unknown", typed=shortened(typed))
