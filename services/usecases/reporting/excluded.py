"""What a report leaves out whatever its period: counted and named, never hidden."""

from services.store.exclusions import Exclusions
from services.store.unit import Unit
from services.usecases.reporting.asked import Asked


async def deal_exclusions(read: Unit, asked: Asked) -> dict[str, int]:
    """Deals that lack the dates they need, of the asked person or of everybody, and revenue of no day."""
    people = None if asked.person is None else frozenset({asked.person})
    found = await Exclusions(read).deals(people)
    undated = await Exclusions(read).undated_income()
    return found | await other_exclusions(read) | ({"revenue_without_date": undated} if undated else {})


async def other_exclusions(read: Unit) -> dict[str, int]:
    """Calls nobody owns yet, and imports that were cut short."""
    unmatched = await Exclusions(read).unmatched()
    unfinished = len(await Exclusions(read).unfinished_imports())
    counts = {"unmatched_extensions": unmatched, "unfinished_import": unfinished}
    return {reason: count for reason, count in counts.items() if count}
