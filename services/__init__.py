"""What the product knows and does; knows nothing of Telegram or the environment."""
