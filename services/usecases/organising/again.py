"""What has to be counted again when the organisation changes."""

from collections.abc import Iterable
from datetime import date, timedelta

from services.domain.ids import PersonId
from services.domain.people import BEGINNING
from services.store.pending import Kind, Mark
from services.usecases.settling.cuts import cut_marks
from services.usecases.settling.marks import day_marks


def worktime_marks(since: date) -> list[Mark]:
    """Hours, holidays, absences or zones have changed from a day on: days, shifts and working times are cut again.

    One day earlier too: an evening there may be the next morning here.
    """
    before = since - timedelta(days=1) if since > BEGINNING else BEGINNING
    return [*cut_marks(before), *timing_marks(before)]


def timing_marks(since: date) -> list[Mark]:
    """First responses and call backs are timed again."""
    return [Mark(Kind.RESPONSES, "", since), Mark(Kind.CALLBACKS, "", since)]


def deal_marks(deals: Iterable[int]) -> list[Mark]:
    """Paths, revenue, prices and leads of these deals are derived again."""
    return [Mark(Kind.DEAL, str(deal)) for deal in deals]


def cell_marks(cells: Iterable[tuple[PersonId, date]]) -> list[Mark]:
    """These person-days are counted again."""
    return day_marks(cells)
