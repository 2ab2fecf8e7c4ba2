"""Stories: what peers posted, and what viewers keep of it for themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from hodhod.domain.ids import PeerId, UserId
from hodhod.domain.story import STRANGER, Glance, NewStory, Relation, StoredStory
from hodhod.store.batcher import Batcher
from hodhod.store.database import Database, Executor, Row

PROFILE_LIMIT = 5_000
"""Stories of a profile that are looked at to be counted."""

ARCHIVE_STEP = 500
"""Stories that one turn of the upkeep puts away."""

Place = tuple[PeerId, int]
"""Whose story, and its number."""
Seen = tuple[PeerId, int, UserId, int]
"""Whose story, its number, who saw it, and when."""


@dataclass(frozen=True, slots=True)
class StoryPeer:
    """A peer that ever posted.

    Attributes:
        last_id: The last story id given out.
        active_until: Unix time until which it has active stories, 0 for none.
        pinned_to_top: What its profile begins with.
    """

    last_id: int = 0
    active_until: int = 0
    pinned_to_top: tuple[int, ...] = ()


NEVER_POSTED = StoryPeer()


@dataclass(frozen=True, slots=True)
class Marks:
    """What a viewer keeps about a peer's stories.

    Attributes:
        max_read: How far they have seen them.
        hidden: Whether they keep them out of sight.
        blocked: Whether they block the peer.
    """

    max_read: int = 0
    hidden: bool = False
    blocked: bool = False


class Stories:
    """The stories of all peers."""

    def __init__(self, main: Database) -> None:
        self._main = main
        self._views: Batcher[Sequence[Seen], None] = Batcher(partial(_record, main))

    async def by_ids(self, places: Sequence[Place]) -> Mapping[Place, StoredStory]:
        """Return stories; unknown ones are left out."""
        return await find_stories(self._main, places)

    async def peer(self, peer: PeerId) -> StoryPeer | None:
        """Return what is known of a peer that ever posted."""
        row = await self._main.fetchrow("story_peer", peer)
        if row is None:
            return None
        return StoryPeer(row["last_id"], row["active_until"], tuple(row["pinned_to_top"]))

    async def active(self, peers: Sequence[PeerId], now: int) -> list[Glance]:
        """Return the stories of peers whose time is not over, by peer and number."""
        if not peers:
            return []
        return [_glance(row) for row in await self._main.fetch("active_stories", list(peers), now)]

    async def active_count(self, peer: PeerId, now: int) -> int:
        """Return how many stories of a peer are active."""
        return await count_active(self._main, peer, now)

    async def pinned(self, peer: PeerId) -> list[Glance]:
        """Return the stories of a profile, newest first."""
        rows = await self._main.fetch("pinned_stories", peer, PROFILE_LIMIT)
        return [_glance(row) for row in rows]

    async def archive(self, peer: PeerId, before: int, limit: int) -> list[StoredStory]:
        """Return a page of all stories of a peer, newest first."""
        rows = await self._main.fetch("archived_stories", peer, before, limit)
        return [story_of(row) for row in rows]

    async def count(self, peer: PeerId) -> int:
        """Return how many stories a peer has."""
        count = await self._main.fetchval("stories_count", peer)
        return count if isinstance(count, int) else 0

    async def relations(
        self, pairs: Sequence[tuple[PeerId, UserId]]
    ) -> Mapping[tuple[PeerId, UserId], Relation]:
        """Return what viewers are to the owners of stories, for each pair (owner, viewer)."""
        if not pairs:
            return {}
        rows = await self._main.fetch(
            "story_relations", [peer for peer, _ in pairs], [viewer for _, viewer in pairs]
        )
        return {
            (PeerId(row["peer_id"]), UserId(row["viewer_id"])): Relation(
                row["knows_viewer"], row["close_friend"], row["blocks_viewer"]
            )
            for row in rows
        }

    async def relation(self, peer: PeerId, viewer_id: UserId) -> Relation:
        """Return what a viewer is to the owner of stories."""
        return (await self.relations([(peer, viewer_id)])).get((peer, viewer_id), STRANGER)

    async def marks(self, viewer_id: UserId, peers: Sequence[PeerId]) -> Mapping[PeerId, Marks]:
        """Return what a viewer keeps about the stories of each of some peers."""
        if not peers:
            return {}
        rows = await self._main.fetch("story_marks", viewer_id, list(peers))
        return {
            PeerId(row["peer_id"]): Marks(row["max_id"], row["hidden"], row["blocked"])
            for row in rows
        }

    async def record_views(self, views: Sequence[Seen]) -> None:
        """Note who saw what, together with everybody else who sees something now."""
        if views:
            await self._views.submit(views)

    async def count_forward(self, peer: PeerId, story_id: int) -> None:
        """Count that a story was shared."""
        await self._main.execute("count_story_forward", peer, story_id)

    async def archive_expired(self, now: int) -> int:
        """Put stories whose time is over into the archive; return how many."""
        rows = await self._main.fetch("archive_stories", now, ARCHIVE_STEP)
        return len(rows)

    async def close(self) -> None:
        """Finish what was submitted."""
        await self._views.close()


async def lock_peer(main: Executor, peer: PeerId) -> StoryPeer | None:
    """Lock a peer that ever posted, within a change, and return what is known of it."""
    row = await main.fetchrow("lock_story_peer", peer)
    if row is None:
        return None
    return StoryPeer(row["last_id"], row["active_until"], tuple(row["pinned_to_top"]))


async def find_stories(main: Executor, places: Sequence[Place]) -> Mapping[Place, StoredStory]:
    """Return stories, perhaps within a change; unknown ones are left out."""
    if not places:
        return {}
    rows = await main.fetch(
        "stories_by_ids", [peer for peer, _ in places], [number for _, number in places]
    )
    return {(PeerId(row["peer_id"]), row["story_id"]): story_of(row) for row in rows}


async def sent_before(main: Executor, peer: PeerId, random_id: int) -> StoredStory | None:
    """Return the story that was sent with a number before."""
    row = await main.fetchrow("story_by_random", peer, random_id)
    return None if row is None else story_of(row)


async def count_active(main: Executor, peer: PeerId, now: int) -> int:
    """Return how many stories of a peer are active."""
    count = await main.fetchval("active_stories_count", peer, now)
    return count if isinstance(count, int) else 0


async def add_story(main: Executor, new: NewStory) -> StoredStory:
    """Keep a story within a change, under its peer's next number."""
    story_id = await main.fetchval("next_story_id", new.peer_id, new.expire_date)
    assert isinstance(story_id, int)
    fwd_peer, fwd_story = new.source or (None, None)
    await main.execute(
        "insert_story",
        new.peer_id,
        story_id,
        new.random_id,
        new.from_id,
        new.date,
        new.expire_date,
        new.pinned,
        new.noforwards,
        new.rules,
        new.content,
        fwd_peer,
        fwd_story,
        list(new.albums),
    )
    return StoredStory(
        peer_id=new.peer_id,
        story_id=story_id,
        date=new.date,
        expire_date=new.expire_date,
        pinned=new.pinned,
        edited=False,
        rules=new.rules,
        changes=0,
        from_id=new.from_id,
        noforwards=new.noforwards,
        content=new.content,
        albums=new.albums,
    )


