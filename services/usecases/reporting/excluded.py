"""What a report leaves out whatever its period: counted and named, never hidden."""

from services.store.exclusions import Exclusions
from services.store.unit import Unit
from services.usecases.reporting.asked import Asked


async def deal_exclusions(read: Unit, asked: Asked) -> dict[str, int]:
    """Deals without the dates they need (of the asked person or everybody), revenue of no day, what names no deal."""
    people = None if asked.person is None else frozenset({asked.person})
    found = await Exclusions(read).deals(people)
    counts = {"revenue_without_date": await Exclusions(read).undated_income(), **await Exclusions(read).orphans()}
    return found | await other_exclusions(read) | {reason: count for reason, count in counts.items() if count}


async def other_exclusions(read: Unit) -> dict[str, int]:
    """Calls nobody owns yet, and imports that were cut short."""
    unmatched = await Exclusions(read).unmatched()
    unfinished = len(await Exclusions(read).unfinished_imports())
    counts = {"unmatched_extensions": unmatched, "unfinished_import": unfinished}
    return {reason: count for reason, count in counts.items() if count}
