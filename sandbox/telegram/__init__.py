"""A stand-in of the Telegram Bot API, and people to play against a bot."""

from sandbox.telegram.chats import Chat
from sandbox.telegram.ledger import Entry
from sandbox.telegram.messages import Button, Message
from sandbox.telegram.people import Person
from sandbox.telegram.presses import Press
from sandbox.telegram.server import TelegramServer
from sandbox.telegram.watch import StoppedWatch, Watch

__all__ = ["Button", "Chat", "Entry", "Message", "Person", "Press", "StoppedWatch", "TelegramServer", "Watch"]
