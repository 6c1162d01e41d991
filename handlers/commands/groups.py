"""A group hears nothing about a person: commands there are answered with the way to the private chat."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from handlers.filters import in_group
from handlers.screen import Screen, Show, plain
from handlers.speech import Speech

_KNOWN = (
    "start", "help", "menu", "kpi", "today", "team", "funnel", "roi", "deals", "calls", "goals", "rules", "norms",
    "people", "away", "settings", "language", "my_data", "plan", "report", "digest",
)  # fmt: skip


def router() -> Router:
    """Stands before all others and takes everything that comes from a group."""
    made = Router(name="groups")
    made.message.register(asked, in_group, Command(*_KNOWN, ignore_case=True))
    made.message.register(passed_over, in_group)
    made.callback_query.register(pressed, in_group)
    return made


async def asked(_: Message, speech: Speech, show: Show) -> None:
    """A command in a group: figures are shown in private only."""
    await show(Screen(plain(speech.say("chat-private-only"))))


async def passed_over(_: Message) -> None:
    """People talk to each other; the bot does not."""


async def pressed(_: CallbackQuery, speech: Speech, show: Show) -> None:
    """A forwarded button pressed in a group."""
    await show(Screen(plain(speech.say("chat-private-only"))), anew=True)
