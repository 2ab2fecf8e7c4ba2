"""The Bot API on a port, over a town; and a bot that asks it."""

from __future__ import annotations

import asyncio
import io
import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import aiohttp
from aiohttp import web

from hodhod.actions.bots.making import create_bot
from hodhod.actions.bots.tokens import caller_of, token_of
from hodhod.botapi.father.account import make_father
from hodhod.botapi.server import bring_updates, routes
from hodhod.botapi.updates.hub import Hub
from hodhod.domain.ids import SERVICE_USER
from tests.api.world import Person, World

_names = itertools.count(1)

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


@dataclass(frozen=True)
class Answer:
    """An answer of the server."""

    status: int
    said: dict[str, Json]

    @property
    def description(self) -> str:
        return str(self.said["description"])


class BotProgram:
    """A program with a token.

    Attributes:
        person: Its account, as the town's people see it.
    """

    def __init__(self, url: str, token: str, username: str, person: Person) -> None:
        self.url = url
        self.token = token
        self.username = username
        self.person = person

    async def ask(self, method: str, **said: object) -> Answer:
        """Ask with JSON, and return the answer, whatever it is."""
        url = f"{self.url}/bot{self.token}/{method}"
        async with aiohttp.ClientSession() as http, http.post(url, json=said) as answer:
            return Answer(answer.status, await answer.json())

    async def call(self, method: str, **said: object) -> Json:
        """Ask, and return the result."""
        answer = await self.ask(method, **said)
        assert answer.said["ok"] is True, answer.said
        return answer.said["result"]

    async def upload(self, method: str, field: str, data: bytes, **said: str) -> Json:
        """Ask with a file, and return the result."""
        form = aiohttp.FormData(said, quote_fields=False)
        form.add_field(
            field, io.BytesIO(data), filename="a file.bin", content_type="application/octet-stream"
        )
        url = f"{self.url}/bot{self.token}/{method}"
        async with aiohttp.ClientSession() as http, http.post(url, data=form) as answer:
            found = Answer(answer.status, await answer.json())
        assert found.status == 200, found.said
        return found.said["result"]

    async def updates(self, **said: object) -> list[dict[str, Json]]:
        """What has happened since the last time."""
        found = await self.call("getUpdates", **said)
        assert isinstance(found, list)
        told = [one for one in found if isinstance(one, dict)]
        if told:
            last = told[-1]["update_id"]
            assert isinstance(last, int)
            await self.call("getUpdates", offset=last + 1, limit=1)
        return told

    async def texts(self) -> list[str]:
        """What was said to it since the last time."""
        found = []
        for update in await self.updates():
            message = update.get("message") or update.get("channel_post")
            if isinstance(message, dict) and "text" in message:
                found.append(str(message["text"]))
        return found


@dataclass(frozen=True)
class Site:
    """The Bot API of a town."""

    world: World
    url: str
    hub: Hub

    async def holds(self, bot: BotProgram) -> None:
        """Wait until a request of a bot is held."""
        while bot.person.id not in self.hub.waiting:  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0)

    async def bot(self) -> BotProgram:
        """A bot with a program that asks over HTTP."""
        app = self.world.app
        username = f"program_{next(_names)}_bot"
        made = await create_bot(app, SERVICE_USER, "Program", username)
        person = Person(self.world, caller_of(made.bot_id))
        return BotProgram(self.url, token_of(app, made), username, person)


@asynccontextmanager
async def serving(world: World, **policy: object) -> AsyncIterator[Site]:
    """Serve a town's bots, with another policy if need be."""
    app = replace(world.app, policy=replace(world.app.policy, **policy))  # type: ignore[arg-type]
    await make_father(app)
    hub = Hub(app)
    bringing = asyncio.create_task(bring_updates(app, hub).run())
    application = web.Application()
    application.add_routes(routes(app, hub))
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server is not None  # noqa: SLF001 - aiohttp tells the port nowhere else
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]  # noqa: SLF001
    try:
        yield Site(world, f"http://127.0.0.1:{port}", hub)
    finally:
        hub.close()
        await runner.cleanup()
        bringing.cancel()
        await asyncio.wait([bringing])
