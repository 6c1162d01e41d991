"""Two limits: a leaky bucket of requests, and the seconds that a method has worked within ten minutes."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.crm.protocol import Refused
from sandbox.telegram.watch import Watch

_BASKETS, _BASKET = 10, 60


@dataclass
class Limits:
    """Off until switched on; work is counted in any case, so that answers tell of it."""

    watch: Watch
    on: bool = False
    bucket: float = 50.0
    drain: float = 2.0
    working: float = 480.0
    """Seconds that a method may work within ten minutes."""
    costs: dict[str, float] = field(default_factory=dict)
    """Seconds of one call of a method, where the usual reckoning is not wanted."""
    overloaded: bool = False
    """Whether the vendor has blocked the portal by hand."""
    _level: float = 0.0
    _at: float = 0.0
    _worked: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))

    def admit(self) -> None:
        """Count a request; raises Refused where the bucket is full."""
        if self.overloaded:
            raise Refused(503, "OVERLOAD_LIMIT", "REST API is blocked due to overload")
        if not self.on:
            return
        now = self.watch.seconds()
        self._level = max(0.0, self._level - (now - self._at) * self.drain)
        self._at = now
        if self._level + 1 > self.bucket:
            raise Refused(503, "QUERY_LIMIT_EXCEEDED", "Too many requests", seconds=1 / self.drain)
        self._level += 1

    def ensure_may_work(self, method: str) -> None:
        """Raises Refused where a method has worked too long."""
        if self.on and self._sum(method) > self.working:
            raise Refused(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit")

    def work(self, method: str, rows: int, counted: int) -> dict[str, float]:
        """Count the work of a call; what an answer says about it."""
        cost = self.costs.get(method, 0.02 + 0.0005 * rows + 0.000_005 * counted)
        basket = int(self.watch.seconds() // _BASKET)
        self._worked[method][basket] = self._worked[method].get(basket, 0.0) + cost
        resets = (min(self._lately(method)) + _BASKETS) * _BASKET - self.watch.seconds()
        return {"processing": cost, "operating": round(self._sum(method), 4),
                "operating_reset_at": self.watch.unix() + int(resets)}  # fmt: skip

    def _sum(self, method: str) -> float:
        return sum(self._lately(method).values())

    def _lately(self, method: str) -> Mapping[int, float]:
        first = int(self.watch.seconds() // _BASKET) - _BASKETS
        self._worked[method] = {at: spent for at, spent in self._worked[method].items() if at > first}
        return self._worked[method]
