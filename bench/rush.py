"""The rush: a thousand people chat, and strangers come to sign up, more than the server can take.

A thousand people send to each other at a fixed rate, whatever comes back; a message's time counts
from the moment when it was due. First they are alone, then strangers come for a minute. With
BENCH_PLOT=FILE.svg it is drawn.
"""

import asyncio
import itertools
import json
import os
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from bench.client import Client, message, texts_in
from bench.figures import Figure
from bench.messages import meet
from bench.plot import Panel, draw
from bench.seed import Town, seed
from bench.served import Served, served
from hodhod.tl import types
from tests.e2e.database import resident_bytes

PEOPLE, RATE = 1_000, 250
"""Messages a second: a tenth of the sustained rate."""

STRANGERS_A_SECOND = 600
"""Ten times what the server can take."""

WARM_S, ALONE_S, RUSH_S, AFTER_S = 5.0, 25.0, 60.0, 10.0
SETTINGS = {
    "HODHOD_ACCOUNTS_TEST_NUMBERS": "true",
    "HODHOD_CODES_PER_ADDRESS_HOUR": "10000000",
}
ARRIVE_S = 60.0
OWN_TICK_S = 0.01


@dataclass(slots=True)
class Talk:
    """All that is said; times are seconds since it began.

    Attributes:
        due: Messages under way, by number: when they were due.
        waits: When a message was due, and how long it took to arrive.
        failed: Messages that were refused.
    """

    start: float = field(default_factory=time.perf_counter)
    due: dict[int, float] = field(default_factory=dict)
    waits: list[tuple[float, float]] = field(default_factory=list)
    failed: int = 0
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def now(self) -> float:
        return time.perf_counter() - self.start

    def arrived(self, body: bytes) -> None:
        for text in texts_in(body):
            self._got(text)

    def _got(self, text: str) -> None:
        due = self.due.pop(int(text[:10]))
        self.waits.append((due, self.now - due))

    async def say(self, writer: Client, peer: types.InputPeerUser, due: float) -> None:
        number = next(self.numbers)
        self.due[number] = due
        try:
            await writer.ask(message(peer, f"{number:010} "))
        except (ConnectionError, RuntimeError):
            self.failed += 1

    def between(self, start: float, end: float) -> list[float]:
        return sorted(wait for due, wait in self.waits if start <= due < end)


@dataclass(slots=True)
class Seen:
    """What was seen each second.

    Attributes:
        memory: Bytes of the server.
        rate: How many strangers it lets in.
        strangers: What became of them, as `bench.strangers` tells.
        own: How late the measuring process was.
    """

    memory: list[tuple[float, float]] = field(default_factory=list)
    rate: list[tuple[float, float]] = field(default_factory=list)
    strangers: list[dict[str, float]] = field(default_factory=list)
    own: list[tuple[float, float]] = field(default_factory=list)


def measure() -> Iterator[Figure]:
    talk, seen = uvloop.run(_measure())
    if plot := os.environ.get("BENCH_PLOT"):
        draw(panels(talk, seen), Path(plot), (ALONE_S, ALONE_S + RUSH_S))
    yield from told(talk, seen)


async def _measure() -> tuple[Talk, Seen]:
    async with served(SETTINGS) as host:
        town = await seed(host.server.data, PEOPLE)
        talk, seen = Talk(), Seen()
        pairs = await _meet(host, town, talk)
        talk.start = time.perf_counter()
        rush = asyncio.create_task(_strangers(host, seen))
        own = asyncio.create_task(_own_delay(talk, seen))
        watching = asyncio.create_task(_watch(host, talk, seen))
        sending: set[asyncio.Task[None]] = set()
        turns = itertools.cycle(pairs)
        for number in range(int((ALONE_S + RUSH_S + AFTER_S) * RATE)):
            due = number / RATE
            if (wait := due - talk.now) > 0:
                await asyncio.sleep(wait)
            task = asyncio.create_task(talk.say(*next(turns), due))
            sending.add(task)
            task.add_done_callback(sending.discard)
        await rush
        watching.cancel()
        own.cancel()
        async with asyncio.timeout(ARRIVE_S):
            await asyncio.gather(*sending)
            while len(talk.due) > talk.failed:  # noqa: ASYNC110 - a second more or less
                await asyncio.sleep(0.1)
        for writer, _ in pairs:
            writer.close()
    return talk, seen


