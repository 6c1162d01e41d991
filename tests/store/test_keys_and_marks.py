"""Sealed numbers, the key they were made with, and marks of what waits to be settled."""

import pytest

from services.errors import Refused
from services.store.pending import Kind, Mark, Pending
from services.store.vault import Vault
from services.usecases.keep_keys import KeepKeys
from tests.factories import TUESDAY, a_company

OLD, NEW, PHONE = b"o" * 32, b"n" * 32, b"p" * 32
NUMBER = "+79161234567"


def test_a_sealed_number_opens_with_any_key_of_the_ring():
    sealed = Vault((OLD,), PHONE).seal(1, [NUMBER])[0]

    assert NUMBER.encode() not in sealed
    assert Vault((NEW, OLD), PHONE).open(1, sealed) == NUMBER


@pytest.mark.parametrize("vault", [Vault((NEW,), PHONE), Vault((), PHONE)])
def test_without_its_key_a_number_stays_shut_and_says_what_is_missing(vault):
    with pytest.raises(Refused, match="keys-missing"):
        vault.open(1, Vault((OLD,), PHONE).seal(1, [NUMBER])[0])


def test_a_number_of_one_company_opens_in_no_other():
    vault = Vault((OLD,), PHONE)

    with pytest.raises(Refused, match="keys-missing"):
        vault.open(2, vault.seal(1, [NUMBER])[0])
    assert vault.phone_keys(1, [NUMBER]) != vault.phone_keys(2, [NUMBER])


def test_a_number_has_one_name_whatever_encrypts_it():
    named, again = (Vault((ring,), PHONE).phone_keys(1, [NUMBER, "+79160000000", NUMBER]) for ring in (OLD, NEW))

    assert named == again
    assert named[0] == named[2] != named[1]
    assert named != Vault((OLD,), OLD).phone_keys(1, [NUMBER, "+79160000000", NUMBER])


def test_a_fingerprint_tells_phone_keys_apart_and_shows_none_of_them():
    vault = Vault((OLD,), PHONE)

    assert vault.fingerprint == Vault((NEW,), PHONE).fingerprint != Vault((OLD,), OLD).fingerprint
    assert PHONE.hex() not in vault.fingerprint


async def test_the_first_phone_key_is_kept_and_another_one_refused(database):
    keep = KeepKeys(database)
    await keep("one")
    await keep("one")

    with pytest.raises(Refused, match="keys-other"):
        await keep("two")


async def test_a_mark_stands_once_and_is_taken_once(database, company):
    marks = [Mark(Kind.DAY, "1", TUESDAY), Mark(Kind.DAY, "1", TUESDAY), Mark(Kind.DEAL, "7")]
    async with database.writing(company.id) as unit:
        await Pending(unit).add(marks)
        await Pending(unit).add(marks)

    async with database.writing(company.id) as unit:
        taken = await Pending(unit).take(Kind.DAY, 10)
        again = await Pending(unit).take(Kind.DAY, 10)
        left = await Pending(unit).any()

    assert (taken, again, left) == ([Mark(Kind.DAY, "1", TUESDAY)], [], True)


async def test_marks_taken_in_a_transaction_that_fails_are_still_there(database, company):
    async with database.writing(company.id) as unit:
        await Pending(unit).add([Mark(Kind.DEAL, "7")])

    async def fail():
        async with database.writing(company.id) as unit:
            await Pending(unit).take(Kind.DEAL, 10)
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError):
        await fail()

    async with database.reading(company.id) as unit:
        assert await Pending(unit).any()


async def test_marks_are_taken_the_earliest_days_first_and_no_more_than_asked(database, company):
    days = [TUESDAY.replace(day=day) for day in (20, 3, 11)]
    async with database.writing(company.id) as unit:
        await Pending(unit).add(Mark(Kind.DAY, "1", day) for day in days)

        taken = await Pending(unit).take(Kind.DAY, 2)

    assert [mark.day.day for mark in taken] == [3, 11]


async def test_marks_of_another_company_are_not_taken(database, company):
    other = await a_company(database, "Лютик")
    async with database.writing(other.id) as unit:
        await Pending(unit).add([Mark(Kind.DEAL, "7")])

    async with database.writing(company.id) as unit:
        assert await Pending(unit).take(Kind.DEAL, 10) == []
    async with database.reading(other.id) as unit:
        assert await Pending(unit).any()
