"""The keys of rows: which value of each dimension a person's day falls under, and how that is shown."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from services.domain.ids import NOBODY, PersonId, TeamId
from services.domain.people import Roster
from services.domain.report import Column, Unit, Value
from services.usecases.reporting.asked import Asked, person_cells
from services.usecases.reporting.tallies import Bucket, Key


def bucket_of(dimensions: tuple[str, ...], roster: Roster) -> Bucket:
    """Rows keyed by these dimensions."""

    def bucket(person: PersonId, day: date) -> Key:
        return tuple(_value(name, person, day, roster) for name in dimensions)

    return bucket


def _value(dimension: str, person: PersonId, day: date, roster: Roster) -> object:
    match dimension:
        case "person":
            return person
        case "team":
            return roster.team_on(person, day)
        case "week":
            return week_of(day)
        case "month":
            return month_of(day)
        case _:
            return day


def week_of(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> str:
    """The day's month: `2026-11`."""
    return f"{day:%Y-%m}"


def dimension_columns(dimensions: Iterable[str]) -> tuple[Column, ...]:
    """The columns that say what a row is; a person comes with the id."""
    columns: list[Column] = []
    for name in dimensions:
        unit = Unit.DAY if name in ("day", "week") else Unit.TEXT
        columns.append(Column(name, unit))
        if name == "person":
            columns.append(Column("person_id", Unit.TEXT))
    return tuple(columns)


def dimension_cells(dimensions: tuple[str, ...], key: Key, roster: Roster) -> dict[str, Value]:
    """The same as values; what is missing is null and never a word."""
    cells: dict[str, Value] = {}
    for name, value in zip(dimensions, key, strict=True):
        if name == "person":
            cells.update(person_cells(roster, PersonId(value) if isinstance(value, int) else None))
        elif name == "team":
            cells[name] = roster.path_of(TeamId(value) if isinstance(value, int) else None)
        else:
            cells[name] = value  # type: ignore[assignment]
    return cells


def expected_keys(dimensions: tuple[str, ...], asked: Asked, roster: Roster) -> set[Key]:
    """Rows that stand in the report also without a fact: people who belonged, days that have begun."""
    days = [day for day in asked.period.days() if day <= asked.today]
    match dimensions:
        case ("person",):
            return {(person,) for person in members(asked, roster)}
        case (("day" | "week" | "month") as span,):
            return {(key,) for key in _spans(span, days)}
        case ("person", ("day" | "week" | "month") as span):
            return {(person, key) for person in members(asked, roster) for key in _spans(span, days)}
        case (("day" | "week" | "month") as span, "person"):
            return {(key, person) for person in members(asked, roster) for key in _spans(span, days)}
        case _:
            return set()


def _spans(dimension: str, days: Iterable[date]) -> set[object]:
    """The values of a dimension of time that these days have."""
    return {_value(dimension, NOBODY, day, Roster({}, {})) for day in days}


def members(asked: Asked, roster: Roster) -> set[PersonId]:
    """Everyone who belonged to the company in the period and whom the report is about."""
    wanted = set()
    for person in roster.people.values():
        if not person.listed or not person.belonged(asked.period):
            continue
        if asked.person not in (None, person.id):
            continue
        if asked.team is None or _was_in(asked, roster, person.id):
            wanted.add(person.id)
    return wanted


def _was_in(asked: Asked, roster: Roster, person: PersonId) -> bool:
    teams = roster.below(asked.team) if asked.team is not None else frozenset()
    return any(
        m.team in teams and m.from_day <= asked.period.last and (m.to_day is None or m.to_day >= asked.period.first)
        for m in roster.memberships.get(person, ())
    )


def sort_key(cells: Mapping[str, Value], dimensions: tuple[str, ...]) -> tuple[tuple[bool, str], ...]:
    """Rows in the order of their dimensions; nobody and nothing come last."""
    named = ((cells[name] is None, str(cells[name])) for name in dimensions)
    return (*named, (False, str(cells.get("person_id") or NOBODY)))
