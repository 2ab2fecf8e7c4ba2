"""What the workers of a machine ask each other, as HTTP over sockets that nobody else can reach.

    FOLDER/<node>.http    POST /api       a packet that belongs there (gateway/homes.py)
                          GET  /metrics   that worker's own

A worker that does not answer has died: what was asked of it is done without it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import aiohttp
from aiohttp import web

from hodhod.domain.event import Node
from hodhod.gateway.homes import home_of
from hodhod.ops.metrics_of_all import together
from hodhod.ops.wiring import Neighbours

CAME_FROM: Final = "Hodhod-Came-From"
"""The address of the client that a neighbour passes a packet on for."""

PATIENCE: Final = aiohttp.ClientTimeout(total=90)
"""Longer than any request is held."""

METRICS_S: Final = 2.0
"""How long a neighbour's metrics are waited for."""

log = logging.getLogger(__name__)


def socket_of(folder: Path, node: Node) -> Path:
    """Return where a worker listens for the others."""
    return folder / f"{node}.http"


def is_neighbour(request: web.Request) -> bool:
    """Tell whether a request comes from another worker."""
    transport = request.transport
    # The name of a socket in a folder is a path, any other's an address.
    return transport is not None and isinstance(transport.get_extra_info("sockname"), str)


class Neighbourhood:
    """The others, as one worker sees them; made by `neighbourhood`.

    Args:
        number: Which one this is.
        clients: How each is reached, by number.
    """

    def __init__(self, number: int, clients: list[aiohttp.ClientSession]) -> None:
        self._number = number
        self._clients = clients

    async def answer(self, payload: bytes, ip: str) -> tuple[int, bytes] | None:
        """Have a packet answered by the worker that it belongs to; as `Homes.answer`."""
        home = home_of(payload, len(self._clients))
        if home == self._number:
            return None
        try:
            async with self._clients[home].post(
                "/api", data=payload, headers={CAME_FROM: ip}
            ) as answer:
                return answer.status, await answer.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            # It has died: its sessions are gone, and this worker is as good as any.
            log.info("worker %d does not answer: %s", home, error)
            return None

    async def metrics(self, own: bytes) -> bytes:
        """Return the metrics of all workers that answer, as one text.

        Args:
            own: Those of this one.
        """
        others = [number for number in range(len(self._clients)) if number != self._number]
        found = await asyncio.gather(*map(self._metrics_of, others))
        texts = {number: text for number, text in zip(others, found, strict=True) if text}
        return together({self._number: own.decode(), **texts})

    async def _metrics_of(self, number: int) -> str:
        try:
            async with asyncio.timeout(METRICS_S), self._clients[number].get("/metrics") as answer:
                return await answer.text()
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.info("worker %d shows no metrics: %s", number, error)
            return ""


@asynccontextmanager
async def neighbourhood(neighbours: Neighbours) -> AsyncIterator[Neighbourhood]:
    """Yield the way to the other workers."""
    clients = [
        aiohttp.ClientSession(
            "http://worker",
            connector=aiohttp.UnixConnector(str(socket_of(neighbours.folder, node)), limit=0),
            timeout=PATIENCE,
        )
        for node in neighbours.nodes
    ]
    try:
        yield Neighbourhood(neighbours.number, clients)
    finally:
        await asyncio.gather(*(client.close() for client in clients))
