"""Where everything is kept: one store for one machine (SQLite) and for many (PostgreSQL)."""
