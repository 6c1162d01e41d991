"""A CRM's books: its tables, empty at first, and how the company, its funnels and fields are made."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from sandbox.crm.rows import (
    Call,
    Client,
    Deal,
    Entity,
    Event,
    Field,
    FieldKind,
    Group,
    Handover,
    LossReason,
    Message,
    Move,
    Note,
    Pipeline,
    Quote,
    Stage,
    Task,
    User,
    Value,
    WorkDay,
)  # fmt: skip
from sandbox.crm.table import Table

Watcher = Callable[[Event], None]
_BEGAN = 1_577_836_800


class Books:
    """The tables of a ledger and what is set up once."""

    task_kinds = ("call", "meeting", "proposal")

    def __init__(self, name: str = "Северный свет", *, zone: str = "Europe/Moscow", currency: str = "RUB") -> None:
        self.name, self.zone, self.currency = name, zone, currency
        self.groups: Table[Group] = Table(1)
        self.users: Table[User] = Table(8_800_101)
        self.pipelines: Table[Pipeline] = Table(3_177_727)
        self.stages: Table[Stage] = Table(32_392_156)
        self.loss_reasons: Table[LossReason] = Table(4_203_001)
        self.fields: Table[Field] = Table(771_001)
        self.contacts: Table[Client] = Table(17_611_201)
        self.companies: Table[Client] = Table(17_900_001)
        self.deals: Table[Deal] = Table(25_399_001)
        self.moves: Table[Move] = Table(31)
        self.handovers: Table[Handover] = Table(11)
        self.calls: Table[Call] = Table(1_201)
        self.notes: Table[Note] = Table(60_864_701)
        self.messages: Table[Message] = Table(501)
        self.tasks: Table[Task] = Table(7_087_001)
        self.quotes: Table[Quote] = Table(801)
        self.work_days: list[WorkDay] = []
        self.events: list[Event] = []
        self.tasks_of: dict[tuple[Entity, int], list[Task]] = defaultdict(list)
        self._watchers: list[Watcher] = []

    def watch(self, watcher: Watcher) -> None:
        """Have a function called with every event from now on."""
        self._watchers.append(watcher)

    def add_group(self, name: str, parent: Group | None = None) -> Group:
        """A part of the company; the first one is the company's default group."""
        return self.groups.add(Group(self.groups.new_id(), name, parent.id if parent else None))

    def add_user(self, name: str, group: Group, *, phone: str = "", extension: str = "", is_admin: bool = False,
                 is_head: bool = False) -> User:  # fmt: skip
        """Somebody new; `is_head` makes them the head of their group."""
        number = self.users.new_id()
        made = User(number, name, group.id, f"user{number}@example.org", phone, extension, is_admin, created_at=_BEGAN)
        if is_head:
            group.head_id = number
        return self.users.add(made)

    def add_pipeline(self, name: str, stages: Iterable[str], *, incoming: bool = True) -> Pipeline:
        """A funnel with these open stages, before them one for incoming requests, after them won and lost."""
        made = Pipeline(self.pipelines.new_id(), name, 10 * len(self.pipelines) + 10, not len(self.pipelines))
        self.pipelines.add(made)
        if incoming:
            self._add_stage(made, "Неразобранное", "incoming", 10)
        for place, stage in enumerate(stages, 2):
            self._add_stage(made, stage, "open", place * 10)
        self._add_stage(made, "Успешно реализовано", "won", 10_000)
        self._add_stage(made, "Закрыто и не реализовано", "lost", 11_000)
        return made

    def _add_stage(self, pipeline: Pipeline, name: str, kind: str, sort: int) -> None:
        stage = Stage(self.stages.new_id(), pipeline.id, name, sort, kind)  # type: ignore[arg-type]
        pipeline.stages.append(self.stages.add(stage))

    def rename_pipeline(self, pipeline: Pipeline, name: str) -> None:
        """Give a funnel another name."""
        pipeline.name = name
        self.pipelines.changed()

    def remove_stage(self, stage: Stage) -> None:
        """Take a stage out of its funnel; deals that stand in it must have been moved before."""
        stage.removed = True
        self.stages.changed()
        self.pipelines.changed()

    def add_loss_reason(self, name: str) -> LossReason:
        """One more reason to lose a deal."""
        made = LossReason(self.loss_reasons.new_id(), name, 1_000 * len(self.loss_reasons) + 1_000, _BEGAN)
        return self.loss_reasons.add(made)

    def add_field(self, name: str, kind: FieldKind, *, code: str = "", choices: Iterable[str] = ()) -> Field:
        """A custom field of deals."""
        number = self.fields.new_id()
        answers = {number * 10 + place: answer for place, answer in enumerate(choices, 1)}
        return self.fields.add(Field(number, name, kind, code, answers))

    def field(self, name: str) -> Field:
        """The custom field of this name or UTM code; raises KeyError."""
        for one in self.fields:
            if name in (one.name, one.code):
                return one
        raise KeyError(name)

    def dismiss(self, user: User) -> None:
        """Somebody has left; their deals stay theirs until handed over."""
        user.is_active = False
        self.users.changed()

    def _tell(self, at: int, kind: str, entity: Entity, number: int, by: int,
              before: Mapping[str, Value | None] | None = None,
              after: Mapping[str, Value | None] | None = None) -> None:  # fmt: skip
        event = Event(len(self.events) + 1, at, kind, entity, number, by, before or {}, after or {})
        self.events.append(event)
        for watcher in self._watchers:
            watcher(event)
