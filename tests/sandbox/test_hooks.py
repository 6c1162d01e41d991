"""Updates are sent to the bot's address: with its secret, a chat's in order, again until they are taken."""

import asyncio
from dataclasses import dataclass, field

import pytest
from aiohttp import web


@dataclass
class Address:
    """Where the bot listens: what came, and what is answered next."""

    url: str = ""
    came: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    delay: float = 0.0
    most_at_once: int = 0
    at_once: int = 0

    async def take(self, request):
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        update = await request.json()
        self.came.append((update, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        await asyncio.sleep(self.delay)
        self.at_once -= 1
        answer = self.answers.pop(0) if self.answers else 200
        return web.json_response(answer) if isinstance(answer, dict) else web.Response(status=answer)

    @property
    def texts(self):
        return [update["message"]["text"] for update, _secret in self.came]


@pytest.fixture
async def address():
    """A listening bot that has not told its address yet."""
    listening = Address()
    app = web.Application()
    app.router.add_post("/hook", listening.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    listening.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield listening
    await runner.cleanup()


async def test_updates_come_with_the_secret_and_are_confirmed_by_a_good_answer(server, ask, ann, address):
    await ann.says("раз")
    await ask("setWebhook", url=address.url, secret_token="s3cret", max_connections=1)
    await ann.says("два")
    await server.settled()

    info = (await ask("getWebhookInfo"))["result"]

    assert address.texts == ["раз", "два"]
    assert {secret for _update, secret in address.came} == {"s3cret"}
    assert (info["url"], info["pending_update_count"], info["max_connections"]) == (address.url, 0, 1)
    assert all(update.confirmed_at is not None for update in server.updates.all)


async def test_a_refused_update_comes_again_and_holds_up_its_own_chat_only(server, ask, ann, address):
    vera = server.person("Вера", started=True)
    server.hooks.gaps = (0.05, 0.05)
    address.answers = [500, 404]
    await ask("setWebhook", url=address.url)
    await ann.says("раз")
    await asyncio.sleep(0.02)
    await ann.says("два")
    await vera.says("другое")
    await server.settled()

    own = [text for text in address.texts if text != "другое"]

    assert own[-1] == "два"
    assert own.count("раз") >= 2
    assert "другое" in address.texts
    info = (await ask("getWebhookInfo"))["result"]
    assert info["last_error_message"].startswith("Wrong response from the webhook: ")


async def test_a_poisonous_update_is_given_up(server, ask, ann, address):
    server.hooks.gaps = (0.01, 0.01)
    address.answers = [500] * 3
    await ask("setWebhook", url=address.url)
    await ann.says("яд")
    await ann.says("мёд")
    await server.settled()

    assert address.texts == ["яд", "яд", "яд", "мёд"]


async def test_no_more_connections_than_allowed(server, ask, address):
    people = [server.person(f"Человек {number}", started=True) for number in range(6)]
    address.delay = 0.05
    await ask("setWebhook", url=address.url, max_connections=2)
    for person in people:
        await person.says("Привет")
    await server.settled()

    assert (len(address.came), address.most_at_once) == (6, 2)


async def test_while_a_hook_is_set_nobody_asks_for_updates(server, ask, ann, address):
    waiting = asyncio.ensure_future(ask("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    await ask("setWebhook", url=address.url)
    asked = await ask("getUpdates")
    await ask("deleteWebhook")

    assert (await waiting)["error_code"] == asked["error_code"] == 409
    assert "while webhook is active" in asked["description"]
    assert (await ask("getUpdates"))["ok"]
    assert (await ask("getWebhookInfo"))["result"]["url"] == ""


async def test_a_hook_may_answer_with_a_request(server, ask, ann, address):
    address.answers = [{"method": "sendMessage", "chat_id": ann.id, "text": "Ответ"}]
    await ask("setWebhook", url=address.url)

    await ann.says("раз")

    assert (await ann.waits_for()).text == "Ответ"
    assert server.ledger.violations == []


async def test_updates_sent_once_more_come_out_of_order(server, ask, ann, address):
    await ask("setWebhook", url=address.url)
    await ann.says("раз")
    await ann.says("два")
    await server.settled()

    first, second = server.updates.all
    server.updates.again(second, first)
    await server.settled()

    assert address.texts == ["раз", "два", "два", "раз"]


async def test_nothing_is_sent_to_other_machines(server, ask, ann):
    server.hooks.gaps = ()
    await ask("setWebhook", url="https://bot.example.org/hook")
    await ann.says("раз")
    await server.settled()

    info = (await ask("getWebhookInfo"))["result"]
    assert "reaches this machine only" in info["last_error_message"]


async def test_an_address_where_nobody_listens_is_a_trouble(server, ask, ann):
    server.hooks.gaps = ()
    await ask("setWebhook", url="http://127.0.0.1:9/hook")
    await ann.says("раз")
    await server.settled()

    assert "Connection failed" in (await ask("getWebhookInfo"))["result"]["last_error_message"]
