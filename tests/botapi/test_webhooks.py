"""Updates are brought to bots: once, with their secret, again when it failed, delaying nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web

from hodhod.botapi.updates import webhook
from hodhod.botapi.updates.webhook import SECRET_HEADER
from tests.api.world import World
from tests.botapi.site import BotProgram, Json, Site, serving


@dataclass
class Receiver:
    """A bot's own web server.

    Attributes:
        url: Where it listens.
        came: What was brought.
        secrets: With which secret.
        status: What it says.
        said: With which words.
        hangs: Whether it says nothing.
    """

    url: str = ""
    came: asyncio.Queue[dict[str, Json]] = field(default_factory=asyncio.Queue)
    secrets: list[str] = field(default_factory=list)
    status: int = 200
    said: str = ""
    hangs: bool = False

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get(SECRET_HEADER, ""))
        if self.hangs:
            await asyncio.Event().wait()
        if self.status == 200:
            await self.came.put(await request.json())
        else:
            self.status = 200
            return web.Response(status=500)
        return web.Response(text=self.said, content_type="application/json")

    async def text(self) -> str:
        update = await self.came.get()
        message = update["message"]
        assert isinstance(message, dict)
        return str(message["text"])


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    application = web.Application()
    application.add_routes([web.post("/hook", receiver.take)])
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None  # noqa: SLF001 - aiohttp tells the port nowhere else
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]  # noqa: SLF001
    receiver.url = f"http://127.0.0.1:{port}/hook"
    try:
        yield receiver
    finally:
        await runner.cleanup()


@pytest.fixture
async def inside(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    """A site whose operator lets webhooks into their own network; it does not wait long."""
    monkeypatch.setattr(webhook, "FIRST_PAUSE_S", 0.01)
    async with serving(world, bot_private_webhooks=True) as served:
        yield served


async def test_updates_are_brought_with_the_secret(inside: Site) -> None:
    alice, bot = await inside.world.user("Alice"), await inside.bot()
    await alice.say(bot.person, "before")
    async with receiving() as receiver:
        await bot.call("setWebhook", url=receiver.url, secret_token="a-secret")
        assert await receiver.text() == "before"
        await alice.say(bot.person, "after")
        assert await receiver.text() == "after"
        assert receiver.secrets == ["a-secret", "a-secret"]
        info = await told(bot)
        assert (info["url"], info["pending_update_count"]) == (receiver.url, 0)
        refused = await bot.ask("getUpdates")
        assert refused.status == 409
        assert refused.description.startswith("Conflict: can't use getUpdates method while webhook")
        await bot.call("deleteWebhook")
        await alice.say(bot.person, "later")
        assert await bot.texts() == ["later"]
        assert receiver.came.empty()


async def told(bot: BotProgram) -> dict[str, Json]:
    info = await bot.call("getWebhookInfo")
    assert isinstance(info, dict)
    return info


async def test_what_failed_is_brought_again(inside: Site) -> None:
    alice, bot = await inside.world.user("Alice"), await inside.bot()
    async with receiving() as receiver:
        receiver.status = 500
        await bot.call("setWebhook", url=receiver.url)
        await alice.say(bot.person, "one")
        assert await receiver.text() == "one"
        await alice.say(bot.person, "two")
        assert await receiver.text() == "two"
        info = await told(bot)
        error = "Wrong response from the webhook: 500 Internal Server Error"
        assert info["last_error_message"] == error


async def test_a_bot_that_hangs_delays_nobody(inside: Site) -> None:
    alice, slow, fast = await inside.world.user("Alice"), await inside.bot(), await inside.bot()
    async with receiving() as hanging, receiving() as receiver:
        hanging.hangs = True
        await slow.call("setWebhook", url=hanging.url)
        await fast.call("setWebhook", url=receiver.url)
        await alice.say(slow.person, "one")
        await alice.say(fast.person, "two")
        assert await receiver.text() == "two"
        assert (await told(slow))["pending_update_count"] == 1


async def test_a_bot_asks_for_something_by_its_answer(inside: Site) -> None:
    alice, bot = await inside.world.user("Alice"), await inside.bot()
    async with receiving() as receiver:
        receiver.said = f'{{"method": "sendMessage", "chat_id": {alice.id}, "text": "at once"}}'
        await bot.call("setWebhook", url=receiver.url)
        await alice.say(bot.person, "one")
        await receiver.text()
        while True:
            history = await inside.world.history(alice, bot.person.peer_id)
            if len(history) == 2:
                break


async def test_the_operator_s_own_network_is_closed_unless_they_open_it(site: Site) -> None:
    bot = await site.bot()
    for url in (
        "http://example.com/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.0.0.1:8443/",
        "https://[::1]/",
        "https://169.254.169.254/",
        "ftp://example.com/",
        "https://user:pass@example.com/",
        "https://",
        "https://a.example/" + "a" * 3000,
        "x",
    ):
        answer = await bot.ask("setWebhook", url=url)
        assert (answer.status, answer.description[:24]) == (400, "Bad Request: bad webhook"), url
    assert (await told(bot))["url"] == ""
    answer = await bot.ask("setWebhook", url="https://a.example/", secret_token="a b")
    assert answer.status == 400
