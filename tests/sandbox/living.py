"""Putting the invented department into a real installation, as the demo does."""

import json
from datetime import date, datetime
from functools import lru_cache

from sandbox.department import COMPANY_CALL, MAPS, Department

ANCHOR = date(2026, 11, 24)
"""A Tuesday."""


@lru_cache
def department(anchor=ANCHOR, seed=7):
    """A department, lived once for all tests."""
    return Department(anchor, seed)


def at(text):
    """A moment of Moscow, `24 13:00` is one of November 2026 and `12-01 09:00` one of another month."""
    day, clock = text.split()
    day = f"2026-{day}" if "-" in day else f"2026-11-{day}"
    return datetime.fromisoformat(f"{day}T{clock}:00+03:00")


def take(takt, files, moment):
    """Import these files at this moment; returns the report of each kind."""
    takt.at(moment.isoformat())
    reports = {}
    for kind, content in files.items():
        path, words = takt.file(f"{kind}.csv", content), ["--format", "json"]
        if kind in MAPS:
            words += ["--map", takt.file(f"{kind}.toml", MAPS[kind])]
        reports[kind] = json.loads(takt("import", kind, path, *words))
    return reports


def settle(takt, invented, moment):
    """A company with everything known at this moment; returns the reports of the imports."""
    takt.at(moment.isoformat())
    takt(*COMPANY_CALL)
    reports = take(takt, invented.files(moment), moment)
    for words in invented.setup():
        takt(*words)
    return reports
