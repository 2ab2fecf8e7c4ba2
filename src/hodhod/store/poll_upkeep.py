"""Polls that no message shows any more, and the votes in them, are forgotten.

Whether a message shows a poll is found out in the boxes that it was sent to, not counted: a poll
whose message is deleted goes some days later.
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.ids import BoxId
from hodhod.store.database import Database

PLACES = 1_000
"""Boxes that a poll is looked for in; what was sent to more people stays."""


class PollUpkeep:
    """Polls that may be needed no more.

    Args:
        main: The polls.
        shards: Boxes, whose messages show polls.
    """

    def __init__(self, main: Database, shards: Sequence[Database]) -> None:
        self._main = main
        self._shards = shards

    async def due(self, now: int, limit: int) -> list[int]:
        """Return polls that are to be looked at."""
        return [row["poll_id"] for row in await self._main.fetch("polls_to_look_at", now, limit)]

    async def shown(self, poll_ids: Sequence[int]) -> set[int]:
        """Return those of some polls that a message shows, or was sent to too many to look."""
        rows = await self._main.fetch("places_of_polls", list(poll_ids), PLACES)
        places: dict[int, list[BoxId]] = {}
        for row in rows:
            places.setdefault(row["poll_id"], []).append(row["box_id"])
        found = {poll_id for poll_id, boxes in places.items() if len(boxes) >= PLACES}
        pairs = [
            (poll_id, box_id)
            for poll_id, boxes in places.items()
            if poll_id not in found
            for box_id in boxes
        ]
        marks = [poll_id.to_bytes(8, "little") for poll_id, _ in pairs]
        for shard in self._shards:
            rows = await shard.fetch(
                "polls_in_boxes", [one for one, _ in pairs], [one for _, one in pairs], marks
            )
            found.update(row["poll_id"] for row in rows)
        return found

    async def keep(self, poll_ids: Sequence[int], look_at: int) -> None:
        """Let polls stay, and say when they are looked at next."""
        await self._main.execute("look_at_polls", list(poll_ids), look_at)

    async def forget(self, poll_ids: Sequence[int]) -> None:
        """Forget polls with all that belongs to them."""
        await self._main.execute("forget_polls", list(poll_ids))
