"""Which columns of a table make which field: what the mapping says, and what the headings tell beyond it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from services.errors import Refused
from services.files.fields import KINDS
from services.files.guessing import guess_columns, heading_key
from services.files.mapping import Mapping as Wishes
from services.files.refusal import shown
from services.files.table import Table

_MOST_NAMED = 30


@dataclass(frozen=True, slots=True)
class Layout:
    """Field → its headings and → the places of its columns; which fields were guessed; headings nobody uses."""

    headings: Mapping[str, tuple[str, ...]]
    places: Mapping[str, tuple[int, ...]]
    guessed: frozenset[str]
    unused: tuple[str, ...]

    def moved(self, field: str, to: str | None) -> "Layout":
        """The layout in which the columns of a field are those of another one, or of none."""
        headings, places = dict(self.headings), dict(self.places)
        heading, place = headings.pop(field), places.pop(field)
        if to is None:
            return replace(self, headings=headings, places=places, unused=(*self.unused, *heading))
        return replace(self, headings={**headings, to: heading}, places={**places, to: place})


def layout_of(kind: str, table: Table, wishes: Wishes) -> Layout:
    """Find the columns of each field.

    Refused: an unknown kind, field or heading, a needed field without column or default, a heading that
    stands over two different columns.
    """
    _ensure_fields(kind, wishes)
    named = {
        field: tuple(named_heading(heading, table) for heading in wanted) for field, wanted in wishes.columns.items()
    }
    # A column of stages often serves as the status too; any other heading that is spoken for is not guessed again.
    taken = {heading for field, wanted in named.items() if field != "status" for heading in wanted}
    free = [heading for heading in table.headings if heading not in taken]
    guessed = {field: found for field, found in guess_columns(kind, free).items() if field not in named}
    headings = {
        field.name: found for field in KINDS[kind] if (found := named.get(field.name) or guessed.get(field.name))
    }
    missing = [field.name for field in KINDS[kind] if field.needed and not {*headings, *wishes.defaults} & {field.name}]
    if missing:
        raise Refused("field-missing", fields=", ".join(missing), headings=_list(table.headings))
    places = {field: tuple(place_of(heading, table) for heading in found) for field, found in headings.items()}
    used = {heading for found in headings.values() for heading in found}
    unused = tuple(heading for heading in table.headings if heading and heading not in used)
    return Layout(headings, places, frozenset(guessed), unused)


def place_of(heading: str, table: Table) -> int:
    """Where the column of a heading stands; Refused when two different columns share it."""
    places = [place for place, known in enumerate(table.headings) if known == heading]
    if any(table.columns[place] != table.columns[places[0]] for place in places[1:]):
        raise Refused("heading-doubled", heading=shown(heading))
    return places[0]


def named_heading(heading: str, table: Table) -> str:
    """The table's own spelling of a heading that a person wrote; Refused when there is none."""
    if heading in table.headings:
        return heading
    key = heading_key(heading)
    alike = [known for known in table.headings if known and heading_key(known) == key]
    if not alike:
        raise Refused("heading-unknown", heading=shown(heading), headings=_list(table.headings))
    return alike[0]


def _ensure_fields(kind: str, wishes: Wishes) -> None:
    if kind not in KINDS:
        raise Refused("kind-unknown", kind=shown(kind), kinds=", ".join(KINDS))
    known = [field.name for field in KINDS[kind]]
    for field in (*wishes.columns, *wishes.values, *wishes.formats, *wishes.defaults):
        if field not in known:
            raise Refused("field-unknown", field=shown(field), fields=", ".join(known))


def _list(headings: Sequence[str]) -> str:
    names: Iterable[str] = [shown(heading) for heading in headings if heading][:_MOST_NAMED]
    return ", ".join(f"«{name}»" for name in names)
