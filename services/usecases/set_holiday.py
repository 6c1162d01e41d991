"""A day becomes free, is worked after all, or is shorter than usual."""

from dataclasses import dataclass
from datetime import date

from services.domain.clock import Clock
from services.domain.company import Company
from services.domain.wallclock import read_seconds
from services.domain.wording import shortened
from services.errors import Refused
from services.reference.holidays import CountryDays, country_calendar
from services.store.calendar import Calendar, OwnDay
from services.store.db import Database
from services.store.pending import Pending
from services.store.people import People
from services.store.unit import Unit
from services.usecases.organising.again import worktime_marks
from services.usecases.organising.typed import day_of, understood
from services.usecases.settle import Settle
from services.usecases.worktime import YEARS, load_worktime

OFF, WORK, SHORT = "off", "work", "short"
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class SetDay:
    """What a day is now: `off`, `work`, or `short` by some minutes."""

    day: date
    kind: str
    shorter_by_minutes: int = 0


class AddHoliday:
    """Make a day free for the whole company; one that is a holiday already is Refused."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, day: str) -> SetDay:
        when = day_of(day, self._clock.now().astimezone(company.zone).date())
        async with self._database.writing(company.id) as unit:
            own, country = await _own_day(unit, when), _of_country(company)
            if when in country.days_off and own is not None and own.kind == WORK:
                await Calendar(unit).forget_own_day(when)
            elif (own is not None and own.kind == OFF) or (own is None and when in country.days_off):
                raise Refused("holiday-already", day=f"{when:%d.%m.%Y}")
            else:
                await Calendar(unit).set_own_day(when, OFF)
            await Pending(unit).add(worktime_marks(when))
        await Settle(self._database)(company)
        return SetDay(when, OFF)


class RemoveHoliday:
    """Work on a holiday: the company's own one is forgotten, the country's becomes a working day here."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, day: str) -> SetDay:
        when = day_of(day, self._clock.now().astimezone(company.zone).date())
        async with self._database.writing(company.id) as unit:
            own, country = await _own_day(unit, when), _of_country(company)
            if when in country.days_off and (own is None or own.kind != WORK):
                await Calendar(unit).set_own_day(when, WORK)
            elif own is not None and own.kind in (OFF, SHORT):
                await Calendar(unit).forget_own_day(when)
            else:
                raise Refused("holiday-none", day=f"{when:%d.%m.%Y}")
            await Pending(unit).add(worktime_marks(when))
        await Settle(self._database)(company)
        return SetDay(when, WORK)


class ShortenDay:
    """Let a working day end earlier for everybody, as before a holiday; plans count it in part."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, company: Company, day: str, by: str) -> SetDay:
        when = day_of(day, self._clock.now().astimezone(company.zone).date())
        seconds = understood(lambda text: read_seconds(text, short=True), by, "shorter-unreadable")
        minutes = seconds // _MINUTE
        if not minutes or seconds % _MINUTE:
            raise Refused("shorter-unreadable", typed=shortened(by))
        async with self._database.writing(company.id) as unit:
            worktime = await load_worktime(unit, company, await People(unit).roster(company.zone))
            own = await _own_day(unit, when)
            shift = worktime.of_company().shift(when)
            if shift is None or (own is not None and own.kind != SHORT):
                raise Refused("shorter-free", day=f"{when:%d.%m.%Y}")
            whole = shift.minutes + (own.shorter_by.seconds // _MINUTE if own else 0)
            if minutes >= whole:
                raise Refused("shorter-too-much", day=f"{when:%d.%m.%Y}")
            await Calendar(unit).set_own_day(when, SHORT, minutes)
            await Pending(unit).add(worktime_marks(when))
        await Settle(self._database)(company)
        return SetDay(when, SHORT, minutes)


async def _own_day(unit: Unit, day: date) -> OwnDay | None:
    return next((own for own in await Calendar(unit).own_days() if own.day == day), None)


def _of_country(company: Company) -> CountryDays:
    return country_calendar(company.country, YEARS)
