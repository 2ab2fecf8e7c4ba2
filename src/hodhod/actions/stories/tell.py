"""Telling of stories: a person's own sessions for good, viewers and members while they are here.

Who was away asks for the list of stories when they come back, with the state they know: nothing is
written for those who are not online.
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.stories.relations import relations_of
from hodhod.domain.caller import Caller
from hodhod.domain.event import Notice
from hodhod.domain.ids import BoxId, PeerId, UserId, is_channel, to_tl_peer
from hodhod.domain.story import Shown, StoredStory, decode_rules, to_tl, visible
from hodhod.tl import types


async def tell_viewers(
    app: App,
    caller: Caller,
    peer: PeerId,
    stories: Sequence[StoredStory],
    *,
    new: bool = False,
) -> None:
    """Tell viewers who are here what stories are now; who may not see one, that it is gone.

    Args:
        app: The working parts.
        caller: Whose session has it as an answer.
        peer: Whose stories.
        stories: As they are now.
        new: Whether they were just posted: nobody can feel anything about them yet.
    """
    if is_channel(peer):
        await _tell_members(app, caller, peer, [_for_members(app, s, new=new) for s in stories])
        return
    nodes = await _online(app, peer, stories)
    relations = await relations_of(app, [(peer, UserId(box_id)) for box_id in nodes], stories)
    events: list[Notice] = []
    for box_id, where in nodes.items():
        viewer_id = UserId(box_id)
        relation = relations[peer, viewer_id]
        for story in stories:
            if visible(story, viewer_id, relation, app.now):
                item: types.TypeStoryItem = to_tl(story, Shown(is_min=not new))
            elif new:
                continue
            else:
                item = types.StoryItemDeleted(id=story.story_id)
            events.append(Notice(viewer_id, update_of(peer, item), where))
    await app.bus.publish(events)


async def tell_gone(app: App, caller: Caller, peer: PeerId, stories: Sequence[StoredStory]) -> None:
    """Tell viewers who are here that stories of a peer are deleted."""
    if is_channel(peer):
        gone = [types.StoryItemDeleted(id=story.story_id) for story in stories]
        await _tell_members(app, caller, peer, gone)
        return
    nodes = await _online(app, peer, stories)
    await app.bus.publish(
        [
            Notice(
                UserId(box_id),
                update_of(peer, types.StoryItemDeleted(id=story.story_id)),
                where,
            )
            for box_id, where in nodes.items()
            for story in stories
        ]
    )


def update_of(peer: PeerId, item: types.TypeStoryItem) -> types.UpdateStory:
    """Return the update that tells what a story is now."""
    return types.UpdateStory(peer=to_tl_peer(peer), story=item)


async def _tell_members(
    app: App, caller: Caller, peer: PeerId, items: Sequence[types.TypeStoryItem]
) -> None:
    """Tell members of a channel who are here: one event a node, however many they are."""
    box_id = BoxId(peer)
    nodes = (await app.store.online.nodes_of([box_id])).get(box_id, ())
    await app.bus.publish(
        [
            Notice(UserId(peer), update_of(peer, one), nodes, exclude_session=caller.session)
            for one in items
        ]
    )


def _for_members(app: App, story: StoredStory, *, new: bool) -> types.TypeStoryItem:
    if story.expire_date > app.now or story.pinned:
        return to_tl(story, Shown(is_min=not new))
    return types.StoryItemDeleted(id=story.story_id)


async def _online(
    app: App, peer: PeerId, stories: Sequence[StoredStory]
) -> dict[BoxId, tuple[str, ...]]:
    """Return who of those that may have a user's stories before their eyes is connected where."""
    hearers = set(await app.store.contacts.known_by(UserId(peer)))
    for story in stories:
        for rule in decode_rules(story.rules):
            if isinstance(rule, types.PrivacyValueAllowUsers):
                hearers.update(UserId(user_id) for user_id in rule.users)
    hearers.discard(UserId(peer))
    nodes = await app.store.online.nodes_of([BoxId(user_id) for user_id in sorted(hearers)])
    return dict(nodes)
