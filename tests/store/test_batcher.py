import asyncio
from collections.abc import Sequence

import pytest

from hodhod.store import StoreBusyError, StoreUnavailable
from hodhod.store.batcher import Batcher


class Doubler:
    """Doubles numbers; refuses 13; waits at a gate."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.begun = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def run(self, items: Sequence[int]) -> list[int]:
        self.batches.append(list(items))
        self.begun.set()
        await self.gate.wait()
        if 13 in items:
            raise ValueError("13")
        if 0 in items:
            raise StoreUnavailable("down")
        return [2 * item for item in items]


async def test_a_lone_caller_does_not_wait_for_company() -> None:
    doubler = Doubler()
    assert await Batcher(doubler.run).submit(4) == 8
    assert doubler.batches == [[4]]


async def test_who_comes_meanwhile_shares_the_next_batch() -> None:
    doubler = Doubler()
    doubler.gate.clear()
    batcher = Batcher(doubler.run, max_items=3)
    jobs = [batcher.submit(n) for n in range(1, 7)]
    await doubler.begun.wait()
    doubler.gate.set()
    assert await asyncio.gather(*jobs) == [2, 4, 6, 8, 10, 12]
    assert doubler.batches == [[1, 2, 3], [4, 5, 6]]


async def test_one_after_the_other_works_as_well() -> None:
    batcher = Batcher(Doubler().run)
    assert [await batcher.submit(n) for n in range(1, 5)] == [2, 4, 6, 8]


async def test_a_bad_item_fails_alone() -> None:
    batcher = Batcher(Doubler().run)
    results = await asyncio.gather(*map(batcher.submit, (1, 13, 2)), return_exceptions=True)
    assert results[0] == 2
    assert isinstance(results[1], ValueError)
    assert results[2] == 4


async def test_an_outage_is_everybodys_and_not_tried_again() -> None:
    doubler = Doubler()
    batcher = Batcher(doubler.run)
    results = await asyncio.gather(*map(batcher.submit, (1, 0, 2)), return_exceptions=True)
    assert all(isinstance(result, StoreUnavailable) for result in results)
    assert doubler.batches == [[1, 0, 2]]


async def test_what_waits_is_bounded() -> None:
    doubler = Doubler()
    doubler.gate.clear()
    batcher = Batcher(doubler.run, max_waiting=2, max_items=1)
    first = batcher.submit(1)
    await doubler.begun.wait()
    jobs = [batcher.submit(n) for n in (2, 3)]
    await asyncio.sleep(0)
    with pytest.raises(StoreBusyError):
        await batcher.submit(4)
    doubler.gate.set()
    assert await asyncio.gather(first, *jobs) == [2, 4, 6]


async def test_a_caller_that_went_away_is_not_run_for() -> None:
    doubler = Doubler()
    doubler.gate.clear()
    batcher = Batcher(doubler.run)
    jobs = [batcher.submit(1)]
    await doubler.begun.wait()
    jobs += [batcher.submit(n) for n in (2, 3)]
    await asyncio.sleep(0)
    jobs[1].cancel()
    await asyncio.gather(jobs[1], return_exceptions=True)
    doubler.gate.set()
    assert (await jobs[0], await jobs[2]) == (2, 6)
    assert doubler.batches == [[1], [3]]


async def test_closing_finishes_what_was_begun() -> None:
    doubler = Doubler()
    batcher = Batcher(doubler.run)
    job = batcher.submit(5)
    await asyncio.sleep(0)
    await batcher.close()
    assert await job == 10
    with pytest.raises(StoreUnavailable):
        await batcher.submit(6)
