"""The demo's page: people's phones side by side, a clock to move, and what the bot asked of Telegram.

    async with opened(server, show, clock, port=8080) as address:
        ...

The page asks nothing of the outside; everything it shows comes from the server's control under `/sandbox` and from
what the page itself notes under `/demo`.
"""

from sandbox.page.hall import BusinessClock, Phone, Show
from sandbox.page.serving import opened

__all__ = ["BusinessClock", "Phone", "Show", "opened"]
