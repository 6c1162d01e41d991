"""Tokens that work once: one renews, new ones are kept before they are used, a lost answer is not asked for blindly."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web

from services.connectors.kit.asking import Ask
from services.connectors.kit.contract import Grant
from services.connectors.kit.http import Waits
from services.connectors.kit.oauth import LEASE, Access, Fresh
from services.errors import AccessLost, Busy, Down, SourceError, Strange
from tests.connectors.kit.playing import raw, says

NOON = datetime(2026, 11, 24, 9, tzinfo=UTC)
DAY = timedelta(days=1)


class Watch:
    """The machine's clock of a test."""

    def __init__(self):
        self.at = NOON

    def __call__(self):
        return self.at


class Box:
    """A box shared by processes; it may be in trouble for a while, and it remembers what was put into it."""

    def __init__(self, grant):
        self.lies = grant
        self.put = []
        self.troubles = 0

    async def look(self):
        await asyncio.sleep(0)
        return self.lies

    async def swap(self, old, new):
        await asyncio.sleep(0)
        if self.troubles and new.asking_until is None:
            self.troubles -= 1
            raise OSError("no room")
        if self.lies.version != old.version:
            return False
        self.lies = replace(new, version=old.version + 1)
        self.put.append(self.lies)
        return True


class TokenDesk:
    """Gives a new pair for the last one and refuses each older one, as vendors do."""

    def __init__(self, vendor):
        self.number = 1
        self.lost = 0
        self.slow = 0.0
        vendor.says(self.answer)

    async def answer(self, request):
        given = (await request.post())["refresh_token"]
        if given != f"r{self.number}":
            return web.json_response({"hint": "Token has been revoked"}, status=401)
        self.number += 1
        await asyncio.sleep(self.slow)
        if self.lost:
            self.lost -= 1
            return await raw(b"")(request)
        return web.json_response({"access_token": f"a{self.number}", "refresh_token": f"r{self.number}"})


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def desk(vendor):
    return TokenDesk(vendor)


@pytest.fixture
def box():
    return Box(Grant(1, "a1", "r1", NOON + DAY))


@pytest.fixture
def process(vendor, line_to, box, watch):
    """Another process with an access of its own to the same box."""

    def made(**more):
        line = line_to(vendor, waits=Waits(connect=10, next=10, whole=20, tries=3, first=0.01))

        async def renew(grant):
            ask = Ask(
                "token", "oauth2/access_token", verb="POST", form=[("refresh_token", grant.refresh)], repeats=False
            )
            said = (await line.ask(ask)).json()
            return Fresh(said["access_token"], said["refresh_token"], watch() + DAY)

        return Access(box, more.pop("renew", renew), watch, **more)

    return made


async def test_a_token_that_is_good_is_used_as_it_is(process, vendor, desk):
    assert (await process().grant()).access == "a1"
    assert vendor.asked == []


async def test_before_its_end_it_is_renewed_once_by_whoever_comes_first(process, vendor, desk, watch, box):
    watch.at += DAY - timedelta(minutes=1)
    desk.slow = 0.05
    processes = [process() for _ in range(3)]

    grants = await asyncio.gather(*(one.grant() for one in processes * 5))
    later = await asyncio.gather(*(one.grant() for one in processes * 5))

    assert len(vendor.asked) == 1
    assert {one.access for one in grants} == {"a1", "a2"}
    assert {one.access for one in later} == {"a2"}
    assert box.lies.refresh == "r2"


async def test_after_its_end_all_wait_for_the_one_who_renews(process, vendor, desk, watch):
    watch.at += 2 * DAY
    desk.slow = 0.05
    processes = [process() for _ in range(3)]

    grants = await asyncio.gather(*(one.grant() for one in processes * 5))

    assert len(vendor.asked) == 1
    assert {one.access for one in grants} == {"a2"}


async def test_new_tokens_are_kept_before_anybody_gets_them(process, desk, watch, box):
    watch.at += 2 * DAY
    box.troubles = 2

    grant = await process().grant()

    assert grant == box.lies
    assert [one.access for one in box.put] == ["a1", "a2"]


async def test_a_vendor_that_calls_a_token_expired_before_its_time_is_believed(process, vendor, desk):
    access = process(early=timedelta(0))
    old = await access.grant()

    grants = await asyncio.gather(*(access.instead_of(old) for _ in range(5)))

    assert {one.access for one in grants} == {"a2"}
    assert len(vendor.asked) == 1


async def test_a_lost_answer_is_asked_for_again_later_and_a_refusal_is_told_for_good(process, vendor, desk, watch, box):
    watch.at += DAY - timedelta(minutes=4)
    desk.lost = 1
    access = process()

    assert (await access.grant()).access == "a1", "the old one is still good"
    assert (await access.grant()).access == "a1", "not asked again at once"
    assert len(vendor.asked) == 1
    watch.at += timedelta(minutes=2)
    with pytest.raises(AccessLost):
        await access.grant()
    for _ in range(3):
        with pytest.raises(AccessLost):
            await process().grant()

    assert len(vendor.asked) == 2
    assert box.lies.dead


