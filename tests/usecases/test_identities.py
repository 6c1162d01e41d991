"""Extensions, addresses, accounts and zones: what waited for a person finds them, and only them."""

from datetime import timedelta
from hashlib import sha256

from services.domain.ids import NOBODY
from services.store.people import People
from services.store.tables import activities, calls, deals, invites, logins
from services.usecases.find_person import FindPerson
from services.usecases.invite_person import InvitePerson
from services.usecases.let_person_leave import LetPersonLeave
from tests.factories import TUESDAY, a_call, a_company, a_deal, a_person, an_activity
from tests.marks import on_sqlite

MONDAY = TUESDAY - timedelta(days=1)


async def test_calls_of_an_extension_find_their_owner_and_are_counted_again(office):
    await office.rows(
        calls, a_call(owner_ref="101"), a_call("11:00", owner_ref="102"), a_call(f"{MONDAY} 09:30", owner_ref="101")
    )

    stands = await office.add("Иван Петров", extension="101")

    assert stands.matched
    assert [await office.fact(stands.person, "calls_total", day) for day in (MONDAY, TUESDAY)] == [1, 1]
    assert [await office.fact(NOBODY, "calls_total", day) for day in (MONDAY, TUESDAY)] == [0, 1]


@on_sqlite
async def test_matched_calls_are_cut_in_the_zone_of_their_owner(office):
    late = a_call("20:00", owner_ref="101")
    await office.rows(calls, late)

    stands = await office.add("Иван Петров", extension="101", timezone="Asia/Vladivostok")

    wednesday = TUESDAY + timedelta(days=1)
    assert await office.fact(stands.person, "calls_total", wednesday) == 1
    assert (
        await office.fact(stands.person, "calls_total", TUESDAY)
        == await office.fact(NOBODY, "calls_total", TUESDAY)
        == 0
    )


async def test_deals_and_messages_of_an_unknown_owner_are_matched_too(office):
    won = a_deal(f"{MONDAY} 10:00", status="won", closed=f"{MONDAY} 15:00", amount=100, owner_ref="Ivan@Example.com")
    await office.rows(deals, won)
    await office.rows(activities, an_activity(owner_ref="ivan@example.com"))
    assert await office.fact(NOBODY, "deals_won", MONDAY) == 1

    stands = await office.add("Иван Петров", email="IVAN@example.com")

    for person, count in ((stands.person, 1), (NOBODY, 0)):
        assert [await office.fact(person, key, MONDAY) for key in ("deals_won", "leads_new")] == [count, count]
        assert await office.fact(person, "emails") == count


@on_sqlite
async def test_what_somebody_owns_stays_theirs_when_the_extension_goes_to_another(office):
    await office.rows(calls, a_call(owner_ref="101"))
    await office.rows(deals, a_deal(owner_ref="101"))
    ivan = await office.add("Иван Петров", extension="101")
    await office.rows(calls, a_call("11:00", owner_ref="101"))

    anna = await office.add("Анна Ким", extension="101")

    assert [await office.fact(ivan.person, key) for key in ("calls_total", "leads_new")] == [1, 1]
    assert [await office.fact(anna.person, key) for key in ("calls_total", "leads_new")] == [1, 0]


@on_sqlite
async def test_a_phone_is_the_same_phone_in_any_spelling(office):
    await office.rows(calls, a_call(owner_ref="8 (916) 123-45-67"))

    stands = await office.add("Иван Петров", phone="+7 916 123 45 67")

    assert await office.fact(stands.person, "calls_total") == 1


async def test_a_new_zone_cuts_days_from_its_date_on_only(office):
    stands = await office.add("Иван Петров")
    await office.rows(calls, a_call(f"{MONDAY} 20:00", by=stands.person), a_call("20:00", by=stands.person))

    await office.change("Иван", timezone="Asia/Vladivostok", since=str(TUESDAY))

    days = [MONDAY, TUESDAY, TUESDAY + timedelta(days=1)]
    assert [await office.fact(stands.person, "calls_total", day) for day in days] == [0, 1, 1]


