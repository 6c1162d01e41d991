"""What Telegram shows in the menu of commands, in each language."""

from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from handlers.speech import Speech, languages

COMMANDS = (
    "today", "plan", "report", "kpi", "team", "funnel", "roi", "deals", "calls", "goals", "norms", "rules", "digest",
    "away", "people", "settings", "language", "my_data", "help",
)  # fmt: skip


async def set_menus(bot: Bot) -> None:
    """The commands with a word about each; the first language is everybody's whose own we do not speak."""
    scope = BotCommandScopeAllPrivateChats()
    for place, language in enumerate(languages()):
        speech = Speech(language)
        listed = [
            BotCommand(command=name, description=speech.say(f"command-{name.replace('_', '-')}")) for name in COMMANDS
        ]
        if not place:
            await bot.set_my_commands(listed, scope=scope)
        await bot.set_my_commands(listed, scope=scope, language_code=language)
