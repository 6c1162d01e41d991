"""A pressed button: it spins until the bot answers, once."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.telegram.accounts import Account
from sandbox.telegram.messages import Message
from sandbox.telegram.protocol import Wire

if TYPE_CHECKING:
    from sandbox.telegram.people import Person


@dataclass(eq=False, slots=True)
class Press:
    """What became of one press of a button."""

    id: str
    by: "Person"
    message: Message | None
    data: str
    answer: Wire | None = None
    expired: bool = False
    _told: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def spins(self) -> bool:
        """Whether the button still waits for its answer."""
        return self.answer is None and not self.expired

    @property
    def toast(self) -> str:
        """The words that flashed at the top of the screen."""
        return "" if self.alerts else str((self.answer or {}).get("text", ""))

    @property
    def alert(self) -> str:
        """The words in a window that had to be closed."""
        return str((self.answer or {}).get("text", "")) if self.alerts else ""

    @property
    def alerts(self) -> bool:
        """Whether the answer opened a window."""
        return bool((self.answer or {}).get("show_alert"))

    @property
    def url(self) -> str:
        """The address that the answer opened."""
        return str((self.answer or {}).get("url", ""))

    def settle(self, answer: Wire) -> None:
        """The bot has answered."""
        self.answer = answer
        self._told.set()

    def expire(self) -> None:
        """The bot has been too slow: whatever it answers now is refused."""
        self.expired = True
        self._told.set()

    async def answered(self, within: float = 5.0) -> "Press":
        """Wait for the bot's answer; raises TimeoutError while the button still spins."""
        async with asyncio.timeout(within):
            await self._told.wait()
        return self

    def query(self, account: Account) -> Wire:
        """The press as a `CallbackQuery`."""
        chat = self.message.chat.id if self.message else self.by.id
        body: Wire = {
            "id": self.id,
            "from": account.user,
            "chat_instance": str(chat),
            "data": self.data,
        }
        if self.message is None:
            return body | {"inline_message_id": f"inline-{self.id}"}
        if self.message.deleted:
            lost = {"chat": self.message.chat.wire, "message_id": self.message.id, "date": 0}
            return body | {"message": lost}
        return body | {"message": self.message.wire()}
