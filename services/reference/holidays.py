"""Public holidays and moved working days of a country, as the `holidays` package knows them.

Days moved by a yearly decree are in it (Russia 2026 has 247 working days). Days shortened before a holiday
and regional days are not: a company sets those itself.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from services.errors import Refused


@dataclass(frozen=True, slots=True)
class CountryDays:
    """Days nobody works though it may be a weekday, and weekend days that are worked instead of others."""

    days_off: frozenset[date]
    working_days: frozenset[date]


@lru_cache(maxsize=64)
def country_calendar(country: str, years: range) -> CountryDays:
    """The days of an ISO country code (`RU`, either case) in these years; Refused for an unknown one.

    Years that the package does not cover have no holidays. The first call loads the package (some 0.2 s).
    """
    import holidays

    code = country.strip().upper()
    if code not in holidays.list_supported_countries():
        raise Refused("country-unknown", country=country)
    covered = holidays.country_holidays(code)
    inside = [year for year in years if covered.start_year <= year <= covered.end_year]
    if not inside:
        return CountryDays(frozenset(), frozenset())
    known = holidays.country_holidays(code, years=inside)
    return CountryDays(frozenset(known), frozenset(known.weekend_workdays))
