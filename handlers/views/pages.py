"""Lists longer than a screen: which page, and buttons to its neighbours."""

from collections.abc import Sequence

from handlers.buttons import Press, number36
from handlers.screen import Button
from services.domain.ids import CompanyId


def within(page: int, count: int, a_page: int) -> int:
    """The page, or the last one there is: rows may have gone since the button was made."""
    return min(page, max(0, (count - 1) // a_page))


def pages_row(
    place: str, company: CompanyId, before: Sequence[int], page: int, count: int, a_page: int
) -> tuple[Button, ...]:
    """Buttons to the page before and the page after, where there are such; `before` are the values of the place."""
    values = tuple(number36(value) for value in before)
    turns = (("←", page - 1, page > 0), ("→", page + 1, (page + 1) * a_page < count))
    return tuple(Button(mark, Press(place, company, (*values, number36(to)))) for mark, to, exists in turns if exists)
