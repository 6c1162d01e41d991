"""A KPI by its key: the product's or the company's own."""

from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256

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


def kpi_token(key: str) -> str:
    """A KPI in at most fifteen characters without a dot: the product's by its key, an own one by a digest of it."""
    return key if key in BY_KEY else f"~{sha256(key.encode()).hexdigest()[:12]}"


async def kpi_of_token(unit: Transaction, token: str) -> KnownKpi:
    """The KPI of a token; Refused when it is none of the company's."""
    known = {kpi_token(key): kpi for key, kpi in (await known_kpis(unit)).items()}
    if token not in known:
        raise Refused("button-outdated")
    return known[token]


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
