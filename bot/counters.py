"""What the program counts about itself."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from services.usecases.count_backlog import Backlog


class Counters:
    """Counters of one process; labels are fixed words, never anything a person wrote."""

    def __init__(self) -> None:
        self.registry = own = CollectorRegistry()
        self.updates = Counter("takt_updates", "Updates handled, by outcome", ["outcome"], registry=own)
        self.waiting = Gauge("takt_updates_waiting", "Updates stored and not handled yet", registry=own)
        self.letters = Gauge(
            "takt_letters", "Letters that wait, and those that came to nothing", ["state"], registry=own
        )
        self.jobs = Gauge("takt_jobs", "Work that is due and not done yet, and work given up", ["state"], registry=own)
        self.seconds = Histogram("takt_update_seconds", "Seconds spent on an update", registry=own)
        self.calls = Counter("takt_telegram_calls", "Calls to Telegram", ["method", "outcome"], registry=own)

    def stand(self, found: Backlog) -> None:
        """Say how letters and work stand now: of the whole installation, the same in every process."""
        for state in ("waiting", "failed", "uncertain"):
            self.letters.labels(state).set(getattr(found, state))
        self.jobs.labels("waiting").set(found.work)
        self.jobs.labels("dead").set(found.dead)
