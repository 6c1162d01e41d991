"""How our bot is called: as the database remembers, else as Telegram says; the chat is loaded only to ask it."""

from bot.wiring import House
from services.store.installation import Installation


async def known_bot(house: House) -> tuple[int, str] | None:
    """The bot of the token in the settings; None without a token, or while Telegram does not answer."""
    token = house.settings.bot_token
    if token is None:
        return None
    number = int(token.get_secret_value().partition(":")[0])
    async with house.database.overview() as connection:
        known = await Installation(connection).bot()
    if known is not None and known[0] == number:
        return known
    return await _asked(house, token.get_secret_value())


async def _asked(house: House, token: str) -> tuple[int, str] | None:
    from aiogram.exceptions import TelegramAPIError

    from bot.telegram.speaker import make_bot

    proxy = house.settings.proxy.get_secret_value() if house.settings.proxy else ""
    bot = make_bot(token, house.settings.bot_api_url, proxy)
    try:
        me = await bot.get_me(request_timeout=10)
    except TelegramAPIError:
        return None
    finally:
        await bot.session.close()
    if not me.username:
        return None
    async with house.database.connection() as connection:
        await Installation(connection).keep_bot(me.id, me.username)
    return me.id, me.username
