"""The table of work that is done by itself: which kind, and by which use case."""

from collections.abc import Callable, Mapping
from datetime import datetime

from services.domain.clock import Clock
from services.domain.occurrences import CHECK, DAY_CARD, DAY_REPORT, DIGEST_DAY, DIGEST_WEEK
from services.outbox.settling import UNDELIVERED
from services.store.db import Database
from services.store.jobs import Job
from services.store.unit import Unit
from services.usecases.answer_nudge import AGAIN
from services.usecases.evaluate_rules import EvaluateRules
from services.usecases.keep_day_cards import KeepDayCards
from services.usecases.tell_undelivered import TellUndelivered
from services.usecases.write_day_reports import WriteDayReports
from services.usecases.write_digest import WriteDigest
from services.work.job import Apply, Do, Skipped
from services.work.planner import REFRESH


def jobs(database: Database, clock: Clock, machine: Callable[[], datetime]) -> Mapping[str, Do]:
    """Every kind with who does it; `machine` tells the machine's time."""
    rules = EvaluateRules(database, clock, machine)
    cards = KeepDayCards(database, clock, machine)
    digests = WriteDigest(database, clock, machine)

    async def refresh(job: Job) -> Apply | Skipped | None:
        """After data have come: the cards that they changed, and a kind word for what is reached."""
        parts = [part for part in (await cards.refresh(job.company), await rules.news(job.company)) if part is not None]

        async def apply(unit: Unit) -> None:
            for part in parts:
                await part(unit)

        return apply if parts else None

    return {
        CHECK: rules,
        AGAIN: rules,
        DAY_CARD: cards,
        REFRESH: refresh,
        DAY_REPORT: WriteDayReports(database, clock, machine),
        DIGEST_DAY: digests,
        DIGEST_WEEK: digests,
        UNDELIVERED: TellUndelivered(database, clock, machine),
    }