async def test_a_vendor_that_fails_is_asked_again_at_growing_distances_and_the_access_stays(
    process, vendor, watch, box
):
    watch.at += 2 * DAY
    vendor.says(says(status=500))
    access = process()
    pauses = []

    for _ in range(4):
        with pytest.raises(Down):
            await access.grant()
        pauses.append(box.lies.asking_until - watch.at)
        watch.at = box.lies.asking_until
    desk = TokenDesk(vendor)
    grant = await access.grant()

    assert [one / timedelta(minutes=1) for one in pauses] == [1, 2, 4, 8]
    assert (grant.access, desk.number) == ("a2", 2)
    assert box.lies.asked == 0


@pytest.mark.parametrize(
    ("trouble", "frees"),
    [
        (Down(sent=False), None),
        (Busy(timedelta(seconds=30)), timedelta(seconds=30)),
        (Strange(), timedelta(minutes=1)),
        (Down(sent=True), timedelta(minutes=1)),
    ],
)
async def test_how_long_a_token_is_left_alone_follows_from_whether_it_may_be_spent(process, watch, box, trouble, frees):
    async def renew(_grant):
        raise trouble

    watch.at += 2 * DAY
    with pytest.raises(type(trouble)):
        await process(renew=renew).grant()

    assert box.lies.asking_until == (None if frees is None else watch.at + frees)
    assert not box.lies.dead


async def test_who_is_killed_while_asking_leaves_the_way_free_after_the_lease(process, desk, watch, box):
    watch.at += 2 * DAY
    box.lies = replace(box.lies, asking_until=watch.at + LEASE * 3, asked=1)

    with pytest.raises(Busy) as caught:
        await process().grant()
    watch.at += LEASE * 3

    assert caught.value.after == LEASE * 3
    assert (await process().grant()).access == "a2"


async def test_who_was_refused_takes_what_another_has_kept_meanwhile(process, watch, box):
    async def renew(grant):
        box.lies = Grant(grant.version + 1, "a9", "r9", watch() + DAY)
        raise AccessLost(method="token")

    watch.at += 2 * DAY

    assert (await process(renew=renew).grant()).access == "a9"
    assert not box.lies.dead


async def test_who_was_frozen_past_the_lease_still_keeps_what_only_he_has(process, desk, watch, box):
    other = process()

    async def renew(_grant):
        desk.number += 1
        watch.at += LEASE * 2
        with pytest.raises(AccessLost):
            await other.grant()
        assert box.lies.dead
        return Fresh("a2", "r2", watch() + DAY)

    watch.at += 2 * DAY
    grant = await process(renew=renew).grant()

    assert (grant.access, grant.dead) == ("a2", False)
    assert (await other.grant()).access == "a2"


async def test_tokens_of_a_new_connection_are_not_overwritten_by_an_older_renewal(process, watch, box):
    async def renew(grant):
        box.lies = Grant(grant.version + 1, "a9", "r9", watch() + DAY)
        return Fresh("a2", "r2", watch() + DAY)

    watch.at += 2 * DAY

    assert (await process(renew=renew).grant()).access == "a9"
    assert box.lies.refresh == "r9"


async def test_a_stop_in_the_middle_still_keeps_the_new_tokens(process, vendor, desk, watch, box):
    watch.at += 2 * DAY
    desk.slow = 0.1
    async with asyncio.timeout(10):
        work = asyncio.create_task(process().grant())
        while not vendor.asked:
            await asyncio.sleep(0.005)
        work.cancel()
        with pytest.raises(asyncio.CancelledError):
            await work

    assert (box.lies.access, box.lies.refresh) == ("a2", "r2")


@pytest.mark.parametrize("lies", [None, Grant(1, "a1", "r1", NOON + DAY, dead=True), Grant(1, "a1", None, NOON)])
async def test_without_anything_to_renew_with_the_access_is_over(process, box, vendor, lies):
    box.lies = lies

    with pytest.raises(AccessLost):
        await process().grant()
    assert vendor.asked == []


async def test_a_token_to_renew_with_that_stays_is_kept(process, watch, box):
    async def renew(_grant):
        return Fresh("a2", None, watch() + DAY, home="https://acme.example/rest/")

    watch.at += 2 * DAY
    grant = await process(renew=renew).grant()

    assert (grant.refresh, grant.home) == ("r1", "https://acme.example/rest/")


def test_a_grant_says_nothing_of_its_tokens():
    grant = Grant(1, "topsecret", "topsecret", NOON)

    assert "topsecret" not in repr(grant) + repr(Fresh("topsecret", "topsecret", NOON))


def test_troubles_are_of_one_family():
    assert all(issubclass(one, SourceError) for one in (AccessLost, Busy, Down, Strange))