async def _meet(host: Served, town: Town, talk: Talk) -> list[tuple[Client, types.InputPeerUser]]:
    people = iter(town.people)
    pairs = []
    for writer, listener in zip(people, people, strict=True):
        pair = await meet(host, town, writer, listener, talk.arrived)
        pairs.append((pair.writer, pair.peer))
    return pairs


async def _strangers(host: Served, seen: Seen) -> None:
    await asyncio.sleep(ALONE_S)
    address = host.server.mtproto
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.strangers", address.host, str(address.port)),
        *(str(host.server.data / "server-public-key.pem"), str(STRANGERS_A_SECOND), str(RUSH_S)),
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    async for line in process.stdout:
        seen.strangers.append(json.loads(line))
    await process.wait()


async def _own_delay(talk: Talk, seen: Seen) -> None:
    """How late this very process is: what is measured cannot be better than that."""
    while True:
        due = talk.now + OWN_TICK_S
        await asyncio.sleep(OWN_TICK_S)
        seen.own.append((due, max(0.0, talk.now - due)))


async def _watch(host: Served, talk: Talk, seen: Seen) -> None:
    while True:
        text = await asyncio.to_thread(host.metrics)
        [rate] = re.findall(r"^hodhod_strangers_rate (\S+)$", text, re.MULTILINE)
        seen.rate.append((talk.now, float(rate)))
        seen.memory.append((talk.now, float(resident_bytes(host.server.pid()))))
        await asyncio.sleep(1)


def told(talk: Talk, seen: Seen) -> Iterator[Figure]:
    alone = talk.between(WARM_S, ALONE_S)
    rush = talk.between(ALONE_S, ALONE_S + RUSH_S)
    last = seen.strangers[-1]
    before, during = share(alone, 0.99), share(rush, 0.99)
    yield Figure("p99 of a message before the rush", before * 1e3, "ms", f"{len(alone)} messages")
    yield Figure("p99 of a message during the rush", during * 1e3, "ms", f"{len(rush)} messages")
    yield Figure("  that is", during / before, "times", "must be at most 2")
    own = [
        share(sorted(late for at, late in seen.own if low <= at < low + length), 0.99) * 1e3
        for low, length in ((WARM_S, ALONE_S - WARM_S), (ALONE_S, RUSH_S))
    ]
    yield Figure(
        "  of it the measuring process is late, 99 of 100", own[1], "ms", f"before: {own[0]:.1f} ms"
    )
    halves = share(alone, 0.5) * 1e3, share(rush, 0.5) * 1e3
    yield Figure("  half arrive within", halves[1], "ms", f"before: {halves[0]:.1f} ms")
    yield Figure("messages lost or failed", len(talk.due) + talk.failed, "")
    yield Figure("strangers who came", last["came"], "", f"{STRANGERS_A_SECOND} a second")
    yield Figure("  who signed up", last["inside"], "", f"{last['inside'] / RUSH_S:.1f} a second")
    yield Figure("  who were told how long to wait", last["told"], "")
    yield Figure("  turns away at the door (-429)", last["door"], "", "they come again")
    yield Figure("  connections lost, other errors", last["lost"] + last["failed"], "")
    grown = max(value for _, value in seen.memory) - seen.memory[0][1]
    yield Figure("memory that the rush took", grown / 2**20, "MiB")


def panels(talk: Talk, seen: Seen) -> list[Panel]:
    by_second: defaultdict[int, list[float]] = defaultdict(list)
    for due, wait in talk.waits:
        by_second[int(due)].append(wait * 1e3)
    seconds = [(float(at), sorted(waits)) for at, waits in sorted(by_second.items())]
    came = [(ALONE_S + line["at"], line) for line in seen.strangers]
    return [
        Panel(
            "milliseconds until a message arrives",
            {name: [(at, share(w, q)) for at, w in seconds] for name, q in SHARES},
        ),
        Panel(
            "strangers so far",
            {name: [(at, line[name]) for at, line in came] for name in ("came", "inside", "told")},
        ),
        Panel("strangers let in a second", {"rate": seen.rate}),
        Panel("memory, MiB", {"server": [(at, size / 2**20) for at, size in seen.memory]}),
    ]


SHARES = (("half", 0.5), ("99 of 100", 0.99))


def share(waits: list[float], part: float) -> float:
    return waits[int(len(waits) * part)]
