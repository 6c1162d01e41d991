"""The webhook's address and secret: made from the installation's key, so that every process knows them."""

import hashlib
import hmac

from aiogram import Bot

from bot.telegram.polling import KINDS

_AT_ONCE = 40


def secret_of(key: bytes, what: str) -> str:
    """A secret for one purpose; it dies with the key."""
    return hmac.new(key, f"telegram {what}".encode(), hashlib.sha256).hexdigest()


def path_of(key: bytes, bot_id: int) -> str:
    """Where Telegram calls; nobody can guess it."""
    return f"/hooks/telegram/{secret_of(key, f'path {bot_id}')[:32]}"


async def point(bot: Bot, public_url: str, key: bytes) -> None:
    """Tell Telegram where to bring updates."""
    await bot.set_webhook(
        public_url + path_of(key, bot.id),
        secret_token=secret_of(key, "secret"),
        allowed_updates=KINDS,
        max_connections=_AT_ONCE,
    )
