"""Formatting of texts: markup in, plain text and entities out, as strict as the real server."""
