"""When people work."""

from dataclasses import dataclass
from datetime import time

from services.domain.company import Company
from services.domain.hours import Hours
from services.domain.people import BEGINNING
from services.domain.wallclock import read_clocks
from services.domain.wording import shortened
from services.errors import Refused
from services.store.calendar import Calendar
from services.store.db import Database
from services.store.pending import Pending
from services.store.people import People
from services.usecases.organising.again import worktime_marks
from services.usecases.organising.scope import ForWhom, for_whom
from services.usecases.organising.typed import understood, weekdays_of
from services.usecases.settle import Settle

WORKING_WEEK = (0, 1, 2, 3, 4)
_OFF = frozenset({"off", "выходной", "нет"})
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class WorkHours:
    """Hours as they were understood; None is a day off."""

    whom: ForWhom
    weekdays: tuple[int, ...]
    hours: Hours | None


class SetHours:
    """Set the working hours of weekdays for a person, a team with all below it, or the company; the nearer ones win.

    Monday to Friday unless weekdays are said; `off` makes weekdays free and has to name them. Hours have no date: the
    past is cut again by them.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(
        self,
        company: Company,
        hours: str,
        *,
        lunch: str | None = None,
        person: str | None = None,
        team: str | None = None,
        weekday: str | None = None,
    ) -> WorkHours:
        worked = _hours(hours, lunch)
        if worked is None and weekday is None:
            raise Refused("hours-off-which")
        weekdays = WORKING_WEEK if weekday is None else weekdays_of(weekday)
        async with self._database.writing(company.id) as unit:
            whom = await for_whom(unit, await People(unit).roster(company.zone), person, team)
            place = {"scope": whom.scope.value, "scope_id": whom.id}
            await Calendar(unit).set_hours([{**place, "weekday": day, **_minutes(worked)} for day in weekdays])
            await Pending(unit).add(worktime_marks(BEGINNING))
        await Settle(self._database)(company)
        return WorkHours(whom, weekdays, worked)


def _hours(text: str, lunch: str | None) -> Hours | None:
    if text.strip().casefold() in _OFF:
        if lunch is not None:
            raise Refused("hours-off-lunch")
        return None
    start, end = understood(read_clocks, text, "hours-unreadable")
    without = None if lunch is None else understood(read_clocks, lunch, "lunch-unreadable")
    try:
        return Hours(start, end, without)
    except ValueError as trouble:
        phrase = "hours-unreadable" if without is None else "lunch-outside"
        raise Refused(phrase, typed=shortened(text if without is None else lunch or "")) from trouble


def _minutes(hours: Hours | None) -> dict[str, int | None]:
    if hours is None:
        return dict.fromkeys(("start_minute", "end_minute", "lunch_start", "lunch_end"))
    lunch = hours.lunch or (None, None)
    return {
        "start_minute": _minute(hours.start),
        "end_minute": _minute(hours.end) or _DAY_MINUTES,
        "lunch_start": _minute(lunch[0]),
        "lunch_end": _minute(lunch[1]),
    }


def _minute(at: time | None) -> int | None:
    return None if at is None else at.hour * 60 + at.minute
