"""What a report leaves out whatever its period: counted and named, never hidden."""

from services.store.exclusions import Exclusions
from services.store.unit import Unit
from services.usecases.reporting.asked import Asked


async def deal_exclusions(read: Unit, asked: Asked) -> dict[str, int]:
    """Deals without the dates they need (of the asked person or everybody), revenue of no day, what names no deal."""
    people = None if asked.person is None else frozenset({asked.person})
    return dict(await Exclusions(read).everything(people))


async def other_exclusions(read: Unit) -> dict[str, int]:
    """Calls nobody owns yet, and imports that were cut short."""
    return await Exclusions(read).loose()
