"""Pages of lists that change while they are read: nothing is missed, reading goes on after a stop, circles end."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.connectors.kit.paging import Part, by_cursor, by_id, by_moment, in_link
from services.errors import Strange


async def every(pages, stop=None):
    """All rows of the pages, up to `stop` of them; and the last place."""
    rows, place, count = [], None, 0
    async for read in pages:
        rows += read.rows
        place, count = read.place, count + 1
        if count == stop:
            break
    return rows, place


def run(work):
    with asyncio.Runner() as runner:
        return runner.run(work)


MOMENTS = st.lists(st.integers(0, 2), max_size=15)
CHANGES = st.lists(st.tuples(st.integers(0, 60), st.booleans()), max_size=20)


class Shifting:
    """Rows sorted by moment up to a closed border; rows leave it between any two pages."""

    def __init__(self, moments, changes, size):
        self.rows = [{"id": number, "at": at} for number, at in enumerate(sorted(moments))]
        self.changes, self.size = list(changes), size

    async def ask(self, since, page):
        found = [row for row in self.rows if row["at"] >= since]
        start = (page - 1) * self.size
        part = found[start : start + self.size]
        more = len(found) > start + self.size
        if self.changes:
            which, leaves = self.changes.pop(0)
            if leaves and self.rows:
                self.rows.pop(which % len(self.rows))
        return part, more


@settings(max_examples=300)
@given(MOMENTS, CHANGES, st.integers(1, 3), st.integers(1, 6))
def test_no_row_that_stays_is_missed_though_others_leave_and_reading_stops(moments, changes, size, stop):
    source = Shifting(moments, changes, size)

    async def read_with_a_stop():
        first, place = await every(by_moment(source.ask, lambda row: row["at"], 0), stop)
        rest, _ = await every(by_moment(source.ask, lambda row: row["at"], place or 0))
        return {row["id"] for row in first + rest}

    assert run(read_with_a_stop()) >= {row["id"] for row in source.rows}


async def test_a_row_that_slides_back_while_a_crowd_of_one_moment_is_read_is_met_on_the_way_down():
    source = Shifting([5] * 4, [(0, False), (0, True)], 1)

    rows, _ = await every(by_moment(source.ask, lambda row: row["at"], 5))

    assert {row["id"] for row in rows} >= {1, 2, 3}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (lambda since, page: ([{"id": 1, "at": 3}], True), "unfiltered"),
        (lambda since, page: ([{"id": 1, "at": since}], True), "circle"),
        (lambda since, page: ([], True), "circle"),
    ],
)
async def test_a_source_that_does_not_heed_the_moment_is_noticed(answer, code):
    async def ask(since, page):
        return answer(since, page)

    with pytest.raises(Strange) as caught:
        await every(by_moment(ask, lambda row: row["at"], 5))

    assert caught.value.code == code


@given(st.sets(st.integers(1, 200)), st.lists(st.integers(0, 4), max_size=80), st.data())
def test_no_row_by_id_is_missed_though_pages_are_short_and_doubled_and_new_rows_come(ids, shorter, data):
    known = {str(one) for one in ids}
    newer = iter(range(1000, 1010))

    async def ask(after):
        found = sorted(int(one) for one in known if int(one) > after)[:5]
        cut = shorter.pop() if shorter else 0
        part = found[: max(1, len(found) - cut)]
        if part and data.draw(st.booleans()) and (another := next(newer, None)):
            known.add(str(another))
        return [{"ID": str(one)} for one in [*part, *part[:1], *([after] if after and part else [])]]

    rows, place = run(every(by_id(ask, lambda row: int(row["ID"]))))
    seen = [int(row["ID"]) for row in rows]

    assert seen == sorted(seen)
    assert set(seen) == {int(one) for one in known}
    assert place == max(seen, default=None)


async def test_where_full_pages_are_promised_a_short_one_is_the_last():
    asked = []

    async def ask(after):
        asked.append(after)
        return [{"ID": after + 1}, {"ID": after + 2}][: 2 if after < 4 else 1]

    rows, _ = await every(by_id(ask, lambda row: row["ID"], full=2))

    assert asked == [0, 2, 4]
    assert len(rows) == 5


async def test_a_source_that_does_not_heed_the_last_id_is_noticed():
    async def ask(_after):
        return [{"ID": 1}, {"ID": 2}]

    with pytest.raises(Strange):
        await every(by_id(ask, lambda row: row["ID"]))


@given(st.lists(st.integers(0, 3), max_size=20), st.integers(1, 25))
def test_a_short_or_empty_page_is_not_the_last_and_reading_goes_on_where_it_stopped(lengths, stop):
    pages = [[{"id": (number, row)} for row in range(length)] for number, length in enumerate(lengths or [0])]

    async def ask(place):
        number = int(place or 0)
        return Part(pages[number], str(number + 1) if number + 1 < len(pages) else None)

    async def read_with_a_stop():
        first, place = await every(by_cursor(ask), stop)
        return first if place is None else first + (await every(by_cursor(ask, place)))[0]

    assert run(read_with_a_stop()) == [row for page in pages for row in page]


async def test_a_cursor_that_comes_back_is_a_circle():
    async def ask(place):
        return Part([{"id": 1}], {None: "a", "a": "b", "b": "a"}[place])

    with pytest.raises(Strange):
        await every(by_cursor(ask))


@pytest.mark.parametrize(
    ("link", "page"),
    [
        ("https://example.amocrm.ru/api/v4/leads?page=2&limit=250", "2"),
        ("https://elsewhere.example/?limit=250&page=3", "3"),
        ("?page=4", "4"),
        ("https://example.amocrm.ru/api/v4/leads", None),
        ("", None),
        (None, None),
    ],
)
def test_of_a_link_only_the_named_value_is_taken(link, page):
    assert in_link(link, "page") == page
