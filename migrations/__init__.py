"""The history of the database's shape, from the first table on."""

HEAD = "0006"
"""The newest revision; a guard test holds it against the files."""
