"""How much longer than usual those who are in have to wait.

Two things tell: how late the event loop is, for everything waits for that; and how long it takes to
send a message, compared with how long it takes when nobody else is there. What is usual is found
out: it follows quickly when it gets faster, and slowly when it does not.

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

WEIGHT: Final = 0.05
"""Of one message in the mean of those sent last."""

RISE: Final = TICK_S / 600
"""How much longer a tick lets what is usual become: a tenth in a minute."""

FADE: Final = TICK_S / 2
"""How much of what was last seen a tick forgets: most of it in a few seconds without a message."""

TOLERANCE: Final = 1.5
"""So many times as long as usual is no strain yet …"""

SPARE_S: Final = 0.005
"""… nor is it with so much more."""


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
        self._recent_s = 0.0
        self._usual_s = 0.0
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
        """Whether there is more to do than can be done without those who are in noticing."""
        bearable_s = max(TOLERANCE * self._usual_s, self._usual_s + SPARE_S)
        return self.late_s > STRAINED_S or self._recent_s > bearable_s

    def sent(self, seconds: float) -> None:
        """Note how long it took to send a message."""
        if not self._usual_s:
            self._recent_s = self._usual_s = seconds
            return
        self._recent_s += WEIGHT * (seconds - self._recent_s)
        self._usual_s = min(self._usual_s, self._recent_s)

    def _wait(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        self._timer = loop.call_at(due, self._tick, loop, due)

    def _tick(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        now = loop.time()
        self._delays.append(max(0.0, now - due))
        self.late_s = min(self._delays)
        self._usual_s += RISE * self._usual_s
        # Without anybody who sends, nothing is known: what was last is forgotten.
        self._recent_s += FADE * (self._usual_s - self._recent_s)
        self._wait(loop, now + TICK_S)
        self._tell()
