"""A page, or a script elsewhere, plays people over HTTP and sees what they see."""

import asyncio
import json
import signal
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest

from tests.sandbox.conftest import PIXEL

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def page(server, ask):
    """Asks the control: a GET, or a POST where there is something to say."""

    async def call(path, said=None, verb=None):
        verb = verb or ("GET" if said is None else "POST")
        body = said if isinstance(said, bytes | None) else json.dumps(said).encode()
        async with ask.session.request(verb, f"{server.url}/sandbox/{path}", data=body) as answer:
            return await answer.json()

    return call


async def test_a_page_makes_people_and_they_write(ask, page):
    vera = await page("people", {"name": "Вера Белова", "language": "en"})
    said = await page(f"chats/{vera['id']}/say", {"by": vera["id"], "text": "/start"})

    update = (await ask.updates())[0]

    assert update["message"]["text"] == "/start"
    assert update["message"]["message_id"] == said["id"]
    assert [one["name"] for one in await page("people")] == ["Вера Белова"]


async def test_a_chat_is_shown_in_pieces_that_need_no_escaping(ask, ann, page):
    keys = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
    text = "😀 <b>жирно <i>косо</i></b> &lt;script&gt;"
    await ask("sendMessage", chat_id=ann.id, text=text, parse_mode="HTML", reply_markup=keys)
    await ask.parts("sendPhoto", {"photo": ("day.png", PIXEL)}, chat_id=ann.id, disable_notification=True)

    chat = await page(f"chats/{ann.id}")

    words, picture = chat["messages"]
    seen = [(piece["text"], [mark["type"] for mark in piece["marks"]]) for piece in words["pieces"]]
    assert seen == [("😀 ", []), ("жирно ", ["bold"]), ("косо", ["bold", "italic"]), (" <script>", [])]
    assert words["buttons"][0][0]["label"] == "Да"
    assert (words["by_bot"], words["rings"], picture["rings"]) == (True, True, False)
    async with ask.session.get(f"{ask.server.url}/sandbox/{picture['picture']}") as shown:
        assert (await shown.read(), shown.content_type) == (PIXEL, "image/png")


async def test_a_press_is_followed_to_its_answer(ask, ann, page):
    keys = {"inline_keyboard": [[{"text": "Да", "callback_data": "yes"}]]}
    message = (await ask("sendMessage", chat_id=ann.id, text="Согласны?", reply_markup=keys))["result"]["message_id"]

    press = await page(f"chats/{ann.id}/press", {"by": ann.id, "message": message, "label": "Да"})
    forged = await page(f"chats/{ann.id}/press", {"by": ann.id, "message": message, "data": "x:1"})
    following = asyncio.ensure_future(page(f"presses/{press['id']}?timeout=5"))
    await ask("answerCallbackQuery", callback_query_id=press["id"], text="Хорошо")

    assert (press["spins"], press["data"], forged["data"]) == (True, "yes", "x:1")
    assert (await following)["toast"] == "Хорошо"


async def test_files_edits_reactions_and_blocks_come_from_the_page(server, ask, ann, page):
    await ask("getUpdates", allowed_updates=["message", "edited_message", "message_reaction", "my_chat_member"])
    sent = await page(f"chats/{ann.id}/file?by={ann.id}&name=deals.csv&caption=Сделки", b"a;b")
    said = await page(f"chats/{ann.id}/say", {"by": ann.id, "text": "да", "reply_to": sent["id"]})
    await page(f"chats/{ann.id}/edit", {"by": ann.id, "message": said["id"], "text": "нет"})
    await page(f"chats/{ann.id}/react", {"by": ann.id, "message": said["id"], "emoji": ["👍"]})
    await page(f"people/{ann.id}/blocks", {})

    kinds = [list(update)[1] for update in await ask.updates()]

    assert kinds == ["message", "message", "edited_message", "message_reaction", "my_chat_member"]
    shown = (await page(f"chats/{ann.id}"))["messages"]
    assert (shown[0]["file"]["name"], shown[1]["reply_to"]) == ("deals.csv", sent["id"])
    assert (shown[1]["was"], shown[1]["reactions"]) == (["да"], ["👍"])
    assert (await page("people"))[0]["blocked"] is True


async def test_a_group_is_made_and_listed(ask, ann, page):
    group = await page("groups", {"title": "Отдел", "members": [ann.id]})

    assert (await ask("sendMessage", chat_id=group["id"], text="Итоги"))["ok"]
    assert [(one["title"], one["last"] and one["last"]["text"]) for one in await page("chats")] == [
        ("Анна Орлова", None),
        ("Отдел", "Итоги"),
    ]


