"""Files that were sent and nobody spoke of are forgotten in time."""

import asyncio

from bot.aside import apart
from bot.wiring import House
from services.store.incoming import Incoming

_EVERY_S = 600.0


def incoming_of(house: House) -> Incoming:
    """The folder of waiting files."""
    return Incoming(house.settings.data_dir / "incoming")


async def tidying(house: House) -> None:
    """Look every ten minutes, for ever."""
    incoming = incoming_of(house)
    while True:
        await apart(lambda: incoming.prune(house.clock.now()))
        await asyncio.sleep(_EVERY_S)
