"""One way out: what a vendor answers becomes an answer or a typed trouble, in time, in size, without secrets."""

import asyncio
import gzip
import json
import logging
import traceback
import tracemalloc
import zlib
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal

import pytest
from aiohttp import web

from services.connectors.kit.asking import Ask, Moved, mapping_of, rows_of
from services.connectors.kit.contract import Rate
from services.connectors.kit.http import Waits
from services.connectors.kit.limiter import AccountLimiter, OwnBuckets
from services.errors import AccessLost, Blocked, Busy, Down, SourceError, Strange
from tests.connectors.kit.playing import QUICK, Vendor, machine_now, raw, says

SECRET = "s3cr3tw0rd5of7ours"
READ = Ask("deals.list", f"rest/1/{SECRET}/deals.list", query=[("auth", SECRET)], headers={"Authorization": SECRET})
ONCE = Waits(connect=10, next=10, whole=20, tries=1)
WRITE = Ask("task.add", f"rest/1/{SECRET}/task.add", verb="POST", json={"text": SECRET}, repeats=False)


async def trouble_of(line, ask=READ):
    with pytest.raises(SourceError) as caught:
        await line.ask(ask)
    return caught.value


async def test_what_is_sent_is_what_was_asked(vendor, line_to):
    vendor.says(says('{"ok": true}'))
    line = line_to(vendor)

    await line.ask(Ask("a", "/api/v4/leads", query=[("filter[id][]", "1"), ("q", "а б")]))
    await line.ask(Ask("b", "stats", verb="POST", form=[("json", '{"a":"ж"}'), ("sign", "1+1")]))
    await line.ask(Ask("c", "stats", query="start=2026-11-23+00%3A00%3A00"))
    await line.ask(Ask("d", "api", verb="POST", json={"а": [1]}))

    (_, path, headers, _), (verb, _, form_headers, form), (_, signed, _, _), (_, _, _, said) = vendor.asked
    assert path == "/api/v4/leads?filter%5Bid%5D%5B%5D=1&q=%D0%B0+%D0%B1"
    assert headers["Host"] == vendor.origin.removeprefix("http://")
    assert headers["Accept-Encoding"] == "gzip"
    assert (verb, form_headers["Content-Type"]) == ("POST", "application/x-www-form-urlencoded")
    assert form == b"json=%7B%22a%22%3A%22%D0%B6%22%7D&sign=1%2B1"
    assert signed == "/stats?start=2026-11-23+00%3A00%3A00"
    assert json.loads(said) == {"а": [1]}


async def test_no_cookie_is_kept(vendor, line_to):
    vendor.says(says(headers={"Set-Cookie": "a=b"}))
    line = line_to(vendor)

    await line.ask(READ)
    await line.ask(READ)

    assert all("Cookie" not in headers for _, _, headers, _ in vendor.asked)


