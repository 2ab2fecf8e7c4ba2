"""Fetching in the background: each address once at a time, a few together, not endlessly many."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from hodhod.previews.download import Download
from hodhod.previews.fetcher import Fetched, open_fetcher

AT_ONCE = 16
"""Addresses fetched at once."""

FILES_AT_ONCE = 4
"""Files that bots name by their addresses, fetched at once."""

MAX_WAITING = 2_000
"""Addresses that wait for their turn: in a rush the rest goes without a preview for now."""

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class PreviewSettings:
    """What the operator chose.

    Attributes:
        enabled: Whether links get previews at all.
    """

    enabled: bool = True


class Reader(Protocol):
    """What reads addresses: a Fetcher, or what a test puts in its place."""

    def accepted(self, url: str) -> str | None:
        """Return an address as it would be asked for; None if it would not be."""

    async def fetch(self, url: str) -> Fetched | None:
        """Return what is shown of an address; None if there is nothing."""

    async def load(self, url: str, most: int) -> Download | None:
        """Return a file of up to so many bytes; None if it cannot be had."""


class Previews:
    """Where previews are made. Made by open_previews.

    Args:
        reader: What reads addresses; None where there is no way to them.
        at_once: Jobs at once.
        max_waiting: Jobs that may wait.
    """

    def __init__(
        self, reader: Reader | None, *, at_once: int = AT_ONCE, max_waiting: int = MAX_WAITING
    ) -> None:
        self._reader = reader
        self._turn = asyncio.Semaphore(at_once)
        self._file_turn = asyncio.Semaphore(FILES_AT_ONCE)
        self._max = at_once + max_waiting
        self._jobs: dict[int, asyncio.Task[None]] = {}

    @property
    def enabled(self) -> bool:
        """Whether links get previews."""
        return self._reader is not None

    async def fetch(self, url: str) -> Fetched | None:
        """Return what is shown of an address; None if there is nothing."""
        return None if self._reader is None else await self._reader.fetch(url)

    async def load(self, url: str, most: int) -> Download | None:
        """Return a file of up to so many bytes; None if it cannot be had.

        Files are held in memory while they come: only a few come at once.
        """
        if self._reader is None:
            return None
        async with self._file_turn:
            return await self._reader.load(url, most)

    def accepted(self, url: str) -> str | None:
        """Return an address as it would be asked for; None if it would not be."""
        return None if self._reader is None else self._reader.accepted(url)

    def begin(self, key: int, work: Work) -> bool:
        """Do something in the background unless it is being done; False if there is no room.

        Args:
            key: What it is about; a key's work is done once at a time.
            work: Does it. What it raises is logged.
        """
        if key in self._jobs:
            return True
        if len(self._jobs) >= self._max:
            return False
        task = asyncio.create_task(self._run(key, work), name=f"preview {key}")
        self._jobs[key] = task
        task.add_done_callback(lambda done: self._ended(key, done))
        return True

    async def wait(self, key: int, seconds: float) -> None:
        """Wait until what was begun under a key has ended, but not for ever."""
        task = self._jobs.get(key)
        if task is not None:
            await asyncio.wait([task], timeout=seconds)

    async def finish(self) -> None:
        """Wait until nothing is under way."""
        while self._jobs:
            await asyncio.wait(self._jobs.values())

    async def close(self) -> None:
        """Let go of what is under way."""
        tasks = list(self._jobs.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, key: int, work: Work) -> None:
        async with self._turn:
            try:
                await work()
            except Exception:
                log.exception("preview %d", key)

    def _ended(self, key: int, task: asyncio.Task[None]) -> None:
        if self._jobs.get(key) is task:
            del self._jobs[key]


@asynccontextmanager
async def open_previews(settings: PreviewSettings) -> AsyncIterator[Previews]:
    """Open what makes previews."""
    if not settings.enabled:
        yield Previews(None)
        return
    async with open_fetcher() as fetcher:
        previews = Previews(fetcher)
        try:
            yield previews
        finally:
            await previews.close()
