"""What the object of a user or channel says of stories: the newest, and whether they are hidden.

Asked only for those who have active stories, so that objects of all others cost nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.stories.relations import relations_to
from hodhod.domain.account import SeenAccount
from hodhod.domain.chat import SeenChat
from hodhod.domain.ids import PeerId, UserId
from hodhod.domain.story import STRANGER, visible


@dataclass(frozen=True, slots=True)
class RecentStories:
    """Somebody's stories in a word.

    Attributes:
        max_id: The newest that the viewer may see, 0 for none.
        hidden: Whether the viewer keeps them out of sight.
    """

    max_id: int = 0
    hidden: bool = False


NONE = RecentStories()


async def recent_stories(
    app: App, viewer_id: UserId, seen: Sequence[SeenAccount]
) -> Mapping[UserId, RecentStories]:
    """Return what a viewer's user objects say of stories, for those who have any now."""
    owners = [PeerId(one.account.user_id) for one in seen if one.stories_until > app.now]
    if not owners:
        return {}
    active = await app.store.stories.active(owners, app.now)
    relations = await relations_to(app, viewer_id, active)
    marks = await app.store.stories.marks(viewer_id, owners)
    newest: dict[PeerId, int] = {}
    for one in active:
        if visible(one, viewer_id, relations.get(one.peer_id, STRANGER), app.now):
            newest[one.peer_id] = one.story_id
    return {
        UserId(peer): RecentStories(newest.get(peer, 0), peer in marks and marks[peer].hidden)
        for peer in owners
    }


async def recent_channel_stories(
    app: App, seen: Sequence[SeenChat]
) -> Mapping[tuple[UserId, PeerId], RecentStories]:
    """Return what channel objects say of stories, for each viewer and channel that has any now."""
    found: dict[tuple[UserId, PeerId], RecentStories] = {}
    there = [one for one in seen if one.chat.stories_until > app.now and one.may_read(app.now)]
    for viewer_id in {one.viewer_id for one in there}:
        peers = [one.chat.peer_id for one in there if one.viewer_id == viewer_id]
        newest = {
            one.peer_id: one.story_id for one in await app.store.stories.active(peers, app.now)
        }
        marks = await app.store.stories.marks(viewer_id, peers)
        for peer in peers:
            hidden = peer in marks and marks[peer].hidden
            found[viewer_id, peer] = RecentStories(newest.get(peer, 0), hidden)
    return found
