"""What the program counts about itself."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class Counters:
    """Counters of one process; labels are fixed words, never anything a person wrote."""

    def __init__(self) -> None:
        self.registry = own = CollectorRegistry()
        self.updates = Counter("takt_updates", "Updates handled, by outcome", ["outcome"], registry=own)
        self.waiting = Gauge("takt_updates_waiting", "Updates stored and not handled yet", registry=own)
        self.seconds = Histogram("takt_update_seconds", "Seconds spent on an update", registry=own)
        self.calls = Counter("takt_telegram_calls", "Calls to Telegram", ["method", "outcome"], registry=own)
