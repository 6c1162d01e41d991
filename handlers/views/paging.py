"""Long lists by pages."""

from collections.abc import Callable

from handlers.buttons import Press, from_number36, number36
from handlers.screen import Button
from services.errors import Refused


def page_of(text: str) -> int | None:
    """The page in a button; None when it is none."""
    page = from_number36(text)
    return page if page is not None and page < 10_000 else None


def page_in(press: Press) -> int:
    """The page a list's button leads to, the first where it names none; Refused as out of date for anything else."""
    page = page_of(press.values[0]) if press.values else 0
    if page is None:
        raise Refused("button-outdated")
    return page


def slice_of(count: int, page: int, size: int) -> tuple[int, int]:
    """The first and the end of what a page shows; a page too far is the last one."""
    last = max(0, (count - 1) // size)
    start = min(page, last) * size
    return start, min(count, start + size)


def pages_row(count: int, page: int, size: int, to: Callable[[str], Press]) -> tuple[Button, ...]:
    """Buttons to the neighbouring pages, none where everything fits."""
    last = max(0, (count - 1) // size)
    here = min(page, last)
    back = (Button("‹", to(number36(here - 1))),) if here else ()
    ahead = (Button("›", to(number36(here + 1))),) if here < last else ()
    place = (Button(f"{here + 1}/{last + 1}", to(number36(here))),) if last else ()
    return (*back, *place, *ahead)
