"""Callers that come at the same time share one round trip.

While a batch is on its way the next one gathers, so batches grow with the load and a lone caller
never waits for company. What gathers is bounded: past that the store is busy, and says so.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextvars import Context
from typing import Generic, TypeVar

from hodhod.store.outage import StoreBusyError, StoreUnavailable

Item = TypeVar("Item")
Result = TypeVar("Result")

Run = Callable[[Sequence[Item]], Awaitable[Sequence[Result]]]


class Batcher(Generic[Item, Result]):
    """Gathers items and runs them together.

    Args:
        run: Takes items, returns their results in the same order; all or nothing.
        max_items: Items of a batch at most.
        max_waiting: Items that may wait at most.
        at_once: Batches on their way at the same time; with 1 items keep their order.
    """

    def __init__(
        self,
        run: Run[Item, Result],
        *,
        max_items: int = 64,
        max_waiting: int = 10_000,
        at_once: int = 1,
    ) -> None:
        self._run = run
        self._max_items = max_items
        self._max_waiting = max_waiting
        self._at_once = at_once
        self._waiting: deque[tuple[Item, asyncio.Future[Result]]] = deque()
        self._working = 0
        self._running: set[asyncio.Task[None]] = set()
        self._closed = False

    def submit(self, item: Item) -> asyncio.Future[Result]:
        """Run one item, together with whatever else is there; await its result.

        A caller that goes away leaves its item behind: it may be run or not.

        Raises:
            StoreBusyError: Too many items wait.
            StoreUnavailable: The database does not answer, or the batcher is closed.
            Exception: Whatever `run` raises for this item alone.
        """
        if self._closed:
            raise StoreUnavailable("closing")
        if len(self._waiting) >= self._max_waiting:
            raise StoreBusyError(f"{len(self._waiting)} items are waiting")
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._working < self._at_once:
            self._working += 1
            # It works for everybody, whoever happens to start it.
            task = asyncio.create_task(self._work(), context=Context())
            self._running.add(task)
            task.add_done_callback(self._running.discard)
        return future

    async def close(self) -> None:
        """Finish what was submitted and take no more."""
        self._closed = True
        while self._running:
            await asyncio.wait(self._running)

    async def _work(self) -> None:
        """Run batches until nothing waits."""
        try:
            while self._waiting:
                count = min(len(self._waiting), self._max_items)
                batch = [self._waiting.popleft() for _ in range(count)]
                batch = [(item, future) for item, future in batch if not future.done()]
                if batch:
                    await self._run_batch(batch)
        finally:
            # Here rather than when the task is gone: whoever is woken by the last result may
            # submit again before that.
            self._working -= 1

    async def _run_batch(self, batch: Sequence[tuple[Item, asyncio.Future[Result]]]) -> None:
        try:
            results = await self._run([item for item, _ in batch])
            if len(results) != len(batch):
                raise RuntimeError(f"{len(results)} results of {len(batch)} items")  # noqa: TRY301
        except Exception as error:  # noqa: BLE001 - every waiting caller gets it
            if len(batch) == 1 or isinstance(error, StoreUnavailable):
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
                return
            # Nothing was done, and one of them is to blame: each gets a run of its own.
            for one in batch:
                await self._run_batch([one])
            return
        for (_, future), result in zip(batch, results, strict=True):
            if not future.done():
                future.set_result(result)
