"""What a source tells, in our words: people, stages, deals, moves, calls, activities, costs.

Ids are the vendor's, as text. Moments are aware and in UTC, amounts are exact in the unit of their currency, phones are
as they were sent. None is what the vendor does not say.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from services.domain.deals import Status


class Kind(StrEnum):
    """What can be read from a source."""

    PEOPLE = "people"
    STAGES = "stages"
    DEALS = "deals"
    MOVES = "moves"
    CALLS = "calls"
    ACTIVITIES = "activities"
    COSTS = "costs"


class Whose(StrEnum):
    """In which book of names an employee of a source is looked up."""

    ID = "crm_id"
    EXTENSION = "extension"
    EMPLOYEE = "employee_id"
    LOGIN = "login"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Employee:
    """Somebody of the company, as a source names them."""

    value: str
    kind: Whose = Whose.ID


@dataclass(frozen=True, slots=True)
class SourcePerson:
    """An employee of a source; `heads` are the ids of the teams they are the head of."""

    external_id: str
    name: str
    active: bool = True
    email: str | None = None
    phone: str | None = None
    extension: str | None = None
    zone: str | None = None
    team_id: str | None = None
    team: str | None = None
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceStage:
    """A stage of a pipeline; its key is the pair of ids, since vendors repeat ids of stages in every pipeline."""

    pipeline_id: str
    pipeline: str
    stage_id: str
    stage: str
    position: int
    meaning: Status = Status.OPEN
    archived: bool = False


@dataclass(frozen=True, slots=True)
class SourceDeal:
    """A deal as it stands now; of two versions the one with the later `changed_at` counts."""

    external_id: str
    changed_at: datetime
    pipeline_id: str | None = None
    stage_id: str | None = None
    status: Status = Status.OPEN
    owner: Employee | None = None
    created_at: datetime | None = None
    closed_at: datetime | None = None
    amount: Decimal | None = None
    paid: Decimal | None = None
    cost: Decimal | None = None
    currency: str | None = None
    source: str | None = None
    medium: str | None = None
    campaign: str | None = None
    product: str | None = None
    client: str | None = None
    contact_id: str | None = None
    lost_reason: str | None = None


@dataclass(frozen=True, slots=True)
class SourceMove:
    """A deal came into a stage, moved by somebody or by nobody known."""

    deal_id: str
    pipeline_id: str
    stage_id: str
    at: datetime
    by: Employee | None = None


@dataclass(frozen=True, slots=True)
class Leg:
    """One employee's part in a call; `talk_s` are their own seconds of talk."""

    who: Employee
    answered: bool
    talk_s: int
    started_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SourceCall:
    """One attempt of a conversation with one outside person, however many legs the exchange wrote for it.

    `answered` is by a human: a menu, a queue or music does not answer. `final` is False while the row may still change.
    Recordings are references, never links that open by themselves.
    """

    external_id: str
    direction: str
    started_at: datetime
    answered: bool
    talk_s: int
    wait_s: int | None = None
    ended_at: datetime | None = None
    phone: str | None = None
    line: str | None = None
    owner: Employee | None = None
    legs: tuple[Leg, ...] = ()
    contact_id: str | None = None
    recordings: tuple[str, ...] = ()
    source: str | None = None
    campaign: str | None = None
    final: bool = True


@dataclass(frozen=True, slots=True)
class SourceActivity:
    """A letter, a message, a meeting, a proposal, a finished task: what somebody did for a client."""

    external_id: str
    kind: str
    at: datetime
    changed_at: datetime | None = None
    owner: Employee | None = None
    direction: str | None = None
    deal_id: str | None = None
    contact_id: str | None = None


@dataclass(frozen=True, slots=True)
class SourceCost:
    """Money spent on a day."""

    day: date
    amount: Decimal
    currency: str | None = None
    channel: str | None = None
    campaign: str | None = None
    medium: str | None = None
    category: str = "ads"
    clicks: int | None = None
    impressions: int | None = None


@dataclass(frozen=True, slots=True)
class Erased:
    """A thing that is no more at its source, deleted or merged into another."""

    kind: Kind
    external_id: str
    at: datetime | None = None


Record: TypeAlias = (
    SourcePerson | SourceStage | SourceDeal | SourceMove | SourceCall | SourceActivity | SourceCost | Erased
)
