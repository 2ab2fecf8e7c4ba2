"""Who saw a story, and what they felt about it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from hodhod.domain.ids import PeerId, UserId, is_user
from hodhod.store.database import Executor, Row
from hodhod.store.stories import Place

VIEWERS_LIMIT = 5_000
"""Viewers of a story that are looked at to find some by name."""


@dataclass(frozen=True, slots=True)
class StoryViewer:
    """Somebody who saw a story.

    Attributes:
        viewer_id: Who it is.
        date: Unix time.
        reaction: TL Reaction, or None.
    """

    viewer_id: UserId
    date: int
    reaction: bytes | None


@dataclass(frozen=True, slots=True)
class ViewersWanted:
    """Which viewers of a story are asked for.

    Attributes:
        among: Of these people only.
        reaction: Those who felt so (TL Reaction).
        reacted: Those who felt anything.
        reactions_first: Whether those who reacted come first.
    """

    among: Sequence[int] | None = None
    reaction: bytes | None = None
    reacted: bool = False
    reactions_first: bool = False


@dataclass(frozen=True, slots=True)
class Details:
    """What the owner of a story learns of its viewers beside their number.

    Attributes:
        counts: Reactions (TL) and how often each was given.
        recent: The last who saw it.
    """

    counts: list[tuple[bytes, int]] = field(default_factory=list)
    recent: list[UserId] = field(default_factory=list)


Cursor = tuple[int, int, int]
"""Whether with a reaction, Unix time, who: the place of a viewer in a list."""


async def set_reaction(
    main: Executor, place: Place, viewer_id: UserId, reaction: bytes | None, now: int
) -> bool:
    """Write what somebody feels about a story, within a change; False when that was so.

    Args:
        main: A change.
        place: The story.
        viewer_id: Who.
        reaction: TL Reaction, or None to take it back.
        now: Unix time.
    """
    if await main.fetchval("lock_story", *place) is None:
        return False
    row = await main.fetchrow("story_view", *place, viewer_id)
    before = None if row is None else row["reaction"]
    if before == reaction:
        return False
    await main.execute("put_story_reaction", *place, viewer_id, now, reaction)
    for value, step in ((before, -1), (reaction, 1)):
        if value is not None:
            await main.execute("count_story_reaction", *place, value, step)
    more = (reaction is not None) - (before is not None)
    await main.execute("count_story", *place, int(row is None), more)
    return True


async def details_of(
    main: Executor, places: Sequence[Place], recent: int
) -> Mapping[Place, Details]:
    """Return what is known of the viewers of some stories.

    Args:
        main: The statements of `main`.
        places: The stories.
        recent: How many of the last viewers of each of a user's; a channel's viewers are not told.
    """
    found = {place: Details() for place in places}
    if not found:
        return found
    for row in await main.fetch("story_reaction_counts", *_columns(found)):
        place = (PeerId(row["peer_id"]), row["story_id"])
        found[place].counts.append((row["reaction"], row["count"]))
    own = [place for place in found if is_user(place[0])]
    for row in await main.fetch("recent_story_viewers", *_columns(own), recent) if own else ():
        found[PeerId(row["peer_id"]), row["story_id"]].recent.append(UserId(row["viewer_id"]))
    return found


async def sent_reactions(
    main: Executor, viewer_id: UserId, places: Sequence[Place]
) -> Mapping[Place, bytes]:
    """Return what somebody feels about each of some stories."""
    if not places:
        return {}
    rows = await main.fetch(
        "sent_story_reactions",
        viewer_id,
        [peer for peer, _ in places],
        [number for _, number in places],
    )
    return {(PeerId(row["peer_id"]), row["story_id"]): row["reaction"] for row in rows}


async def viewers(
    main: Executor, place: Place, wanted: ViewersWanted, after: Cursor, limit: int
) -> list[StoryViewer]:
    """Return a page of those who saw a story, after a place in the list."""
    rows = await main.fetch(
        "story_viewers",
        *place,
        None if wanted.among is None else list(wanted.among),
        wanted.reaction,
        wanted.reactions_first,
        *after,
        limit,
        wanted.reacted,
    )
    return [_viewer(row) for row in rows]


async def viewers_count(main: Executor, place: Place, wanted: ViewersWanted) -> int:
    """Return how many of those asked for saw a story."""
    count = await main.fetchval(
        "story_viewers_count",
        *place,
        None if wanted.among is None else list(wanted.among),
        wanted.reaction,
        wanted.reacted,
    )
    return count if isinstance(count, int) else 0


async def all_viewers(main: Executor, place: Place) -> list[UserId]:
    """Return who saw a story, the latest first, so many at most."""
    rows = await main.fetch("story_viewers_all", *place, VIEWERS_LIMIT)
    return [UserId(row["viewer_id"]) for row in rows]


async def repeats_of(main: Executor, place: Place, limit: int) -> list[Place]:
    """Return the stories that repeat one, the latest first."""
    rows = await main.fetch("story_repeats", *place, limit)
    return [(PeerId(row["peer_id"]), row["story_id"]) for row in rows]


async def blocked_among(
    main: Executor, user_id: UserId, others: Sequence[int]
) -> tuple[set[int], set[int]]:
    """Return whom somebody blocks among some people: at all, and from their stories."""
    rows = await main.fetch("blocked_viewers", user_id, list(others))
    return (
        {row["peer_id"] for row in rows if not row["stories"]},
        {row["peer_id"] for row in rows if row["stories"]},
    )


async def unsee(main: Executor, viewer_id: UserId, since: int) -> None:
    """Take back what somebody saw since a Unix time, unless they reacted."""
    await main.execute("unsee_stories", viewer_id, since)


def _viewer(row: Row) -> StoryViewer:
    return StoryViewer(UserId(row["viewer_id"]), row["date"], row["reaction"])


def _columns(places: Collection[Place]) -> tuple[list[int], list[int]]:
    return [peer for peer, _ in places], [number for _, number in places]
