"""What Takt does by itself: letters that wait or came to nothing, and work that was given up."""

from services.usecases.count_backlog import CountBacklog
from services.usecases.examining.finding import Finding, look, ok


async def look_at_backlog(count: CountBacklog) -> list[Finding]:
    """What waits is as it should be; what came to nothing is a line each, as long as it is remembered."""
    found = await count()
    lost = {
        "doctor-letters-failed": found.failed,
        "doctor-letters-uncertain": found.uncertain,
        "doctor-work-dead": found.dead,
    }
    waiting = [ok("doctor-letters-waiting", count=found.waiting)]
    return waiting + [look(phrase, count=count) for phrase, count in lost.items() if count]
