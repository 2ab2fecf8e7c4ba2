"""Who has written to whom before, as far as this process has seen it: a bounded memory of pairs.

It answers what else would be read anew before every message; forgetting costs a read.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from hodhod.domain.ids import UserId

PAIRS: Final = 100_000
"""Pairs that are remembered: some ten megabytes."""


class Acquainted:
    """Pairs of a writer and somebody they have written to.

    Args:
        limit: How many are remembered; the ones that were looked for longest ago go first.
    """

    def __init__(self, limit: int = PAIRS) -> None:
        self._limit = limit
        self._pairs: OrderedDict[tuple[UserId, UserId], None] = OrderedDict()

    def are(self, writer: UserId, other: UserId) -> bool:
        """Tell whether one is known to have written to another."""
        pair = (writer, other)
        if pair not in self._pairs:
            return False
        self._pairs.move_to_end(pair)
        return True

    def note(self, writer: UserId, other: UserId) -> None:
        """Remember that one has written to another."""
        self._pairs[writer, other] = None
        if len(self._pairs) > self._limit:
            self._pairs.popitem(last=False)
