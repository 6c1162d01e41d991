"""What every report says besides its rows: whose it is, of which days, as of when, and what was left out."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from services.domain.report import Column, Report, Value
from services.usecases.reporting.asked import Asked

_NOTHING: Mapping[str, int] = MappingProxyType({})
_NO_WORDS: Mapping[str, str] = MappingProxyType({})


def answer(
    asked: Asked,
    name: str,
    *,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Value]],
    totals: Mapping[str, Value],
    excluded: Mapping[str, int] = _NOTHING,
    definitions: Sequence[str] = (),
    own_words: Mapping[str, str] = _NO_WORDS,
) -> Report:
    """The report that answers the question; reasons of exclusion stand in a steady order."""
    return Report(
        name=name,
        company=asked.company.name,
        currency=asked.company.currency,
        period=asked.period,
        timezone=asked.company.zone.key,
        as_of=asked.moment,
        columns=tuple(columns),
        rows=tuple(rows),
        totals=totals,
        excluded=dict(sorted(excluded.items())),
        definitions=tuple(definitions),
        own_words=own_words,
    )
