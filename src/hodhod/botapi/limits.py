"""How much a bot may send: in a second to all, in a minute to a group.

Counted by each process for itself: a limit against a flood, not a quota.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from hodhod.botapi.errors import too_many
from hodhod.domain.ids import PeerId, UserId, is_user

MINUTE_S: Final = 60.0
KEPT: Final = 100_000
"""Counts that are kept; the fullest, which forbid nothing, go first when there are more."""

Key = tuple[UserId, PeerId]
ALL: Final = PeerId(0)


class Limits:
    """What bots have sent of late: buckets that are refilled as time goes by.

    Args:
        clock: Unix time in seconds.
        per_second: Messages of a bot in a second.
        group_per_minute: Messages of a bot to one group in a minute.
    """

    def __init__(
        self, clock: Callable[[], float], *, per_second: int, group_per_minute: int
    ) -> None:
        self._clock = clock
        self._per_second = per_second
        self._group = group_per_minute
        self._buckets: dict[Key, tuple[float, float]] = {}

    def use(self, bot_id: UserId, peer: PeerId, count: int = 1) -> None:
        """Count messages that a bot is about to send.

        Raises:
            BotError: 429 with the seconds to wait; nothing was counted then.
        """
        wanted = [((bot_id, ALL), float(self._per_second), float(self._per_second))]
        if not is_user(peer):
            wanted.append(((bot_id, peer), float(self._group), self._group / MINUTE_S))
        now = self._clock()
        left = [(key, self._left(key, size, rate, now) - count) for key, size, rate in wanted]
        short = [
            -rest / rate
            for (_, rest), (_, size, rate) in zip(left, wanted, strict=True)
            # Whoever sends more at once than a bucket holds waits for a full one.
            if rest < 0 and rest + count < size
        ]
        if short:
            raise too_many(max(1, math.ceil(max(short))))
        for key, rest in left:
            self._buckets.pop(key, None)
            self._buckets[key] = (rest, now)
        while len(self._buckets) > KEPT:
            del self._buckets[next(iter(self._buckets))]

    def _left(self, key: Key, size: float, rate: float, now: float) -> float:
        rest, at = self._buckets.get(key, (size, now))
        return min(size, rest + max(0.0, now - at) * rate)
