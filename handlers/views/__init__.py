"""Plain functions from a result to a screen; no messenger is known here."""
