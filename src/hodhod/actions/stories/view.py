"""From stored stories to what one viewer sees of them: the one place where items are built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.domain.ids import PeerId, UserId, is_channel, peer_of_user
from hodhod.domain.story import Shown, StoredStory, to_tl
from hodhod.store.database import Executor
from hodhod.store.stories import Place
from hodhod.store.story_views import Details, details_of, sent_reactions
from hodhod.tl import types

RECENT_VIEWERS = 3
"""Viewers whose faces are shown below one's own story."""


async def items(
    app: App, viewer_id: UserId, stories: Sequence[StoredStory], main: Executor | None = None
) -> list[types.TypeStoryItem]:
    """Return stories that somebody may see as they see them, in the same order.

    Their own come with counters, viewers and rules; others' with what they feel about them.

    Args:
        app: The working parts.
        viewer_id: Who looks.
        stories: What they may see.
        main: The statements of a change under way, which holds a connection already.
    """
    main = app.store.main if main is None else main
    places = [(one.peer_id, one.story_id) for one in stories]
    others = [place for place in places if place[0] != peer_of_user(viewer_id)]
    counted = [place for place in places if counted_for(viewer_id, place[0])]
    details = await details_of(main, counted, RECENT_VIEWERS)
    sent = await sent_reactions(main, viewer_id, others)
    return [_item(viewer_id, one, details, sent) for one in stories]


def counted_for(viewer_id: UserId, peer: PeerId) -> bool:
    """Whether somebody sees the counters of a peer's stories: a channel's are everybody's."""
    return peer == peer_of_user(viewer_id) or is_channel(peer)


def counters(story: StoredStory, details: Details, *, mine: bool) -> types.StoryViews:
    """Return a story's counters.

    Args:
        story: The story.
        details: Its reactions and last viewers.
        mine: Whether it is the viewer's own: others do not learn who saw it.
    """
    return types.StoryViews(
        has_viewers=mine,
        views_count=story.views,
        forwards_count=story.forwards or None,
        reactions=[
            types.ReactionCount(reaction=reaction_of(reaction), count=count)
            for reaction, count in details.counts
        ]
        or None,
        reactions_count=story.reactions,
        recent_viewers=(details.recent or None) if mine else None,
    )


def reaction_of(stored: bytes) -> types.TypeReaction:
    """Return a stored reaction as a value."""
    value: types.TypeReaction = tl.decode(stored)  # type: ignore[assignment]
    return value


def viewers_in(stories: Sequence[types.TypeStoryItem]) -> set[int]:
    """Return the people that items name as viewers, who have to be described beside them."""
    return {
        viewer
        for one in stories
        if isinstance(one, types.StoryItem) and isinstance(one.views, types.StoryViews)
        for viewer in one.views.recent_viewers or ()
    }


def _item(
    viewer_id: UserId,
    story: StoredStory,
    details: Mapping[Place, Details],
    sent: Mapping[Place, bytes],
) -> types.StoryItem:
    place = (story.peer_id, story.story_id)
    own = peer_of_user(viewer_id)
    known, reaction = details.get(place), sent.get(place)
    shown = Shown(
        mine=own in (story.peer_id, story.from_id),
        views=None if known is None else counters(story, known, mine=story.peer_id == own),
        sent_reaction=None if reaction is None else reaction_of(reaction),
    )
    return to_tl(story, shown)
