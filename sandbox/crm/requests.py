"""What was asked of a CRM: every request with its answer, and what was wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Violation:
    """Where a request breaks the contract, and how."""

    method: str
    what: str

    def __str__(self) -> str:
        return f"{self.method}: {self.what}"


@dataclass(eq=False, slots=True)
class Entry:
    """One request; `status` is None while it is under way and where the answer was lost. Secrets are not kept."""

    number: int
    method: str
    at: float
    values: Mapping[str, object]
    status: int | None = None
    code: str = ""
    rows: int = 0
    fault: str = ""
    impatient: bool = False
    """Whether it came before the time to stay away was over."""
    violations: list[Violation] = field(default_factory=list)

    def violates(self, what: str) -> None:
        """Write down that something is not as the contract has it."""
        self.violations.append(Violation(self.method, what))


@dataclass
class Requests:
    """All requests in the order in which they came."""

    entries: list[Entry] = field(default_factory=list)

    def write(self, method: str, values: Mapping[str, object], at: float) -> Entry:
        """A request has come."""
        self.entries.append(Entry(len(self.entries) + 1, method, at, values))
        return self.entries[-1]

    def of(self, *methods: str) -> list[Entry]:
        """The requests of some methods."""
        return [entry for entry in self.entries if entry.method in methods]

    @property
    def violations(self) -> list[Violation]:
        """Everything that broke the contract; a sound connector leaves none."""
        return [violation for entry in self.entries for violation in entry.violations]

    @property
    def refusals(self) -> list[Entry]:
        """Requests that were answered with an error."""
        return [entry for entry in self.entries if entry.status is not None and entry.status >= 400]

    @property
    def impatient(self) -> list[Entry]:
        """Requests that came before the time to stay away was over."""
        return [entry for entry in self.entries if entry.impatient]
