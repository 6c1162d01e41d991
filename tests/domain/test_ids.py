"""Identifiers follow from what a thing is."""

from services.domain.ids import digest_id, digest_ids


def test_many_ids_are_the_ids_of_each():
    names = ["1", "9223372036854775807", "сделка", "", "a\x1fb"]

    ids = digest_ids(7, "deal", names)

    assert ids == [digest_id(7, "deal", name) for name in names]


def test_the_same_name_in_another_company_has_another_id():
    assert digest_id(1, "deal", "42") != digest_id(2, "deal", "42")


def test_ids_are_63_bit_and_never_nobody():
    ids = digest_ids(1, "call", map(str, range(10_000)))

    assert len(set(ids)) == 10_000
    assert all(0 < number < 2**63 for number in ids)
