"""How Takt converses: words, tables and pictures of what the services know."""
