"""The queue of updates: numbered, kept until confirmed, served by polling or by hook."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sandbox.telegram.protocol import Wire
from sandbox.telegram.pulse import Pulse
from sandbox.telegram.watch import Watch

ASKED_FOR_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}
"""Kinds that come to those only who ask for them by name."""

FIRST = 500_000_001


@dataclass(eq=False, slots=True)
class Update:
    """One update, with the seconds at which it was handed out and confirmed."""

    id: int
    kind: str
    payload: Wire
    lane: int
    served: list[float] = field(default_factory=list)
    confirmed_at: float | None = None
    repeated: bool = False
    """Waits to be handed out once more, below whatever offset."""

    @property
    def wire(self) -> Wire:
        """The update as it travels."""
        return {"update_id": self.id, self.kind: self.payload}


class Updates:
    """All updates of one bot; `waiting` are those it has not confirmed."""

    def __init__(self, watch: Watch, pulse: Pulse) -> None:
        self._watch = watch
        self._pulse = pulse
        self._next = FIRST
        self.all: list[Update] = []
        self.waiting: list[Update] = []
        self.allowed: list[str] = []

    def put(self, kind: str, payload: Wire, lane: int = 0) -> Update | None:
        """Queue an update unless the bot does not want its kind."""
        if not self.wants(kind):
            return None
        update = Update(self._next, kind, payload, lane)
        self._next += 1
        self.all.append(update)
        self.waiting.append(update)
        self._pulse.beat()
        return update

    def wants(self, kind: str) -> bool:
        """Whether the bot asked for this kind of updates."""
        return kind in self.allowed if self.allowed else kind not in ASKED_FOR_ONLY

    def allow(self, kinds: list[str] | None) -> None:
        """Remember what the bot asks for; nothing said leaves it as it was."""
        if kinds is not None:
            self.allowed = list(kinds)

    def again(self, *updates: Update) -> None:
        """Hand out updates once more, as the server does when a confirmation was lost; in the order given."""
        for update in updates:
            update.repeated = True
        self.waiting[:0] = [update for update in updates if update not in self.waiting]
        self._pulse.beat()

    def reorder(self, updates: Iterable[Update]) -> None:
        """Hand out what waits in another order."""
        order = list(updates)
        self.waiting.sort(key=lambda one: order.index(one) if one in order else len(order))

    def served(self, updates: Iterable[Update]) -> None:
        """Note when updates were handed out."""
        for update in updates:
            update.served.append(self._watch.seconds())
            update.repeated = False

    def confirm(self, updates: Iterable[Update]) -> None:
        """Forget updates that the bot has taken."""
        gone = set(updates)
        for update in gone:
            update.confirmed_at = self._watch.seconds()
        self.waiting = [update for update in self.waiting if update not in gone]
        if gone:
            self._pulse.beat()

    def confirm_before(self, offset: int) -> None:
        """Confirm by polling: an offset confirms all below it; a negative one keeps only the last few."""
        if offset < 0:
            self.confirm(self.waiting[: max(len(self.waiting) + offset, 0)])
        else:
            self.confirm([one for one in self.waiting if one.id < offset and not one.repeated])

    def from_offset(self, offset: int, limit: int) -> list[Update]:
        """What a poller gets."""
        return [one for one in self.waiting if one.repeated or one.id >= offset][:limit]

    def drop(self) -> None:
        """Forget everything that waits."""
        self.confirm(self.waiting)
