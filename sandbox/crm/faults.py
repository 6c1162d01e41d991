"""Troubles on order: refusals, lost answers, cut connections, delays, rubbish, and bodies without an end."""

from dataclasses import dataclass, field
from typing import Literal

FaultKind = Literal["answer", "cut", "lose", "delay", "garble", "truncate", "drip", "flood", "bomb"]
GATEWAY = (
    "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"
)


@dataclass(eq=False, slots=True)
class Fault:
    """One trouble: for which requests, from which one on, how many times."""

    kind: FaultKind
    method: str | None
    nth: int = 1
    times: int | None = 1
    status: int = 200
    code: str = ""
    text: str = ""
    retry_after: int | None = None
    seconds: float = 0.0
    body: bytes = b""
    content_type: str = "text/html"
    megabytes: int = 0
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

    def strikes(self, method: str) -> bool:
        """Whether this request is hit; counts the ones that could have been."""
        if self.is_over or self.method not in (None, method):
            return False
        self.seen += 1
        if self.seen < self.nth:
            return False
        self.hits += 1
        return True


@dataclass
class Faults:
    """All troubles in force. A method is named as the requests name it; none means every one."""

    ordered: list[Fault] = field(default_factory=list)

    def answers(self, status: int, code: str = "", text: str = "", method: str | None = None, *,
                retry_after: int | None = None, nth: int = 1, times: int | None = 1) -> Fault:  # fmt: skip
        """Refuse without effect, in the vendor's shape; status 200 makes an error in a good answer."""
        return self._order(Fault("answer", method, nth, times, status, code, text, retry_after))

    def cuts(self, method: str | None = None, *, nth: int = 1, times: int | None = 1) -> Fault:
        """Cut the connection before anything has happened."""
        return self._order(Fault("cut", method, nth, times))

    def loses_answer(self, method: str | None = None, *, nth: int = 1, times: int | None = 1) -> Fault:
        """Do what is asked, then cut the connection: whoever asked never learns of it."""
        return self._order(Fault("lose", method, nth, times))

    def delays(self, seconds: float, method: str | None = None, *, nth: int = 1, times: int | None = 1) -> Fault:
        """Answer late."""
        return self._order(Fault("delay", method, nth, times, seconds=seconds))

    def garbles(self, body: str | bytes = GATEWAY, method: str | None = None, *, status: int = 502,
                content_type: str = "text/html", nth: int = 1, times: int | None = 1) -> Fault:  # fmt: skip
        """Answer with something else; text is sent as UTF-8, bytes as they are."""
        raw = body.encode() if isinstance(body, str) else body
        return self._order(Fault("garble", method, nth, times, status, body=raw, content_type=content_type))

    def truncates(self, method: str | None = None, *, nth: int = 1, times: int | None = 1) -> Fault:
        """Send the first half of the answer, as if it were all."""
        return self._order(Fault("truncate", method, nth, times))

    def drips(self, method: str | None = None, *, seconds: float = 0.05, nth: int = 1,
              times: int | None = 1) -> Fault:  # fmt: skip
        """Send a byte every few moments, for ever."""
        return self._order(Fault("drip", method, nth, times, seconds=seconds))

    def floods(self, megabytes: int = 200, method: str | None = None, *, nth: int = 1, times: int | None = 1) -> Fault:
        """Send so many megabytes of JSON."""
        return self._order(Fault("flood", method, nth, times, megabytes=megabytes))

    def bombs(self, megabytes: int = 200, method: str | None = None, *, nth: int = 1, times: int | None = 1) -> Fault:
        """Send little that unpacks into so many megabytes."""
        return self._order(Fault("bomb", method, nth, times, megabytes=megabytes))

    def lift(self) -> None:
        """All troubles are over."""
        for fault in self.ordered:
            fault.lift()

    def striking(self, method: str) -> list[Fault]:
        """The troubles that hit this request."""
        return [fault for fault in self.ordered if fault.strikes(method)]

    def _order(self, fault: Fault) -> Fault:
        self.ordered.append(fault)
        return fault
