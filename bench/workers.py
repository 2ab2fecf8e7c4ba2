"""What a message costs the server with one worker and with two, whose users write to each other.

Two cores cannot hold two workers, a database and whoever measures them. So it is not counted how
many messages come through, but the time on a processor that each takes the workers: two carry twice
as many as one if that stays what it was, and its growth is what the bus between them costs.
"""

import statistics
from collections.abc import Iterator

import uvloop

from bench.figures import Figure
from bench.messages import Run, meet, run
from bench.seed import seed
from bench.served import served

PAIRS, WINDOW, RUNS = 100, 4, 3


def measure() -> Iterator[Figure]:
    one = statistics.median(one.server for one in uvloop.run(_measure(1)))
    two = statistics.median(one.server for one in uvloop.run(_measure(2)))
    yield Figure("processor time of one worker for each message", one * 1e6, "µs")
    yield Figure("processor time of two workers for each message", two * 1e6, "µs")
    yield Figure("two workers carry, of what one does", 2 * one / two, "times", "database apart")


async def _measure(workers: int) -> list[Run]:
    async with served({"HODHOD_GATEWAY_WORKERS": str(workers)}, spread=True) as host:
        town = await seed(host.server.data, 2 * PAIRS)
        people = iter(town.people)
        pairs = [await meet(host, town, *couple) for couple in zip(people, people, strict=True)]
        runs = [await run(host, pairs, WINDOW) for _ in range(RUNS)]
        for pair in pairs:
            pair.close()
    return runs
