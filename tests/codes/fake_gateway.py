"""A stand-in for a provider's HTTP interface, on a port of this machine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Request:
    """What arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: str


@dataclass
class FakeGateway:
    """Remembers what it is asked and answers what it is told to.

    Attributes:
        url: Where it is.
        status: What it answers.
        answer: Likewise.
        silent: Set it, and it does not answer while it is open.
        requests: What arrived.
        closing: Set when it closes.
    """

    url: str = ""
    status: int = 200
    answer: str = "{}"
    silent: bool = False
    requests: list[Request] = field(default_factory=list)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.Response:
        self.requests.append(
            Request(
                request.method,
                request.path,
                dict(request.query),
                dict(request.headers),
                await request.text(),
            )
        )
        if self.silent:
            await self.closing.wait()
        headers = {"Location": f"{self.url}/elsewhere"} if self.status == 302 else None
        return web.Response(status=self.status, text=self.answer, headers=headers)


@asynccontextmanager
async def fake_gateway() -> AsyncIterator[FakeGateway]:
    gateway = FakeGateway()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", gateway.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        gateway.url = f"http://{host}:{port}"
        yield gateway
    finally:
        gateway.closing.set()
        await runner.cleanup()
