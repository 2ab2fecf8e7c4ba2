"""The web client in a browser: what comes at the first visit, a start later on, a very long chat.

The server and its database are on one core, the browser on the other. Beside the figures are the
budgets that the project keeps.
"""

import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import typing
from collections.abc import Iterator
from pathlib import Path

from bench.figures import Figure
from bench.seed import dsn_of
from bench.served import served
from hodhod.domain.ids import BoxId, PeerId
from hodhod.domain.message import Copy, NewMessage, content_of
from hodhod.domain.search_text import index_tokens
from hodhod.store import Store
from hodhod.tl import types
from tools import web

MESSAGES = 100_000
CHATS = 200
AT_ONCE = 500
PHONE = 9_996_621_000
"""The first of the numbers that a server with test numbers knows the codes of."""

FIRST_LOAD_BYTES = 350_000
START_MS = 300
TASK_MS = 50

TEXTS = (
    "سلام! خوبی؟",
    "فردا ساعت ده همان جای همیشگی؟ اگر دیر شد زنگ می‌زنم.",
    "OK",
    "See https://example.org/a/rather/long/address for the plan, and tell the others.",
    "یک نوشتهٔ بلندتر که چند سطر می‌شود، چون همه کوتاه نمی‌نویسند. " * 4,
)
SETTINGS = {"HODHOD_ACCOUNTS_TEST_NUMBERS": "true"}


def measure() -> Iterator[Figure]:
    web.build()
    found = asyncio.run(_measure())
    budget = f"of {FIRST_LOAD_BYTES / 1000:.0f} kB at most"
    yield Figure("first visit until a number can be typed", found["usable"] / 1000, "kB", budget)
    yield Figure("first visit until nothing more comes", found["whole"] / 1000, "kB")
    work = statistics.median(start["work"] for start in found["starts"])
    shown = statistics.median(start["shown"] for start in found["starts"])
    times = f"median of {len(found['starts'])}, {CHATS} chats"
    yield Figure("work of a start until the list is there", work, "ms", f"of {START_MS}; {times}")
    yield Figure("  the list is there after", shown, "ms", times)
    much = f"{found['read']:,} of {MESSAGES:,} messages"
    yield Figure("longest task while scrolling", found["longest"], "ms", f"of {TASK_MS}; {much}")
    yield Figure("  tasks over 50 ms", found["long"], "", much)


async def _measure() -> dict[str, typing.Any]:
    async with served(SETTINGS) as host:
        await fill(host.server.data)
        with tempfile.TemporaryDirectory() as folder:
            told = Path(folder) / "measured.json"
            env = {"HODHOD": f"http://{host.server.http}", "PHONE": str(PHONE)}
            env |= {"MEASURED": str(told), "NO_COLOR": "1"}
            command = [sys.executable, "-m", "tools.web", "run", "measure"]
            done = await asyncio.to_thread(
                subprocess.run, command, env=os.environ | env, capture_output=True, text=True
            )
            assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
            return json.loads(told.read_text())


async def fill(data: Path) -> None:
    """Writes the people, a chat of one with each other, and one that is very long."""
    store = await Store.open(dsn_of(data))
    now = int(time.time())
    try:
        boxes = []
        for number in range(CHATS + 1):
            user_id = await store.users.create(
                phone=str(PHONE + number),
                first_name=f"User {number}",
                last_name="",
                lang="en",
                is_bot=False,
                now=now,
            )
            assert user_id is not None
            boxes.append(BoxId(user_id))
        me, *others = boxes
        chats = [message(me, other, now - 2 * MESSAGES) for other in others]
        long = [message(me, others[0], now - MESSAGES + turn) for turn in range(MESSAGES)]
        every = chats + long
        for start in range(0, len(every), AT_ONCE):
            await store.messages.append(every[start : start + AT_ONCE])
    finally:
        await store.close()


def message(me: BoxId, other: BoxId, date: int) -> NewMessage:
    text = random.choice(TEXTS)
    blank = types.Message(id=0, peer_id=types.PeerUser(user_id=0), date=0, message=text)
    origin, receiver = random.sample((me, other), 2)
    return NewMessage(
        origin=origin,
        copies=(
            Copy(origin, PeerId(receiver), out=True, unread=False),
            Copy(receiver, PeerId(origin), out=False, unread=False),
        ),
        from_id=PeerId(origin),
        date=date,
        content=content_of(blank),
        random_id=random.getrandbits(63),
        tokens=index_tokens(text),
    )
