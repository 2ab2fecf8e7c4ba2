"""How many private messages a second the store alone takes, and how long each waits.

The database runs on the same machine with everything durable, as `hodhod serve` starts it.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import uvloop

from bench.figures import Figure
from hodhod.domain.ids import BoxId, PeerId
from hodhod.domain.message import Copy, NewMessage, content_of
from hodhod.domain.search_text import index_tokens
from hodhod.store import Store
from hodhod.store.embedded import start_embedded
from hodhod.tl import types

PEOPLE = 10_000
LOADS = ((1, 500), (10, 500), (100, 200), (1_000, 30))
"""How many send at the same time, and how many messages each."""

TEXT = "سلام! فردا ساعت ده همان جای همیشگی؟"


def measure() -> Iterator[Figure]:
    with (
        tempfile.TemporaryDirectory() as folder,
        start_embedded(Path(folder) / "database") as server,
    ):
        for senders, each in LOADS:
            yield from uvloop.run(_send(server.dsn(), senders, each))


async def _send(dsn: str, senders: int, each: int) -> list[Figure]:
    store = await Store.open(dsn)
    people = [BoxId(1_000_000 + number) for number in range(PEOPLE)]
    others = [BoxId(2_000_000 + number) for number in range(PEOPLE)]
    waits: list[float] = []

    async def send(sender: BoxId) -> None:
        for _ in range(each):
            message = private_message(sender, random.choice(others))
            start = time.perf_counter()
            await store.messages.append([message])
            waits.append(time.perf_counter() - start)

    await asyncio.gather(*(send(sender) for sender in people[:10]))
    waits.clear()
    start, cpu = time.perf_counter(), time.process_time()
    await asyncio.gather(*(send(sender) for sender in people[:senders]))
    took, cpu = time.perf_counter() - start, time.process_time() - cpu
    await store.close()
    waits.sort()
    who = f"{senders} at a time"
    return [
        Figure("private messages into the store", len(waits) / took, "1/s", who),
        Figure("  of which our process", cpu / len(waits) * 1e6, "µs each", who),
        Figure("  half wait less than", waits[len(waits) // 2] * 1e3, "ms", who),
        Figure("  99 of 100 wait less than", waits[len(waits) * 99 // 100] * 1e3, "ms", who),
    ]


def private_message(sender: BoxId, receiver: BoxId) -> NewMessage:
    blank = types.Message(id=0, peer_id=types.PeerUser(user_id=0), date=0, message=TEXT)
    return NewMessage(
        origin=sender,
        copies=(
            Copy(sender, PeerId(receiver), out=True, unread=False),
            Copy(receiver, PeerId(sender), out=False, unread=True),
        ),
        from_id=PeerId(sender),
        date=1_800_000_000,
        content=content_of(blank),
        random_id=random.getrandbits(63),
        tokens=index_tokens(TEXT),
    )
