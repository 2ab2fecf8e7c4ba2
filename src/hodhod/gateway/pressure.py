"""How late the event loop is: how long those who are in wait before anything is done for them.

Source: the idea of shedding by queueing delay, https://queue.acm.org/detail.cfm?id=2209336
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

TICK_S: Final = 0.02
"""How often it is measured."""

WINDOW: Final = 5
"""Measurements that count: the least of a tenth of a second. What is late once has been a burst."""

STRAINED_S: Final = 0.02
"""From this delay on the server has more to do than it can."""


class Pressure:
    """The measurement; it runs from `start` to `stop`.

    Args:
        tell: Called after each tick.

    Attributes:
        late_s: The least of the last delays, in seconds: everybody has waited so long.
    """

    def __init__(self, tell: Callable[[], None]) -> None:
        self.late_s = 0.0
        self._tell = tell
        self._delays: deque[float] = deque(maxlen=WINDOW)
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin."""
        loop = asyncio.get_running_loop()
        self._wait(loop, loop.time() + TICK_S)

    def stop(self) -> None:
        """End."""
        if self._timer is not None:
            self._timer.cancel()

    @property
    def strained(self) -> bool:
        """Whether there is more to do than can be done."""
        return self.late_s > STRAINED_S

    def _wait(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        self._timer = loop.call_at(due, self._tick, loop, due)

    def _tick(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        now = loop.time()
        self._delays.append(max(0.0, now - due))
        self.late_s = min(self._delays)
        self._wait(loop, now + TICK_S)
        self._tell()
