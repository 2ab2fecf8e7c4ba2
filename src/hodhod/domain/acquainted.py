"""Who has a chat with whom, as far as this process has seen it: a bounded memory of pairs.

It answers what else would be read anew before every message; forgetting costs a read.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from hodhod.domain.ids import UserId

PAIRS: Final = 100_000
"""Pairs that are remembered: some ten megabytes."""


class Acquainted:
    """Pairs of a writer and somebody who has a chat with them.

    Args:
        limit: How many are remembered; the ones that were looked for longest ago go first.
    """

    def __init__(self, limit: int = PAIRS) -> None:
        self._limit = limit
        self._pairs: OrderedDict[tuple[UserId, UserId], None] = OrderedDict()

    def are(self, writer: UserId, other: UserId) -> bool:
        """Tell whether another is known to have a chat with one."""
        pair = (writer, other)
        if pair not in self._pairs:
            return False
        self._pairs.move_to_end(pair)
        return True

    def note(self, writer: UserId, other: UserId) -> None:
        """Remember that another has a chat with one."""
        self._pairs[writer, other] = None
        if len(self._pairs) > self._limit:
            self._pairs.popitem(last=False)
