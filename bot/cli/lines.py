"""How calls of the organisation answer: lines and plain tables, with names from outside made harmless."""

import shutil
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.cli.door import say
from handlers.speech import Speech, dashed, harmless

if TYPE_CHECKING:
    from services.usecases.organising.kpi_named import KnownKpi
    from services.usecases.organising.scope import ForWhom

_WIDE = 200
"""Where nobody looks at a terminal a table need not be cut to one."""


def tell(speech: Speech, phrase: str, /, **values: str | int) -> None:
    """Say a phrase on a line of its own."""
    say(speech.say(phrase, **{name: harmless(v) if isinstance(v, str) else v for name, v in values.items()}))


def table(speech: Speech, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under their headings (keys of phrases); where there are none, that is said."""
    if not rows:
        tell(speech, "list-empty")
        return
    from handlers.tables.layout import Shown
    from handlers.tables.page import Page

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    page = Page(width, colour=False)
    cells = [[harmless(cell) for cell in row] for row in rows]
    columns = [
        Shown(speech.say(heading), [row[place] for row in cells], right=False, leads=not place)
        for place, heading in enumerate(headings)
    ]
    page.table(columns)
    say(page.text().rstrip("\n"))


def whom(speech: Speech, scope: "ForWhom") -> str:
    """Whom something is for: a name, or the whole company."""
    return scope.name or speech.say("whole-company")


def weekdays(speech: Speech, days: Sequence[int]) -> str:
    """Weekdays in short words: «пн, вт»."""
    from services.domain.daywords import WEEKDAY_KEYS

    return ", ".join(speech.say(f"weekday-{WEEKDAY_KEYS[day]}") for day in days)


def label(speech: Speech, kpi: "KnownKpi") -> str:
    """A KPI by its name: the company's own word or ours."""
    return harmless(kpi.name) if kpi.name else speech.say(f"column-{dashed(kpi.key)}")