@pytest.mark.parametrize(
    ("answer", "what", "phrase"),
    [
        (says(status=401), AccessLost, "source-access-lost"),
        (says(status=402), AccessLost, "source-unpaid"),
        (says('{"title":"no"}', 403, "application/problem+json"), AccessLost, "source-no-right"),
        (says("<html>nginx</html>", 403, "text/html"), Blocked, "source-blocked"),
        (says(" \n<!doctype html>", 403, "application/json"), Blocked, "source-blocked"),
        (says(status=429), Busy, "source-busy"),
        (says("<html>slow</html>", 429, "text/html"), Busy, "source-busy"),
        (says(status=503, headers={"Retry-After": "1"}), Busy, "source-busy"),
        (says("gateway", 502, "text/html"), Down, "source-down"),
        (says(status=500), Down, "source-down"),
        (says('{"error": "ERROR_METHOD_NOT_FOUND"}', 404), Strange, "source-strange"),
        (says(status=400), Strange, "source-strange"),
        (raw(b""), Down, "source-down"),
        (raw(b"rubbish\r\n\r\n"), Down, "source-down"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"), Down, "source-down"),
        (says(b"\x1f\x8b rubbish", headers={"Content-Encoding": "gzip"}), Strange, "source-strange"),
        (says(gzip.compress(b"[1,2,3]" * 99)[:-9], headers={"Content-Encoding": "gzip"}), Strange, "source-strange"),
        (says(b"abc", headers={"Content-Encoding": "br"}), Strange, "source-strange"),
    ],
)  # fmt: skip
async def test_what_goes_wrong_says_what_to_do_next(vendor, line_to, answer, what, phrase):
    vendor.says(answer)

    trouble = await trouble_of(line_to(vendor, waits=ONCE))

    assert type(trouble) is what
    assert (trouble.phrase, trouble.method) == (phrase, "deals.list")


@pytest.mark.parametrize(
    "answer",
    [
        says(f'{{"error": "{SECRET}", "error_description": "{SECRET}"}}', 401),
        says(f'{{"error": "{SECRET}"}}', 500),
        says(SECRET, 400, "text/plain"),
        raw(f"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{SECRET}".encode()),
        raw(f"{SECRET}\r\n\r\n".encode()),
        says(status=302, headers={"Location": f"https://elsewhere.example/rest/1/{SECRET}/x?auth={SECRET}"}),
        says(status=302, headers={"Location": f"https://u:{SECRET}@elsewhere.example/"}),
        says(status=429),
    ],
)
async def test_no_error_and_no_log_line_holds_a_secret(vendor, line_to, caplog, answer):
    caplog.set_level(logging.DEBUG)
    vendor.says(answer)

    trouble = await trouble_of(line_to(vendor, waits=ONCE))

    written = "".join(traceback.format_exception(trouble)) + repr(trouble) + repr(vars(trouble)) + str(READ)
    assert SECRET not in written
    assert SECRET not in "".join(record.getMessage() for record in caplog.records if record.name != "asyncio")
    assert trouble.__cause__ is None
    assert trouble.__context__ is None


async def test_it_is_known_whether_a_lost_question_may_have_arrived(vendor, line_to):
    vendor.says(raw(b""))
    nobody = Vendor()
    nobody.origin = "http://127.0.0.1:1"

    lost = await trouble_of(line_to(vendor), WRITE)
    unsent = await trouble_of(line_to(nobody), WRITE)

    assert (lost.sent, unsent.sent) == (True, False)


async def test_a_read_is_tried_again_and_a_change_is_not(vendor, line_to):
    vendor.says(says(status=500), raw(b""), says('{"a": 1}'))

    answer = await line_to(vendor).ask(READ)
    assert answer.json() == {"a": 1}
    assert len(vendor.asked) == 3

    vendor.says(says(status=500), says())
    await trouble_of(line_to(vendor), WRITE)
    assert len(vendor.asked) == 4


async def test_tries_are_counted(vendor, line_to):
    vendor.says(says(status=500))

    await trouble_of(line_to(vendor))

    assert len(vendor.asked) == QUICK.tries


async def test_who_is_asked_to_wait_waits_and_goes_on(vendor, line_to):
    vendor.says(says(status=429, headers={"Retry-After": "0"}), says('{"a": 1}'))

    begun = asyncio.get_running_loop().time()
    answer = await line_to(vendor).ask(READ)

    assert answer.json() == {"a": 1}
    assert 1 <= asyncio.get_running_loop().time() - begun < 5


@pytest.mark.parametrize(
    ("asked", "after"),
    [("120", 120), ("99999999", 3600), ("-5", 1), ("soon", 1), ("", 1), ("Wed, 21 Oct 2015 07:28:00 GMT", 0)],
)
async def test_the_vendors_pause_is_honoured_within_reason(vendor, line_to, asked, after):
    vendor.says(says(status=429, headers={"Retry-After": asked} if asked else {}))

    trouble = await trouble_of(line_to(vendor), WRITE)

    assert trouble.after in (timedelta(seconds=after), timedelta(seconds=1))


async def test_a_long_pause_holds_for_everybody_who_asks(vendor, line_to):
    limiter = AccountLimiter("source:1", Rate(100), OwnBuckets(), machine_now)
    vendor.says(says(status=429, headers={"Retry-After": "600"}), says())

    await trouble_of(line_to(vendor, limiter))
    second = await trouble_of(line_to(vendor, limiter))

    assert isinstance(second, Busy)
    assert timedelta(seconds=590) < second.after <= timedelta(seconds=600)
    assert len(vendor.asked) == 1


async def test_a_ban_stops_the_account_for_hours(vendor, line_to):
    limiter = AccountLimiter("source:1", Rate(100), OwnBuckets(), machine_now)
    vendor.says(says("<html>forbidden</html>", 403, "text/html"), says())

    first = await trouble_of(line_to(vendor, limiter))
    second = await trouble_of(line_to(vendor, limiter))

    assert isinstance(first, Blocked)
    assert second.after > timedelta(hours=5)
    assert len(vendor.asked) == 1


async def test_a_parked_method_lets_others_through(vendor, line_to):
    def trouble(ask, answer):
        return Busy(timedelta(minutes=5), whole=False, method=ask.method) if answer.status == 429 else None

    vendor.says(says(status=429), says('{"a": 1}'))
    line = line_to(vendor, trouble=trouble)

    await trouble_of(line)
    parked = await trouble_of(line)

    assert isinstance(parked, Busy)
    assert (await line.ask(Ask("users.list", "users"))).json() == {"a": 1}
    assert len(vendor.asked) == 2


async def test_a_redirect_is_told_and_not_followed(vendor, start, line_to):
    other = await start()
    other.says(says())
    vendor.says(says(status=302, headers={"Location": f"{other.origin}/rest/1/{SECRET}/deals.list"}))

    trouble = await trouble_of(line_to(vendor))

    assert isinstance(trouble, Moved)
    assert trouble.origin == other.origin
    assert other.asked == []


@pytest.mark.parametrize("where", ["/elsewhere", "//", "?a=b"])
async def test_a_redirect_within_the_host_is_strange(vendor, line_to, where):
    vendor.says(says(status=301, headers={"Location": where}))

    assert type(await trouble_of(line_to(vendor))) is Strange


async def test_endless_drip_ends_in_time(vendor, line_to):
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"

    async def drip(request):
        request.transport.write(head)
        return await raw(b"1\r\n[\r\n", pause=0.05, repeat=True)(request)

    vendor.says(drip)
    line = line_to(vendor, waits=Waits(whole=0.5, tries=1))

    begun = asyncio.get_running_loop().time()
    trouble = await trouble_of(line)

    assert isinstance(trouble, Down)
    assert asyncio.get_running_loop().time() - begun < 5


async def test_silence_ends_in_time(vendor, line_to):
    async def silent(_request):
        await asyncio.sleep(30)

    vendor.says(silent)

    assert isinstance(await trouble_of(line_to(vendor, waits=Waits(next=0.2, whole=5, tries=1))), Down)


@contextmanager
def at_most(size):
    """No more memory than this is in use at any moment within."""
    tracemalloc.start()
    try:
        yield
        assert tracemalloc.get_traced_memory()[1] < size
    finally:
        tracemalloc.stop()


async def flood(request):
    """A body without an end and without a length."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    for _ in range(200):
        await response.write(b"[" * 2**19)
    return response


def bomb():
    """100 MB of zeros in a hundred thousand bytes: what comes at once would be much too much."""
    packer = zlib.compressobj(9, wbits=31)
    return b"".join(packer.compress(bytes(2**20)) for _ in range(100)) + packer.flush()


@pytest.mark.parametrize(
    "answer",
    [
        flood,
        says(b"x" * (2**20), headers={"Content-Encoding": "identity"}),
        says(bomb(), headers={"Content-Encoding": "gzip"}),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 209715200\r\n\r\n", b"x" * 1000),
    ],
    ids=["flood", "long", "bomb", "declared"],
)
async def test_size_is_bounded_and_memory_with_it(vendor, line_to, answer):
    vendor.says(answer)
    line = line_to(vendor, waits=Waits(whole=20))

    with at_most(50 * 2**20):
        trouble = await trouble_of(line, Ask("deals.list", "x", most=2**20 - 1))

    assert isinstance(trouble, Strange)
    assert trouble.code == "too-big"
    assert len(vendor.asked) == 1


async def test_little_text_that_is_much_memory_is_not_parsed(vendor, line_to):
    vendor.says(says("[" + "[]," * 2_000_000 + "[]]"))
    answer = await line_to(vendor).ask(READ)

    with at_most(50 * 2**20), pytest.raises(Strange):
        answer.json()


async def test_packed_answers_are_unpacked(vendor, line_to):
    body = json.dumps(["ряд"] * 50_000).encode()
    vendor.says(says(gzip.compress(body), headers={"Content-Encoding": "gzip"}))

    assert (await line_to(vendor).ask(READ)).json() == ["ряд"] * 50_000


@pytest.mark.parametrize(
    ("body", "kind", "value"),
    [
        (b"\xef\xbb\xbf{}", "application/json", {}),
        (b"", "application/json", None),
        (b" ", "text/plain", None),
        ('{"a":"ж"}'.encode("cp1251"), "application/json; charset=windows-1251", {"a": "ж"}),
        ('{"a":"ж"}'.encode(), "text/plain", {"a": "ж"}),
        (b'{"a":480000.10}', "application/hal+json", {"a": Decimal("480000.10")}),
        (b'{"a":1439981389.2702773}', "application/json", {"a": Decimal("1439981389.2702773")}),
    ],
)
async def test_json_in_its_many_coats(vendor, line_to, body, kind, value):
    vendor.says(says(body, kind=kind))

    assert (await line_to(vendor).ask(READ)).json() == value


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'{"a":', "application/json"),
        (b'{"a": NaN}', "application/json"),
        (b"<html>", "application/json"),
        (b"{}", "text/html"),
        (b"\xff\xfe{", "application/json"),
        (b"{}", "application/json; charset=klingon"),
        (b"{}", "application/json; charset=base64"),
        (b"[" * 100_000, "application/json"),
        (b"9" * 10_000, "application/json"),
        ('{"a":"ж"}'.encode("cp1251"), "application/json"),
    ],
)
async def test_what_is_no_json_is_strange(vendor, line_to, body, kind):
    vendor.says(says(body, kind=kind))
    answer = await line_to(vendor).ask(READ)

    with pytest.raises(Strange) as caught:
        answer.json()
    assert caught.value.__context__ is None


async def test_no_content_is_no_trouble(vendor, line_to):
    vendor.says(says(b"", 204))

    answer = await line_to(vendor).ask(READ)

    assert (answer.status, answer.json()) == (204, None)
    assert mapping_of(answer.json(), answer) == {}
    assert rows_of(answer.json(), answer) == []


async def test_lists_and_objects_of_php_are_told_apart_by_what_was_meant(vendor, line_to):
    answer = await line_to(vendor).ask(READ)

    assert mapping_of([], answer) == {}
    assert rows_of({"0": "a", "2": "b"}, answer) == ["a", "b"]
    for wrong in ("text", [1], 5):
        with pytest.raises(Strange):
            mapping_of(wrong, answer)
    for wrong in ("text", 5):
        with pytest.raises(Strange):
            rows_of(wrong, answer)
