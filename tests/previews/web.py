"""A small web on 127.0.0.1, whose names are in a table of the test's."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from hodhod.previews import Fetcher, Guard, is_public, open_fetcher
from hodhod.previews.guard import Address

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Web:
    """Pages by path, and what was asked.

    Attributes:
        port: Where it listens.
        pages: What is answered.
        asked: Host and path of each request.
        closing: Set when it closes.
    """

    port: int = 0
    pages: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    closing: asyncio.Event = field(default_factory=asyncio.Event)

    def url(self, path: str = "/", host: str = "site.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def put(self, path: str, body: str | bytes, mime: str = "text/html", status: int = 200) -> None:
        """Answer a path with a body."""
        data = body.encode() if isinstance(body, str) else body

        async def answer(_: web.Request) -> web.StreamResponse:
            return web.Response(status=status, body=data, headers={"Content-Type": mime})

        self.pages[path] = answer

    def lead(self, path: str, to: str, status: int = 302) -> None:
        """Answer a path with a redirect."""

        async def answer(_: web.Request) -> web.StreamResponse:
            return web.Response(status=status, headers={"Location": to})

        self.pages[path] = answer

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(f"{request.url.host}{request.path}")
        answer = self.pages.get(request.path)
        return web.Response(status=404) if answer is None else await answer(request)


class Table(AbstractResolver):
    """Names of a test; those that are not in it lead to this machine.

    Attributes:
        names: Addresses by name.
        asked: Names that were asked for.
    """

    def __init__(self, names: dict[str, list[str]] | None = None) -> None:
        self.names = names or {}
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        del family
        return [
            ResolveResult(
                hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0
            )
            for address in self.names.get(host, ["127.0.0.1"])
        ]

    async def close(self) -> None:
        pass


def _here_or_public(address: Address) -> bool:
    return str(address) == "127.0.0.1" or is_public(address)


HERE = Guard(_here_or_public, None)
"""The product's guard, but for the one address that tests listen on, and its port."""


@asynccontextmanager
async def small_web() -> AsyncIterator[Web]:
    site = Web()
    app = web.Application()
    app.router.add_route("GET", "/{path:.*}", site.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        site.port = runner.addresses[0][1]
        yield site
    finally:
        site.closing.set()
        await runner.cleanup()


@asynccontextmanager
async def fetcher_here(table: Table | None = None) -> AsyncIterator[Fetcher]:
    async with open_fetcher(guard=HERE, resolver=table or Table()) as fetcher:
        yield fetcher
