"""The lists behind numbers: which rows a number counts, so that the number and its list can never part."""

from services.domain.kpi import MEASURES
from services.domain.measures import Fold, Measure, Rows

CREATED = "created"
"""Every deal created in the period: what a funnel by creation date is about."""

_COUNTED = (
    "calls_total", "calls_out", "calls_in", "calls_connected", "calls_missed", "quality_talks", "emails", "messages",
    "proposals", "presentations", "meetings", "tasks_done", "leads_new", "deals_won", "deals_lost", "revenue",
)  # fmt: skip

_BY_KEY = {measure.key: measure for measure in MEASURES if measure.fold is Fold.SUM}

LISTS: dict[str, Measure] = {
    **{key: _BY_KEY[key] for key in _COUNTED},
    CREATED: Measure(CREATED, Rows.LEADS, ()),
}
"""Numbers that have a list. Their places are their numbers in a button: new ones go to the end."""

_SAME_ROWS = {
    "talk_time": "calls_total",
    "first_call_at": "calls_total",
    "last_call_at": "calls_total",
    "margin": "revenue",
    "average_deal": "deals_won",
    "win_rate": "deals_won",
    "missed_callback": "calls_missed",
    "first_response": "leads_new",
    "leads": "leads_new",
    "won": "deals_won",
}
"""Numbers told of the same rows as another."""


def list_of(key: str) -> str | None:
    """The list to open for a number; None for a number that is no count of rows."""
    found = _SAME_ROWS.get(key, key)
    return found if found in LISTS else None
