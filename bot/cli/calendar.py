"""`takt hours`, `takt away`, `takt holiday`: when people work and when they do not."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.door import CompanyOption, run, visit
from bot.cli.lines import table, tell, weekdays, whom
from handlers.speech import Speech

if TYPE_CHECKING:
    from services.domain.hours import Hours
    from services.usecases.list_holidays import UnusualDay

_hours = typer.Typer(help="Working hours.", no_args_is_help=True)
_holiday = typer.Typer(help="Holidays, worked holidays, shortened days.", no_args_is_help=True)

Person = Annotated[str | None, typer.Option("--person", help="For one person.")]
Team = Annotated[str | None, typer.Option("--team", help="For one team and all below it.")]
Weekday = Annotated[str | None, typer.Option("--weekday", help="For these weekdays; Monday to Friday by default.")]
Day = Annotated[str, typer.Argument(help="The day: 2026-12-31 or 31.12.2026")]
Away = Annotated[str | None, typer.Argument(help="Who is away; without a name the absences are listed.")]


def register(app: typer.Typer) -> None:
    """Add the groups and the call."""
    app.add_typer(_hours, name="hours")
    app.command("away")(away)
    app.add_typer(_holiday, name="holiday")


@_hours.command("set")
def set_hours(
    hours: Annotated[str, typer.Argument(help="09:00-18:00, or off for free weekdays.")],
    lunch: Annotated[str | None, typer.Option("--lunch", help="13:00-14:00; no lunch unless set.")] = None,
    person: Person = None,
    team: Team = None,
    weekday: Weekday = None,
    company: CompanyOption = None,
) -> None:
    """Set the working hours of weekdays."""

    async def call() -> None:
        from services.usecases.set_hours import SetHours

        async with visit(company) as opened:
            speech = opened.speech
            sets = SetHours(opened.house.database)
            now = await sets(opened.company, hours, lunch=lunch, person=person, team=team, weekday=weekday)
            days = weekdays(speech, now.weekdays)
            tell(speech, "hours-set", whom=whom(speech, now.whom), weekdays=days, hours=hours_words(speech, now.hours))

    run(call)


@_hours.command("list")
def list_hours(company: CompanyOption = None) -> None:
    """List the working hours."""

    async def call() -> None:
        from services.usecases.list_hours import ListHours

        async with visit(company) as opened:
            speech = opened.speech
            rows = [
                [
                    whom(speech, line.whom),
                    weekdays(speech, [line.weekday]),
                    hours_words(speech, line.hours),
                    speech.say("hours-by-default") if line.usual else "",
                ]
                for line in await ListHours(opened.house.database)(opened.company)
            ]
            table(speech, ("list-whom", "list-weekday", "list-hours", "list-note"), rows)

    run(call)


def away(
    name: Away = None,
    first: Annotated[str | None, typer.Option("--from", help="The first day away.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="The last day away.")] = None,
    kind: Annotated[str, typer.Option("--kind", help="vacation sick day_off")] = "vacation",
    cancel: Annotated[bool, typer.Option("--cancel", help="Forget the absence that begins on --from.")] = False,
    company: CompanyOption = None,
) -> None:
    """Note that somebody is away; no rule punishes it."""
    if name is not None and first is None:
        raise typer.BadParameter("the first day is needed", param_hint="--from")
    if name is not None and last is None and not cancel:
        raise typer.BadParameter("the last day is needed", param_hint="--to")

    async def call() -> None:
        from services.usecases.list_absences import ListAbsences
        from services.usecases.set_away import CancelAway, SetAway

        async with visit(company) as opened:
            house, speech = opened.house, opened.speech
            if name is None:
                found = await ListAbsences(house.database, house.clock)(opened.company)
                rows = [[one.name, speech.period(one.period), _reason(speech, one.kind)] for one in found]
                table(speech, ("list-name", "list-days", "list-reason"), rows)
            elif cancel:
                who = await CancelAway(house.database, house.clock)(opened.company, name, first or "")
                tell(speech, "away-cancelled", name=who)
            else:
                put = SetAway(house.database, house.clock)
                gone = await put(opened.company, name, first or "", last or "", kind)
                days = speech.period(gone.period)
                tell(speech, "away-set", name=gone.name, days=days, kind=_reason(speech, gone.kind))

    run(call)


@_holiday.command("add")
def add_holiday(day: Day, company: CompanyOption = None) -> None:
    """Make a day free for the company."""

    async def call() -> None:
        from services.usecases.set_holiday import AddHoliday

        async with visit(company) as opened:
            done = await AddHoliday(opened.house.database, opened.house.clock)(opened.company, day)
            tell(opened.speech, "holiday-added", day=opened.speech.day(done.day))

    run(call)


@_holiday.command("remove")
def remove_holiday(day: Day, company: CompanyOption = None) -> None:
    """Work on a holiday."""

    async def call() -> None:
        from services.usecases.set_holiday import RemoveHoliday

        async with visit(company) as opened:
            done = await RemoveHoliday(opened.house.database, opened.house.clock)(opened.company, day)
            tell(opened.speech, "holiday-removed", day=opened.speech.day(done.day))

    run(call)


@_holiday.command("short")
def shorten(
    day: Day,
    by: Annotated[str, typer.Option("--by", help="How much earlier the day ends: 1:00")],
    company: CompanyOption = None,
) -> None:
    """Let a working day end earlier, as before a holiday."""

    async def call() -> None:
        from datetime import timedelta

        from services.usecases.set_holiday import ShortenDay

        async with visit(company) as opened:
            speech = opened.speech
            done = await ShortenDay(opened.house.database, opened.house.clock)(opened.company, day, by)
            length = speech.duration(timedelta(minutes=done.shorter_by_minutes))
            tell(speech, "holiday-shortened", day=speech.day(done.day), by=length)

    run(call)


@_holiday.command("list")
def list_holidays(
    year: Annotated[int | None, typer.Option("--year", help="The year; this one by default.")] = None,
    company: CompanyOption = None,
) -> None:
    """List the days of a year that are not as usual."""

    async def call() -> None:
        from services.usecases.list_holidays import ListHolidays

        async with visit(company) as opened:
            speech = opened.speech
            rows = [
                [speech.day(one.day), weekdays(speech, [one.day.weekday()]), _note(speech, one)]
                for one in await ListHolidays(opened.house.database, opened.house.clock)(opened.company, year)
            ]
            table(speech, ("column-day", "list-weekday", "list-note"), rows)

    run(call)


def hours_words(speech: Speech, hours: "Hours | None") -> str:
    """«09:00–18:00, обед 13:00–14:00», or a day off."""
    if hours is None:
        return speech.say("hours-off")
    end = "24:00" if not (hours.end.hour or hours.end.minute) else speech.clock(hours.end)
    worked = f"{speech.clock(hours.start)}–{end}"
    if hours.lunch is None:
        return worked
    lunch = "–".join(speech.clock(at) for at in hours.lunch)
    return speech.say("hours-with-lunch", hours=worked, lunch=lunch)


def _note(speech: Speech, unusual: "UnusualDay") -> str:
    return speech.say(f"holiday-{unusual.kind}", by=speech.duration(unusual.shorter_by))


def _reason(speech: Speech, kind: str) -> str:
    return speech.say(f"absence-{kind.replace('_', '-')}")
