"""A question to a report, settled before anything is counted."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.domain.company import Company
from services.domain.ids import PersonId, TeamId
from services.domain.people import Roster
from services.domain.period import Period
from services.domain.report import Value
from services.domain.zones import day_bounds
from services.errors import Refused

DIMENSIONS = ("person", "team", "day", "week", "month", "stage", "pipeline", "source", "channel", "campaign", "product")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which company, days, moment, people, rows and view are wanted.

    `person` and `team` narrow the report; `by` names the dimensions of a row; the rest is each report's own.
    """

    company: Company
    period: Period
    as_of: datetime
    person: PersonId | None = None
    team: TeamId | None = None
    by: tuple[str, ...] = ()
    view: str | None = None
    rank: str | None = None
    horizon: timedelta = field(default=timedelta(days=30))

    @property
    def today(self) -> date:
        """The company's day of the report's moment."""
        return self.as_of.astimezone(self.company.zone).date()

    @property
    def moment(self) -> datetime:
        """The report's moment as it is shown: in the company's zone, to the second."""
        return self.as_of.astimezone(self.company.zone).replace(microsecond=0)

    def dimensions(self, default: str, *allowed: str, pairs: bool = False) -> tuple[str, ...]:
        """What a row is, or a refusal that names what it may be."""
        chosen = self.by or (default,)
        if any(name not in allowed for name in chosen) or len(set(chosen)) != len(chosen) or len(chosen) > 2:
            raise Refused("by-unknown", by=",".join(chosen), known=", ".join(allowed))
        if len(chosen) == 2 and not pairs:
            raise Refused("by-unknown", by=",".join(chosen), known=", ".join(allowed))
        return chosen

    def ensure_no(self, **options: object) -> None:
        """Refuse an option that this report would leave without effect."""
        for name, value in options.items():
            if value:
                raise Refused("option-without-effect", option=name)


def end_of_day(day: date, company: Company) -> datetime:
    """The last moment of the company's day."""
    return day_bounds(day, company.zone)[1] - timedelta(microseconds=1)


def in_scope(asked: Asked, roster: Roster, person: PersonId, day: date) -> bool:
    """Whether a fact of this person and day is what the report is about: teams as they were on that day."""
    if asked.person is not None and person != asked.person:
        return False
    return asked.team is None or roster.team_on(person, day) in roster.below(asked.team)


def person_cells(roster: Roster, person: PersonId | None) -> dict[str, Value]:
    """The person of a row: the name and the id, or null and null for nobody.

    The id is text: it has 63 bits, and many readers of JSON keep only 53 of a number.
    """
    known = roster.people.get(person) if person else None
    return {"person": known.name if known else None, "person_id": str(known.id) if known else None}
