"""What the bot asked and what it got: every request, with its answer and what was wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.telegram.chats import Chat
from sandbox.telegram.protocol import Violation, Wire


@dataclass(eq=False, slots=True)
class Entry:
    """One request; `status` is None while it is under way and where the answer was lost."""

    number: int
    method: str
    at: float
    values: Wire
    status: int | None = None
    result: object = None
    description: str = ""
    violations: tuple[Violation, ...] = ()
    fault: str = ""
    impatient: bool = False
    """Whether it came before a `retry_after` was over."""
    open: bool = True

    @property
    def chat_id(self) -> int | str | None:
        """The chat that it was about."""
        return self.values.get("chat_id")

    @property
    def ok(self) -> bool:
        """Whether it had its effect and the bot knows it."""
        return self.status == 200 and "garble" not in self.fault

    @property
    def delivered(self) -> bool:
        """Whether it had its effect, known to the bot or not."""
        return self.result is not None

    def __repr__(self) -> str:
        answer = self.description or self.fault or "ok"
        return f"<{self.number} {self.method} {self.values}: {self.status} {answer}>"


@dataclass
class Ledger:
    """All requests in the order in which they came."""

    entries: list[Entry] = field(default_factory=list)

    def write(self, method: str, values: Wire, at: float) -> Entry:
        """A request has come."""
        entry = Entry(len(self.entries) + 1, method, at, values)
        self.entries.append(entry)
        return entry

    def strange(self, method: str, at: float) -> None:
        """A method that nobody knows was asked for."""
        entry = self.write(method, {}, at)
        entry.status, entry.description, entry.open = 404, "Not Found", False
        entry.violations = (Violation(method, "", "unknown method"),)

    @property
    def calls(self) -> list[Entry]:
        """Everything but the endless asking for updates."""
        return [entry for entry in self.entries if entry.method != "getUpdates"]

    def of(self, *methods: str) -> list[Entry]:
        """The requests of some methods."""
        return [entry for entry in self.entries if entry.method in methods]

    def to(self, chat: Chat) -> list[Entry]:
        """The requests about a chat."""
        return [entry for entry in self.entries if entry.chat_id == chat.id]

    @property
    def violations(self) -> list[Violation]:
        """Everything that broke the reference; a sound bot leaves none."""
        return [violation for entry in self.entries for violation in entry.violations]

    @property
    def refusals(self) -> list[Entry]:
        """Requests that were answered with an error."""
        return [entry for entry in self.entries if entry.status is not None and entry.status >= 400]

    @property
    def impatient(self) -> list[Entry]:
        """Requests that came before a `retry_after` was over."""
        return [entry for entry in self.entries if entry.impatient]

    @property
    def under_way(self) -> int:
        """How many requests have no answer yet; waiting for updates does not count."""
        return sum(entry.open for entry in self._lately() if entry.method != "getUpdates")

    def _lately(self) -> Iterator[Entry]:
        return iter(self.entries[-500:])
