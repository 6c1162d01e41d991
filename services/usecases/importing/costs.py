"""Costs: what was spent on a day, by channel, campaign, medium and category.

The key is all of these without the amount, so a corrected file replaces. A file may name one key several times (two
invoices of a day): they stay several, and a file that holds only some of them takes nothing away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from services.domain.ids import digest_id
from services.domain.income import Rates
from services.domain.money import round_half_even
from services.files.reading import Reading
from services.store.merge import Record
from services.store.tables import costs
from services.store.unit import StoredRow, Unit
from services.usecases.importing.context import Columns, Context, minor_of, records

_KEY = ("day", "channel", "campaign", "medium", "category", "currency")
_CLAIMS = {"leads": "claimed_leads", "orders": "claimed_orders"}


def load(reading: Reading, context: Context) -> list[Record]:
    """The costs of a file; without a category a cost is of ads."""
    columns = Columns(reading)
    given = reading.defaults
    usual = context.currency or str(given.get("currency") or context.company.currency)
    currencies = [currency or usual for currency in columns.get("currency")]
    made: dict[str, Any] = {
        "day": columns.get("date"),
        "category": [category or given.get("category") or "ads" for category in columns.get("category")],
        "currency": currencies,
        "amount": minor_of(columns.get("amount"), currencies, usual),
        "vat": [given.get("vat") if vat is None else vat for vat in columns.get("vat")],
        "claimed_revenue": minor_of(columns.get("revenue"), currencies, usual),
    }
    for name in ("channel", "campaign", "medium", "clicks", "impressions"):
        made[name] = [given.get(name) if cell is None else cell for cell in columns.get(name)]
    for theirs, ours in _CLAIMS.items():
        made[ours] = columns.get(theirs)
    return records(made)


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _KEY)


def _content(row: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, row[name]) for name in sorted(row) if name not in ("id", "company_id", "net"))


async def save(unit: Unit, rows: Sequence[Record], context: Context, rate: Rates) -> tuple[int, int, int]:
    """Bring costs in; returns how many were added, changed and unchanged."""
    fresh: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
    for row in rows:
        fresh[_key(row)].append({**row, "net": net(row, rate)})
    held: dict[tuple[Any, ...], list[StoredRow]] = defaultdict(list)
    for old in await _stored(unit, {row["day"] for row in rows}):
        held[_key(old._asdict())].append(old)
    added = changed = unchanged = 0
    writing: list[Record] = []
    leaving: list[int] = []
    for key, group in fresh.items():
        standing = [old._asdict() for old in held.get(key, ())]
        extra = Counter(map(_content, group)) - Counter(map(_content, standing))
        missing = Counter(map(_content, standing)) - Counter(map(_content, group))
        if not extra:
            unchanged += len(group)
        elif not missing:
            added += extra.total()
            unchanged += len(group) - extra.total()
            writing += _numbered(context, key, _only(group, extra), len(standing))
        else:
            changed += min(len(group), len(standing))
            added += max(0, len(group) - len(standing))
            leaving += [old["id"] for old in standing]
            writing += _numbered(context, key, group, 0)
    await unit.drop(costs, leaving)
    await unit.put(costs, writing)
    return added, changed, unchanged


def _only(group: Iterable[Record], extra: Counter[Any]) -> list[Record]:
    left, chosen = Counter(extra), []
    for row in group:
        if left[_content(row)] > 0:
            left[_content(row)] -= 1
            chosen.append(row)
    return chosen


def _numbered(context: Context, key: tuple[Any, ...], rows: Sequence[Record], since: int) -> list[Record]:
    ordered = sorted(rows, key=lambda row: str(_content(row)))
    return [
        {"id": digest_id(context.company.id, "cost", *map(str, key), since + place), **row}
        for place, row in enumerate(ordered)
    ]


async def _stored(unit: Unit, days: Iterable[date]) -> Sequence[StoredRow]:
    return await unit.by_ids(unit.select(costs), costs.c.day, days)


def net(row: Mapping[str, Any], rate: Rates) -> int | None:
    """The cost in the company's currency without the VAT its row names; None without a rate."""
    found = rate.on(row["day"], row["currency"])
    if found is None:
        return None
    return round_half_even(row["amount"] * found * 100 / (100 + Fraction(row["vat"] or 0)))
