"""Doors over HTTP: Telegram's webhook and health."""
