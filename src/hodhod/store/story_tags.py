"""What public stories are found by."""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.domain.ids import PeerId
from hodhod.store.database import Executor
from hodhod.store.stories import Place

TagCursor = tuple[int, int, int]
"""Unix time, peer, number: the place of a story among those found."""


async def put_tags(main: Executor, place: Place, date: int, tags: Sequence[str]) -> None:
    """Write what a story is found by, within a change, in the place of what was."""
    peer, story_id = place
    await main.execute("delete_story_tags", peer, [story_id])
    if tags:
        await main.execute("put_story_tags", peer, story_id, date, list(tags))


async def tagged(
    main: Executor, tag: str, peer: PeerId | None, after: TagCursor, limit: int
) -> list[tuple[Place, TagCursor]]:
    """Return a page of what is found by a tag, the latest first, each with its place."""
    rows = await main.fetch("tagged_stories", tag, peer, *after, limit)
    return [
        (
            (PeerId(row["peer_id"]), row["story_id"]),
            (row["date"], row["peer_id"], row["story_id"]),
        )
        for row in rows
    ]


async def tagged_count(main: Executor, tag: str, peer: PeerId | None) -> int:
    """Return how many are found by a tag, a thousand at most."""
    count = await main.fetchval("tagged_stories_count", tag, peer)
    return count if isinstance(count, int) else 0
