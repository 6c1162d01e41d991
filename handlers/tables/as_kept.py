"""Everything stored about a person as one JSON file: readable by people and by programs."""

import json
from datetime import date, datetime
from decimal import Decimal

from services.usecases.show_kept import Everything


def as_kept(everything: Everything) -> bytes:
    """Kinds with their rows; days and moments are ISO, exact numbers are text."""
    told = {
        "person": everything.name,
        "company": everything.company,
        "at": everything.at,
        "kept": everything.kinds,
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=_plain).encode("utf-8", "replace")


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"{type(value).__name__} has no place in the file")