async def test_an_account_is_bound_at_once_and_speaks_for_one_person(office):
    await office.add("Иван Петров", telegram_id="555")
    stands = await office.add("Анна Ким", telegram_id="555")
    changed = await office.change("Анна", telegram_id="777")

    async with office.database.reading(office.company.id) as read:
        bound = [(row.channel, row.account_id, row.person_id) for row in await read.rows(read.select(logins))]
    assert stands.account_of == "Иван Петров"
    assert bound == [("telegram", "777", stands.person)]
    assert changed.since is None


async def test_leaving_ends_roles_and_accounts_and_keeps_the_history(office):
    stands = await office.add("Иван Петров", team="Sales", telegram_id="555")
    await office.rows(calls, a_call(by=stands.person))
    await InvitePerson(office.database, office.clock)(office.company, "Иван")

    left = await LetPersonLeave(office.database, office.clock)(office.company, "Иван")

    async with office.database.reading(office.company.id) as read:
        assert await read.rows(read.select(logins)) == await read.rows(read.select(invites)) == []
    assert (left.last, left.unbound) == (TUESDAY, True)
    assert await office.held("Иван Петров", TUESDAY) == {("manager", "Sales")}
    assert await office.held("Иван Петров", TUESDAY + timedelta(days=1)) == set()
    assert await office.fact(stands.person, "calls_total") == 1
    assert await office.refused(LetPersonLeave(office.database, office.clock)(office.company, "Иван")) == "person-left"


@on_sqlite
async def test_whoever_leaves_later_keeps_the_account_until_then(office):
    await office.add("Иван Петров", telegram_id="555")

    left = await LetPersonLeave(office.database, office.clock)(office.company, "Иван", "2026-12-31")

    async with office.database.reading(office.company.id) as read:
        assert len(await read.rows(read.select(logins))) == 1
    assert not left.unbound


async def test_an_invite_is_long_kept_as_a_hash_and_lives_seven_days(office):
    await office.add("Иван Петров")
    invite = InvitePerson(office.database, office.clock)
    await invite(office.company, "Ваня")

    made = await invite(office.company, "Ваня")

    async with office.database.reading(office.company.id) as read:
        [row] = await read.rows(read.select(invites))
    assert row.code_hash == sha256(made.code.encode()).hexdigest()
    assert made.code not in str(row)
    assert 22 <= len(made.code) <= 64
    assert set(made.code) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
    assert row.expires_at == made.until == office.clock.now() + timedelta(days=7)


@on_sqlite
async def test_invites_are_for_people_with_a_role_here(office):
    async with office.database.writing(office.company.id) as unit:
        await People(unit).add_unlisted(["Анна Ким"])
    await office.add("Иван Петров")
    await LetPersonLeave(office.database, office.clock)(office.company, "Иван")
    invite = InvitePerson(office.database, office.clock)

    assert await office.refused(invite(office.company, "Анна")) == "invite-without-role"
    assert await office.refused(invite(office.company, "Иван")) == "person-left"


async def test_two_companies_with_equal_people_never_meet(office):
    other = await a_company(office.database, "Василёк")
    for company in (office.company, other):
        await office.rows(calls, a_call(owner_ref="101", id=7), of=company)
    await a_person(office.database, other, "Иван Петров", team="Sales")

    stands = await office.add("Иван Петров", team="Sales", extension="101", phone="+79161234567", telegram_id="555")
    await LetPersonLeave(office.database, office.clock)(other, "Иван Петров")
    twin = await office.add("Иван Петров", to=other, extension="101", phone="+79161234567", telegram_id="555")

    assert stands.person != twin.person
    assert await office.fact(stands.person, "calls_total") == 1
    assert await office.fact(twin.person, "calls_total", of=other) == 1
    for company, mine in ((office.company, stands), (other, twin)):
        async with office.database.reading(company.id) as read:
            assert await People(read).bound() == {mine.person: "555"}
            assert {known.person for known in await People(read).identities()} == {mine.person}
    assert await office.held("Иван Петров") == {("manager", "Sales")}
    assert (await FindPerson(office.database)(other, "Ваня")).id == twin.person
