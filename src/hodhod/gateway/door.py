"""The door: how many strangers may begin a key exchange in a second, by how the server is doing.

    strangers ──► wait, in order ──► begin ──► …
                       │
                       └ too many: −429 at once

While the server is at ease, more are let in from moment to moment; when it is strained, fewer.
Those who wait cost a place in a queue and an open connection. Whoever has a key does not come this
way.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Final

from hodhod.mtproto.errors import FLOOD, TransportError

FIRST_RATE: Final = 100.0
LEAST_RATE: Final = 20.0
MOST_RATE: Final = 5_000.0
"""Strangers a second: at first, and at least and most."""

FASTER: Final = 1.03
FASTER_S: Final = 0.1
SLOWER: Final = 0.7
SLOWER_S: Final = 0.5
"""By how much the rate is changed, and how often: what was let in has to be felt first."""

BURST_S: Final = 0.2
"""So much of a second's strangers may begin at once."""

MOST_WAIT_S: Final = 8.0
"""Nobody waits longer at the door: clients give up after some ten seconds."""

MOST_WAITING: Final = 5_000


class Door:
    """The strangers of a process.

    Attributes:
        rate: How many may begin in a second.
        refused: How many were sent away so far.
    """

    def __init__(self) -> None:
        self.rate = FIRST_RATE
        self.refused = 0
        self._room = FIRST_RATE * BURST_S
        self._filled_at: float | None = None
        self._changed_at = 0.0
        self._waiting: deque[asyncio.Future[None]] = deque()

    def __len__(self) -> int:
        return len(self._waiting)

    def enter(self) -> bool:
        """Tell whether a stranger may begin at once."""
        if self._waiting or self._room < 1:
            return False
        self._room -= 1
        return True

    async def wait(self) -> None:
        """Wait for a turn.

        Raises:
            TransportError: It takes too long, or too many wait.
        """
        if len(self._waiting) < MOST_WAITING:
            turn = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                async with asyncio.timeout(MOST_WAIT_S):
                    await turn
            except TimeoutError:
                pass
            else:
                return
        self.refused += 1
        raise TransportError(FLOOD)

    def pulse(self, now: float, *, strained: bool, busy: bool, wanted: bool = False) -> None:
        """Let in those whose turn it is, and find out how many that may be.

        Args:
            now: A monotonic time in seconds.
            strained: Whether the server has more to do than it can.
            busy: Whether those who are in already are as many as can be worked on.
            wanted: Whether others than those at the door wait because of the rate.
        """
        if self._filled_at is not None:
            room = self._room + (now - self._filled_at) * self.rate
            self._room = min(max(self.rate * BURST_S, 1.0), room)
        self._filled_at = now
        while self._waiting and (self._waiting[0].done() or (self._room >= 1 and not busy)):
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                self._room -= 1
        passed = now - self._changed_at
        if strained and passed >= SLOWER_S:
            self._changed_at = now
            self.rate = max(LEAST_RATE, self.rate * SLOWER)
        elif (
            not strained
            and not busy
            and passed >= FASTER_S
            and (self._waiting or wanted or self._room < 1)
        ):
            self._changed_at = now
            self.rate = min(MOST_RATE, self.rate * FASTER)

    def close(self) -> None:
        """Let nobody in any more."""
        for turn in self._waiting:
            turn.cancel()
        self._waiting.clear()
