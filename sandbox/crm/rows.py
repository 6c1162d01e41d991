"""The rows of the truth: plain records, the same whichever CRM shows them.

Moments are Unix seconds (UTC), money is in whole units of the account's currency, ids are positive and never used twice
within a kind. `by` and `*_by` name a user; 0 is a robot. A row that was deleted stays, with its `deleted_at`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Entity: TypeAlias = Literal["deal", "contact", "company", "task", "lead"]
StageKind: TypeAlias = Literal["incoming", "open", "won", "lost"]
FieldKind: TypeAlias = Literal["money", "choice", "utm", "day", "yes_no", "text", "number"]
Direction: TypeAlias = Literal["in", "out"]
NoteKind: TypeAlias = Literal["call", "mail", "sms", "text", "file"]
Value: TypeAlias = int | str | bool
"""Of a custom field: money and number int, choice the id of its answer, day Unix seconds of the local midnight."""


@dataclass(slots=True)
class Group:
    """A part of the company; `head_id` is its head's user id."""

    id: int
    name: str
    parent_id: int | None = None
    head_id: int | None = None


@dataclass(slots=True)
class User:
    """Somebody with an account in the CRM; a dismissed one stays, not active."""

    id: int
    name: str
    group_id: int
    email: str
    phone: str = ""
    extension: str = ""
    is_admin: bool = False
    is_active: bool = True
    created_at: int = 0


@dataclass(slots=True)
class Stage:
    """A stage of one pipeline; a removed one is shown no more, moves still name it."""

    id: int
    pipeline_id: int
    name: str
    sort: int
    kind: StageKind
    removed: bool = False


@dataclass(slots=True)
class Pipeline:
    """A funnel with its stages in order; the last two are won and lost."""

    id: int
    name: str
    sort: int
    is_main: bool
    stages: list[Stage] = field(default_factory=list)

    @property
    def first(self) -> Stage:
        """The first open stage."""
        return next(stage for stage in self.stages if stage.kind == "open")

    @property
    def open(self) -> list[Stage]:
        """The open stages in their order."""
        return [stage for stage in self.stages if stage.kind == "open" and not stage.removed]

    @property
    def won(self) -> Stage:
        """Where a deal ends well."""
        return next(stage for stage in self.stages if stage.kind == "won")

    @property
    def lost(self) -> Stage:
        """Where a deal ends badly."""
        return next(stage for stage in self.stages if stage.kind == "lost")


@dataclass(slots=True)
class LossReason:
    """Why deals are lost."""

    id: int
    name: str
    sort: int
    created_at: int


@dataclass(slots=True)
class Field:
    """A custom field of deals; `choices` are its answers by their ids, `code` is told for UTM only."""

    id: int
    name: str
    kind: FieldKind
    code: str = ""
    choices: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Client:
    """A contact or a company. The loser of a merge is deleted and names the winner."""

    id: int
    kind: Literal["contact", "company"]
    name: str
    phone: str
    email: str
    responsible_id: int
    created_at: int
    updated_at: int
    created_by: int = 0
    updated_by: int = 0
    deleted_at: int | None = None
    merged_into: int | None = None


@dataclass(slots=True)
class Deal:
    """A deal as it stands; its way is in the moves."""

    id: int
    name: str
    price: int | None
    pipeline_id: int
    stage_id: int
    responsible_id: int
    created_at: int
    updated_at: int
    created_by: int = 0
    updated_by: int = 0
    moved_at: int = 0
    moved_by: int = 0
    closed_at: int | None = None
    loss_reason_id: int | None = None
    contact_id: int | None = None
    company_id: int | None = None
    lead_id: int | None = None
    source: str = ""
    values: dict[int, Value] = field(default_factory=dict)
    touched_at: int = 0
    """The newest call, message, note or task."""
    deleted_at: int | None = None


@dataclass(slots=True)
class Move:
    """A deal comes into a stage; the first move of each has no stage before."""

    id: int
    deal_id: int
    at: int
    by: int
    from_stage_id: int | None
    to_stage_id: int
    reason_id: int | None = None


@dataclass(slots=True)
class Handover:
    """A deal gets another responsible user."""

    id: int
    deal_id: int
    at: int
    by: int
    from_id: int
    to_id: int


@dataclass(slots=True)
class Call:
    """One call; `talk` 0 means that nobody answered. It is known from `created_at`, when it has ended."""

    id: int
    uniq: str
    direction: Direction
    phone: str
    user_id: int | None
    started_at: int
    wait: int
    talk: int
    created_at: int
    updated_at: int
    entity: Entity | None = None
    entity_id: int | None = None
    link: str = ""
    recorded: bool = False


@dataclass(slots=True)
class Note:
    """A line in the feed of a deal, contact or company; a call may stand in the feeds of two."""

    id: int
    entity: Entity
    entity_id: int
    kind: NoteKind
    by: int
    responsible_id: int
    created_at: int
    updated_at: int
    text: str = ""
    call_id: int | None = None
    message_id: int | None = None


@dataclass(slots=True)
class Message:
    """A mail, a chat message or an SMS; never its text."""

    id: int
    kind: Literal["mail", "chat", "sms"]
    direction: Direction
    at: int
    user_id: int
    entity: Entity
    entity_id: int
    subject: str = ""
    has_file: bool = False


@dataclass(slots=True)
class Task:
    """Something to do; `kind` is one of `Ledger.task_kinds`."""

    id: int
    kind: str
    text: str
    entity: Entity | None
    entity_id: int | None
    responsible_id: int
    created_by: int
    updated_by: int
    created_at: int
    updated_at: int
    due_at: int
    completed_at: int | None = None
    result: str = ""
    deleted_at: int | None = None


@dataclass(slots=True)
class Quote:
    """A proposal; `status` is draft, sent, approved or declined."""

    id: int
    deal_id: int
    title: str
    amount: int
    status: str
    responsible_id: int
    created_at: int
    updated_at: int
    sent_at: int | None = None


@dataclass(slots=True)
class WorkDay:
    """When somebody opened and closed their day in the CRM."""

    user_id: int
    opened_at: int
    closed_at: int | None = None


@dataclass(slots=True)
class Event:
    """Something has happened, in the order in which it became known; `kind` is one of `EVENTS`."""

    number: int
    at: int
    kind: str
    entity: Entity
    entity_id: int
    by: int
    before: Mapping[str, Value | None] = field(default_factory=dict)
    after: Mapping[str, Value | None] = field(default_factory=dict)


EVENTS = (
    *("deal_added", "deal_changed", "deal_moved", "deal_handed_over", "deal_repriced", "deal_deleted", "deal_restored"),
    *("contact_added", "contact_changed", "contact_deleted", "contacts_merged"),
    *("company_added", "company_changed"),
    *("call", "mail", "chat", "sms", "text_noted", "file_noted"),
    *("task_added", "task_changed", "task_postponed", "task_completed", "task_deleted"),
    *("quote_added", "quote_changed"),
    *("lead_added", "lead_changed", "lead_deleted"),
)
