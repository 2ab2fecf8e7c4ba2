"""Private messages a second, end to end: asked, stored in both boxes, answered and pushed."""

import asyncio
import os
import time

from bench.client import Client
from bench.figures import Figure
from bench.served import Served, processor_seconds, served
from hodhod import tl
from hodhod.tl import functions, types

COUPLES = 16
AT_ONCE = 8
"""Requests of one user under way at once."""

WARM_S, MEASURE_S = 3.0, 15.0
TEXT = "سلام! فردا ساعت ده همان جای همیشگی؟"


def measure() -> list[Figure]:
    return asyncio.run(_measure())


async def _measure() -> list[Figure]:
    async with served() as town:
        received = Receipts()
        couples = [await couple(town, received) for _ in range(COUPLES)]
        stop = asyncio.Event()
        sent = [0]
        tasks = [
            asyncio.ensure_future(talk(client, peer, sent, stop))
            for client, peer in couples
            for _ in range(AT_ONCE)
        ]
        await asyncio.sleep(WARM_S)
        pid = town.server.pid()
        before, pushed = sent[0], received.count
        busy, start = processor_seconds(pid), time.perf_counter()
        await asyncio.sleep(MEASURE_S)
        took = time.perf_counter() - start
        busy = processor_seconds(pid) - busy
        done, pushed = sent[0] - before, received.count - pushed
        stop.set()
        await asyncio.gather(*tasks)
        for client, _ in couples:
            client.close()
    load = f"server {busy / took:.0%} of a core; database and load share the other"
    return [
        Figure("private messages, sent and answered", done / took, "/s", load),
        Figure("the same, pushed to their receivers", pushed / took, "/s"),
        Figure("processor time of the server for each", busy / max(done, 1) * 1e6, "µs"),
    ]


class Receipts:
    """Counts messages that were pushed to a receiver."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, body: bytes) -> None:
        value = tl.decode(body)
        if isinstance(value, types.Updates):
            self.count += sum(isinstance(u, types.UpdateNewMessage) for u in value.updates)


async def couple(town: Served, received: Receipts) -> tuple[Client, types.TypeInputPeer]:
    """One who writes, and one who listens."""
    writer, listener = Client(), Client(received)
    await town.client(writer)
    await town.client(listener)
    await town.user(writer)
    user = await town.user(listener)
    await listener.ask(functions.updates.GetState())
    imported = await writer.ask(
        functions.contacts.ImportContacts(
            contacts=(
                types.InputPhoneContact(
                    client_id=0, phone=user.phone or "", first_name="Listener", last_name=""
                ),
            )
        )
    )
    assert isinstance(imported, types.contacts.ImportedContacts)
    friend = imported.users[0]
    assert isinstance(friend, types.User)
    return writer, types.InputPeerUser(user_id=friend.id, access_hash=friend.access_hash or 0)


async def talk(
    client: Client, peer: types.TypeInputPeer, sent: list[int], stop: asyncio.Event
) -> None:
    while not stop.is_set():
        await client.ask(
            functions.messages.SendMessage(
                peer=peer,
                message=TEXT,
                random_id=int.from_bytes(os.urandom(8), "little", signed=True),
            )
        )
        sent[0] += 1
