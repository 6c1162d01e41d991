"""People of whom nothing was asked and who did nothing: an owner, an admin; one line names them all."""

from collections.abc import Sequence

from handlers.screen import label
from handlers.views.frame import Frame, Row
from services.domain.kpi import BY_KEY
from services.domain.report import Value

_NAMED = 5
_LONGEST = 20


def parted(rows: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """Rows with anything to tell, and those of the idle; where nobody has done anything yet, nobody is idle."""
    idle = [row for row in rows if _is_idle(row)]
    active = [row for row in rows if not _is_idle(row)]
    return (active, idle) if active else (rows, [])


def idle_line(frame: Frame, idle: Sequence[Row]) -> tuple[str, ...]:
    """Their names."""
    if not idle:
        return ()
    names = ", ".join(label(frame.words.cell("person", row), _LONGEST) for row in idle[:_NAMED])
    more = len(idle) - _NAMED
    return (frame.say("kpi-idle", names=names + (frame.speech.say("and-more", n=more) if more > 0 else "")),)


def tells(value: Value) -> bool:
    """Whether there is something: money of 0 is as little as 0."""
    return value is not None and bool(getattr(value, "minor", value))


def _is_idle(row: Row) -> bool:
    if row.get("person") is None or row.get("score") is not None or row.get("away"):
        return False
    return not any(tells(value) for key, value in row.items() if key in BY_KEY)
