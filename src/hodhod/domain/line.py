"""A line of people who want to come in: everybody is told when it is their turn, and has it then.

now ──┬──────┬──────┬──────┬──►      one place each 1/rate seconds
a      b      c      next
"""

from __future__ import annotations

import math
from typing import Final

PATIENCE_S: Final = 1.0
"""Who has to wait for less need not come again."""

KEPT_S: Final = 120.0
"""A place whose turn came and nobody with it is given up after so long."""

MOST_PLACES: Final = 100_000
"""Places that are remembered; whoever comes when there are more has to come again."""

MOST_WAIT_S: Final = 3_600


class Line:
    """The line before one door.

    Attributes:
        rate: How many may come in a second.
        moved: How many were told to wait so far.
    """

    def __init__(self, rate: float = math.inf) -> None:
        self.rate = rate
        self.moved = 0
        self._places: dict[int, float] = {}
        self._next = 0.0

    def __len__(self) -> int:
        return len(self._places)

    def wait_s(self, key: int, now: float) -> int:
        """Ask for a turn, or whether it is there.

        Args:
            key: Who asks.
            now: Unix time in seconds.

        Returns:
            0 if it is their turn, which they have then had; else the seconds until it is.
        """
        self._give_up(now)
        at = self._places.get(key)
        if at is None:
            at = max(self._next, now)
            if at <= now + PATIENCE_S:
                self._next = at + 1 / self.rate
                return 0
            self.moved += 1
            if len(self._places) < MOST_PLACES:
                self._next = at + 1 / self.rate
                self._places[key] = at
        elif at <= now:
            del self._places[key]
            return 0
        return min(max(1, math.ceil(at - now)), MOST_WAIT_S)

    def _give_up(self, now: float) -> None:
        """Forget those who did not come; places are in the order of their turns."""
        while self._places:
            key, at = next(iter(self._places.items()))
            if at + KEPT_S > now:
                return
            del self._places[key]
