"""The days of a year that are not as usual: holidays, worked weekends, shortened days."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.spans import DAY
from services.errors import Refused
from services.reference.holidays import country_calendar
from services.store.calendar import Calendar, OwnDay
from services.store.db import Database
from services.usecases.worktime import YEARS


class DayKind(StrEnum):
    """What makes a day unusual, and whose word it is."""

    COUNTRY_OFF = "country-off"
    COUNTRY_WORK = "country-work"
    OWN_OFF = "own-off"
    OWN_WORK = "own-work"
    OWN_SHORT = "own-short"


@dataclass(frozen=True, slots=True)
class UnusualDay:
    """A day that is not as its weekday says."""

    day: date
    kind: DayKind
    shorter_by: timedelta = timedelta(0)


class ListHolidays:
    """The unusual days of a year, this one where none is said; the company's own word stands before the country's."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, year: int | None = None) -> list[UnusualDay]:
        wanted = self._clock.now().astimezone(company.zone).year if year is None else year
        if wanted not in YEARS:
            raise Refused("year-unknown", first=YEARS[0], last=YEARS[-1])
        country = country_calendar(company.country, YEARS)
        async with self._database.reading(company.id) as read:
            own = {day.day: day for day in await Calendar(read).own_days()}
        first = date(wanted, 1, 1)
        days = [first + DAY * number for number in range((date(wanted, 12, 31) - first).days + 1)]
        found = []
        for day in days:
            if day in own:
                found.append(_own(own[day]))
            elif day in country.days_off:
                found.append(UnusualDay(day, DayKind.COUNTRY_OFF))
            elif day in country.working_days:
                found.append(UnusualDay(day, DayKind.COUNTRY_WORK))
        return found


def _own(day: OwnDay) -> UnusualDay:
    return UnusualDay(day.day, DayKind(f"own-{day.kind}"), day.shorter_by)
