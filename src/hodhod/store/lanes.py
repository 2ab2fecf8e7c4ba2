"""Whose statements these are: strangers have a lane of their own to the database.

    those who are in ──────────────────────────────► connections
    strangers ──► lane: a few at a time, in order ──►

Everything a stranger asks for waits in it, so that a rush to sign up leaves connections free for
those who talk. The mark goes with the task, and with those that it starts.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Final

from hodhod.store.outage import StoreBusyError

STRANGER: ContextVar[bool] = ContextVar("stranger", default=False)
"""Whether the task works for somebody who is not signed in."""

SHARE: Final = 4
"""Strangers have one of so many connections."""

CROWDED: Final = 16
"""So many of them wait when no more should be let in."""

LIMIT_S: Final = 20.0
"""How long a stranger waits for a place."""


class Lane:
    """The strangers' lane to one pool.

    Args:
        connections: How many the pool has.

    Attributes:
        waiting: How many wait for a place.
    """

    def __init__(self, connections: int) -> None:
        self._free = asyncio.Semaphore(max(1, connections // SHARE))
        self.waiting = 0

    @property
    def crowded(self) -> bool:
        """Whether too many wait."""
        return self.waiting > CROWDED

    @asynccontextmanager
    async def enter(self) -> AsyncIterator[None]:
        """Hold a place in the lane, if it is a stranger's task.

        Raises:
            StoreBusyError: There was none for too long.
        """
        if not STRANGER.get():
            yield
            return
        self.waiting += 1
        try:
            async with asyncio.timeout(LIMIT_S):
                await self._free.acquire()
        except TimeoutError:
            raise StoreBusyError("strangers wait for too long") from None
        finally:
            self.waiting -= 1
        # Whatever else is needed while the place is held must not wait for another one.
        mark = STRANGER.set(False)
        try:
            yield
        finally:
            STRANGER.reset(mark)
            self._free.release()