async def edit_story(
    main: Executor, place: Place, content: bytes, rules: bytes, *, edited: bool
) -> StoredStory | None:
    """Change a story within a change; None when it is gone."""
    row = await main.fetchrow("edit_story", *place, content, rules, edited)
    return None if row is None else story_of(row)


async def pin_stories(
    main: Executor, peer: PeerId, story_ids: Sequence[int], *, pinned: bool
) -> list[StoredStory]:
    """Put stories into the profile or take them out; return those that changed."""
    rows = await main.fetch("pin_stories", peer, list(story_ids), pinned)
    await main.execute("settle_story_peer", peer)
    return [story_of(row) for row in rows]


async def pin_to_top(main: Executor, peer: PeerId, story_ids: Sequence[int]) -> None:
    """Say which stories a profile begins with."""
    await main.execute("pin_stories_to_top", peer, list(story_ids))


async def delete_stories(
    main: Executor, peer: PeerId, story_ids: Sequence[int]
) -> list[StoredStory]:
    """Take stories away with all that is known of them; return those that were there."""
    rows = await main.fetch("delete_stories", peer, list(story_ids))
    gone = [row["story_id"] for row in rows]
    if gone:
        await main.execute("delete_story_views", peer, gone)
        await main.execute("delete_story_reactions", peer, gone)
        await main.execute("remove_from_story_albums", peer, gone)
        await main.execute("delete_story_tags", peer, gone)
        await main.execute("settle_story_peer", peer)
    return [story_of(row) for row in rows]


async def read_stories(main: Executor, viewer_id: UserId, peer: PeerId, max_id: int) -> bool:
    """Note how far a viewer has seen a peer's stories; False when that was known."""
    return await main.fetchval("read_stories", viewer_id, peer, max_id) is not None


async def hide_stories(main: Executor, viewer_id: UserId, peers: Sequence[int]) -> list[PeerId]:
    """Keep stories out of a viewer's sight; return whose that is new for."""
    rows = await main.fetch("hide_stories", viewer_id, list(peers))
    return [PeerId(row["peer_id"]) for row in rows]


async def unhide_stories(
    main: Executor, viewer_id: UserId, peers: Sequence[int] | None
) -> list[PeerId]:
    """Show stories again, with None all; return whose were hidden."""
    rows = await main.fetch("unhide_stories", viewer_id, None if peers is None else list(peers))
    return [PeerId(row["peer_id"]) for row in rows]


async def _record(main: Database, batch: Sequence[Sequence[Seen]]) -> list[None]:
    views = list(chain.from_iterable(batch))
    columns = [list(column) for column in zip(*views, strict=True)]
    await main.execute("record_story_views", *columns)
    return [None] * len(batch)


def _glance(row: Row) -> Glance:
    return Glance(
        peer_id=PeerId(row["peer_id"]),
        story_id=row["story_id"],
        date=row["date"],
        expire_date=row["expire_date"],
        pinned=row["pinned"],
        edited=row["edited"],
        rules=row["rules"],
        changes=row["changes"],
    )


def story_of(row: Row) -> StoredStory:
    """Return the story that a row of main.stories holds."""
    from_id = row["from_id"]
    return StoredStory(
        peer_id=PeerId(row["peer_id"]),
        story_id=row["story_id"],
        date=row["date"],
        expire_date=row["expire_date"],
        pinned=row["pinned"],
        edited=row["edited"],
        rules=row["rules"],
        changes=row["changes"],
        from_id=None if from_id is None else PeerId(from_id),
        noforwards=row["noforwards"],
        content=row["content"],
        views=row["views"],
        forwards=row["forwards"],
        reactions=row["reactions"],
        albums=tuple(row["albums"]),
    )
