"""A letter that has waited is read by whoever may still read it."""

import pytest

from services.domain.letters import LetterKind, may_read
from tests.domain.test_rights import ADMIN, CHIEF, HEAD, NORTH, NORTHERNER, SALES, SOUTH, SOUTHERNER, member

NEWS = {"group": None, "id": NORTHERNER}


@pytest.mark.parametrize(
    ("kind", "data", "readers"),
    [
        (LetterKind.DIGEST_DAY, {"team": NORTH}, {CHIEF, HEAD}),
        (LetterKind.DIGEST_WEEK, {"team": SOUTH}, {CHIEF}),
        (LetterKind.DIGEST_WEEK, {"team": SALES}, {CHIEF}),
        (LetterKind.DIGEST_DAY, {"team": 0}, set()),
        (LetterKind.DELIVERY_FAILED, NEWS, {CHIEF, HEAD, NORTHERNER}),
        (LetterKind.DELIVERY_FAILED, {"group": "Отдел", "id": SOUTHERNER}, {CHIEF, HEAD, NORTHERNER, ADMIN}),
        (LetterKind.IMPORT_REPORT, {}, {ADMIN}),
        (LetterKind.SOURCE_TROUBLE, {}, {ADMIN}),
        (LetterKind.SOURCE_WELL, {}, {ADMIN}),
        (LetterKind.DAY_REPORT, {}, {CHIEF, HEAD, NORTHERNER, ADMIN}),
    ],
)
def test_who_may_read_it_today(kind, data, readers):
    assert {who for who in (CHIEF, HEAD, NORTHERNER, ADMIN) if may_read(member(who), kind, data)} == readers
