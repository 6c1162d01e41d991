"""Troubles on order: errors, lost answers, cut connections, delays, rubbish."""

from dataclasses import dataclass, field
from typing import Literal

from sandbox.telegram.chats import Chat

FaultKind = Literal["answer", "cut", "lose", "delay", "garble"]


@dataclass(eq=False, slots=True)
class Fault:
    """One trouble: for which requests, from which one on, how many times."""

    kind: FaultKind
    method: str | None
    chat_id: int | None
    nth: int
    times: int | None
    status: int = 500
    description: str = ""
    retry_after: int | None = None
    seconds: float = 0.0
    body: str = ""
    seen: int = 0
    hits: int = 0
    lifted: bool = False

    def lift(self) -> None:
        """The trouble is over."""
        self.lifted = True

    @property
    def is_over(self) -> bool:
        """Whether it will strike no more."""
        return self.lifted or (self.times is not None and self.hits >= self.times)

    def strikes(self, method: str, chat_id: object) -> bool:
        """Whether this request is hit; counts the ones that could have been."""
        fits = self.method in (None, method) and self.chat_id in (None, chat_id)
        if not fits or self.is_over or (self.method is None and method == "getUpdates"):
            return False
        self.seen += 1
        if self.seen < self.nth:
            return False
        self.hits += 1
        return True


@dataclass
class Faults:
    """All troubles in force. A trouble without a method is for every method but getUpdates."""

    ordered: list[Fault] = field(default_factory=list)

    def answers(
        self,
        status: int,
        description: str = "",
        method: str | None = None,
        *,
        chat: Chat | None = None,
        retry_after: int | None = None,
        nth: int = 1,
        times: int | None = 1,
    ) -> Fault:
        """Refuse without effect: 429 with `retry_after`, 5xx, 403, 400 with a description of your choice."""
        fault = self._order("answer", method, chat, nth, times)
        fault.status, fault.description, fault.retry_after = status, description, retry_after
        return fault

    def cuts(
        self, method: str | None = None, *, chat: Chat | None = None, nth: int = 1, times: int | None = 1
    ) -> Fault:
        """Cut the connection before anything has happened."""
        return self._order("cut", method, chat, nth, times)

    def loses_answer(
        self, method: str | None = None, *, chat: Chat | None = None, nth: int = 1, times: int | None = 1
    ) -> Fault:
        """Deliver, then cut the connection: the bot never learns of it."""
        return self._order("lose", method, chat, nth, times)

    def delays(
        self, seconds: float, method: str | None = None, *, chat: Chat | None = None, nth: int = 1,
        times: int | None = 1,
    ) -> Fault:  # fmt: skip
        """Answer late."""
        fault = self._order("delay", method, chat, nth, times)
        fault.seconds = seconds
        return fault

    def garbles(
        self, body: str = "<html><h1>502 Bad Gateway</h1></html>", method: str | None = None, *, status: int = 502,
        chat: Chat | None = None, nth: int = 1, times: int | None = 1,
    ) -> Fault:  # fmt: skip
        """Answer with something else than JSON; with status 200 the request has had its effect."""
        fault = self._order("garble", method, chat, nth, times)
        fault.body, fault.status = body, status
        return fault

    def lift(self) -> None:
        """All troubles are over."""
        for fault in self.ordered:
            fault.lift()

    def striking(self, method: str, chat_id: object) -> list[Fault]:
        """The troubles that hit this request."""
        return [fault for fault in self.ordered if fault.strikes(method, chat_id)]

    def _order(self, kind: FaultKind, method: str | None, chat: Chat | None, nth: int, times: int | None) -> Fault:
        fault = Fault(kind, method, chat.id if chat else None, nth, times)
        self.ordered.append(fault)
        return fault
