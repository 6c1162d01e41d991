"""Accounts: how one comes in, for whom it speaks, and what a stranger learns: nothing."""

from datetime import timedelta

import pytest

from services.domain.people import Role
from services.errors import Refused
from services.usecases.accept_invite import MOST_TRIES, AcceptInvite
from services.usecases.invite_person import InvitePerson
from services.usecases.know_account import ChooseForAccount, KnowAccount
from services.usecases.let_person_leave import LetPersonLeave
from tests.factories import a_company, a_person

CHANNEL = "telegram"
WRONG = "x" * 32


async def invited(database, clock, company, name):
    return (await InvitePerson(database, clock)(company, name)).code


@pytest.fixture
async def anna(database, company):
    return await a_person(database, company, "Анна Белова", team="Продажи")


@pytest.fixture
def know(database, clock):
    return KnowAccount(database, clock, CHANNEL)


@pytest.fixture
def accept(database, clock):
    return AcceptInvite(database, clock, CHANNEL)


async def test_a_code_binds_once(database, clock, company, anna, know, accept):
    code = await invited(database, clock, company, "Анна Белова")

    member = await accept("777", code)

    assert member.id == anna and member.roles == {Role.MANAGER}
    assert (await know("777")).member.id == anna
    with pytest.raises(Refused, match="invite-unusable"):
        await accept("778", code)
    assert (await know("778")).member is None


async def test_an_old_a_used_and_a_wrong_code_are_refused_in_the_same_words(database, clock, company, anna, accept):
    code = await invited(database, clock, company, "Анна Белова")
    clock.advance(timedelta(days=8))
    for typed in (code, WRONG, "", "' OR 1=1 --", "я" * 40, "\ud800" * 24):
        with pytest.raises(Refused) as trouble:
            await accept("777", typed)
        assert (trouble.value.phrase, trouble.value.values) == ("invite-unusable", {})
        clock.advance(timedelta(hours=2))


async def test_after_five_wrong_codes_even_the_right_one_waits_an_hour(database, clock, company, anna, accept):
    code = await invited(database, clock, company, "Анна Белова")
    for _ in range(MOST_TRIES):
        with pytest.raises(Refused):
            await accept("777", WRONG)

    with pytest.raises(Refused):
        await accept("777", code)
    clock.advance(timedelta(hours=1, minutes=1))
    assert (await accept("777", code)).id == anna


async def test_whoever_left_is_a_stranger(database, clock, company, anna, know, accept):
    await accept("777", await invited(database, clock, company, "Анна Белова"))
    await LetPersonLeave(database, clock)(company, "Анна Белова")
    clock.advance(timedelta(days=1))

    known = await know("777")

    assert known.member is None and known.members == ()


async def test_one_account_speaks_for_people_in_several_companies(database, clock, company, anna, know, accept):
    other = await a_company(database, "Лютик")
    there = await a_person(database, other, "Анна Белова", role=Role.HEAD)
    await accept("777", await invited(database, clock, company, "Анна Белова"))
    await accept("777", await invited(database, clock, other, "Анна Белова"))

    known = await know("777")
    assert known.member.id == there and len(known.members) == 2
    assert known.of(company.id).id == anna

    await ChooseForAccount(database, CHANNEL).company("777", company.id)
    assert (await know("777")).member.id == anna


async def test_a_language_is_kept(database, know):
    await ChooseForAccount(database, CHANNEL).language("777", "en")

    assert (await know("777")).language == "en"
