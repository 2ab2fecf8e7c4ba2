"""As much of a NATS server as the bus needs, for machines without one.

Source: https://docs.nats.io/reference/reference-protocols/nats-protocol
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(eq=False, slots=True)
class _Client:
    writer: asyncio.StreamWriter
    echo: bool = True
    subscriptions: dict[str, str] = field(default_factory=dict)


class Broker:
    def __init__(self) -> None:
        self._clients: list[_Client] = []
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        client = _Client(writer)
        self._clients.append(client)
        info = {"server_id": "x", "version": "2.10.0", "max_payload": 1 << 20, "headers": True}
        writer.write(b"INFO " + json.dumps(info).encode() + b"\r\n")
        try:
            while line := await reader.readline():
                verb, _, rest = line.strip().partition(b" ")
                await self._obey(client, verb.upper(), rest, reader)
        finally:
            self._clients.remove(client)
            writer.close()

    async def _obey(
        self, client: _Client, verb: bytes, rest: bytes, reader: asyncio.StreamReader
    ) -> None:
        words = rest.decode().split()
        if verb == b"CONNECT":
            client.echo = json.loads(rest).get("echo", True)
        elif verb == b"PING":
            client.writer.write(b"PONG\r\n")
        elif verb == b"SUB":
            client.subscriptions[words[-1]] = words[0]
        elif verb == b"UNSUB":
            client.subscriptions.pop(words[0], None)
        elif verb == b"PUB":
            size = int(words[-1])
            payload = (await reader.readexactly(size + 2))[:size]
            self._route(client, words[0], payload)

    def _route(self, sender: _Client, subject: str, payload: bytes) -> None:
        for client in self._clients:
            if client is sender and not client.echo:
                continue
            for sid, wanted in client.subscriptions.items():
                if wanted == subject:
                    head = f"MSG {subject} {sid} {len(payload)}\r\n".encode()
                    client.writer.write(head + payload + b"\r\n")


@asynccontextmanager
async def broker() -> AsyncIterator[str]:
    """Run one; yield its address."""
    it = Broker()
    server = await asyncio.start_server(it.serve, "127.0.0.1", 0)
    try:
        yield f"nats://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
