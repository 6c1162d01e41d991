"""Telegram: how updates come in, how the bot speaks, and what stands in its menu."""