async def test_a_change_wakes_who_waits_for_it(ask, ann, page):
    now = (await page("changes"))["revision"]
    nothing = await page(f"changes?since={now}&timeout=0.05")
    waiting = asyncio.ensure_future(page(f"changes?since={now}&timeout=5"))
    await asyncio.sleep(0.05)
    await ask("sendMessage", chat_id=ann.id, text="Привет")

    news = await waiting

    assert nothing["chats"] == []
    assert news["chats"] == [ann.id]
    assert news["revision"] > now


async def test_changes_come_as_a_stream_of_events(server, ask, ann):
    async with ask.session.get(f"{server.url}/sandbox/stream") as stream:
        first = await _event(stream)
        await ask("sendMessage", chat_id=ann.id, text="Привет")
        second = await _event(stream)

    assert stream.content_type == "text/event-stream"
    assert second["revision"] > first["revision"]
    assert second["chats"] == [ann.id]


async def _event(stream):
    while True:
        line = await asyncio.wait_for(stream.content.readline(), 5)
        if line.startswith(b"data: "):
            return json.loads(line.removeprefix(b"data: "))


async def test_the_ledger_is_read_from_where_one_stopped(server, ask, ann, page):
    await ask("sendMessage", chat_id=ann.id, text="Раз")
    await ask("sendMessage", chat_id=ann.id, tekst="Два")
    await ask.parts("sendPhoto", {"photo": ("day.png", PIXEL)}, chat_id=ann.id)

    first, second, third = await page("ledger")
    rest = await page(f"ledger?after={second['number']}")

    assert (first["method"], first["status"], first["values"]["text"]) == ("sendMessage", 200, "Раз")
    assert second["violations"][0] == "sendMessage: tekst: unknown field"
    assert third["values"]["photo"] == f"<day.png, {len(PIXEL)} bytes>"
    assert rest == [third]
    assert len((await page("state"))["violations"]) == 2


async def test_troubles_are_ordered_and_lifted(ask, ann, page):
    await page("faults", {"kind": "answers", "status": 429, "retry_after": 3, "method": "sendMessage", "chat": ann.id})
    await page("faults", {"kind": "answers", "status": 500, "method": "getChat", "times": None})

    answers = [await ask("sendMessage", chat_id=ann.id, text="Привет") for _ in range(2)]
    broken = await ask("getChat", chat_id=ann.id)
    faults = await page("faults", verb="DELETE")

    assert [one.get("error_code") for one in answers] == [429, None]
    assert broken["error_code"] == 500
    assert [(one["hits"], one["over"]) for one in faults] == [(1, True), (1, True)]
    assert (await ask("getChat", chat_id=ann.id))["ok"]


async def test_rates_are_switched_and_updates_repeated(server, ask, ann, page):
    await ann.says("раз")
    update = (await ask.updates())[0]["update_id"]
    await ask.updates(offset=update + 1)

    assert await page("rates", {"on": True}) == {"on": True}
    assert await page("updates/again", {"ids": [update]}) == {"waiting": 1}
    assert [one["update_id"] for one in await ask.updates(offset=update + 1)] == [update]
    assert server.rates.on is True


@pytest.mark.parametrize(
    ("path", "said", "status"),
    [
        ("chats/1", None, 404),
        ("chats/1/say", {"by": 1, "text": "а"}, 404),
        ("files/none.png", None, 404),
        ("people", {"title": "без имени"}, 404),
        ("people", [], 400),
        ("faults", {"kind": "earthquake"}, 400),
        ("faults", {"kind": "cuts", "colour": 1}, 400),
        ("ledger?after=often", None, 400),
    ],
)
async def test_what_cannot_be_is_answered_with_a_sentence(server, ask, path, said, status):
    verb = "GET" if said is None else "POST"
    async with ask.session.request(verb, f"{server.url}/sandbox/{path}", json=said) as answer:
        assert answer.status == status
        assert (await answer.json())["error"]


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
async def test_it_runs_by_itself_and_ends_cleanly(sign):
    command = [sys.executable, "-m", "sandbox.telegram", "--port", "0", "--token", f"42:{'x' * 35}", "--person", "Анна"]
    program = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        url = program.stdout.readline().split()[3].rstrip(",")
        async with aiohttp.ClientSession() as session:
            async with session.get(f"{url}/bot42:{'x' * 35}/getMe") as answer:
                assert (await answer.json())["result"]["id"] == 42
            async with session.get(f"{url}/sandbox/people") as people:
                assert [one["name"] for one in await people.json()] == ["Анна"]
            polling = asyncio.ensure_future(session.get(f"{url}/sandbox/changes?since=10&timeout=20"))
            await asyncio.sleep(0.1)
            program.send_signal(sign)
            _out, errors = await asyncio.to_thread(program.communicate, timeout=5)
            await asyncio.gather(polling, return_exceptions=True)
    finally:
        program.kill()

    assert (program.returncode, errors) == (0, "")
