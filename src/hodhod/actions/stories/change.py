"""What happens to a story later: edited, deleted, shown in the profile.

Source: https://core.telegram.org/api/stories#posting-editing-and-deleting-stories
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.stories.access import checked_ids, require_over, rights_over
from hodhod.actions.stories.post import settle_channel
from hodhod.actions.stories.tell import tell_gone, tell_viewers, update_of
from hodhod.actions.stories.view import items
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, is_user
from hodhod.domain.message import CONTENT_LAYER
from hodhod.domain.rights import Admin
from hodhod.domain.story import StoredStory, decode_content
from hodhod.domain.story_tags import tags_of
from hodhod.store.boxes import Change
from hodhod.store.stories import (
    delete_stories,
    edit_story,
    find_stories,
    lock_peer,
    pin_stories,
    pin_to_top,
)
from hodhod.store.story_tags import put_tags
from hodhod.tl import types

TOP_LIMIT = 3
"""Stories that a profile begins with; config names the same."""


@dataclass(frozen=True, slots=True)
class StoryEdit:
    """What becomes of a story; None leaves a part as it is.

    Attributes:
        media: Its picture or film.
        caption: Its text and entities.
        areas: What can be tapped.
        rules: Whom it is for.
        music: What plays with it.
    """

    media: types.TypeMessageMedia | None = None
    caption: tuple[str, Sequence[types.TypeMessageEntity]] | None = None
    areas: Sequence[types.TypeMediaArea] | None = None
    rules: bytes | None = None
    music: types.TypeDocument | None = None


async def change_story(
    app: App, caller: Caller, peer: PeerId, story_id: int, edit: StoryEdit
) -> types.TypeUpdates:
    """Edit a story of a peer that the caller posts for.

    Raises:
        RpcError: 400 STORY_ID_INVALID, STORY_NOT_MODIFIED, CHAT_ADMIN_REQUIRED.
    """
    rights = await rights_over(app, caller.me, peer)
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        await lock_peer(change.main, peer)
        old = (await find_stories(change.main, [(peer, story_id)])).get((peer, story_id))
        if old is None:
            raise bad_request("STORY_ID_INVALID")
        require_over(rights, caller, [old], Admin.EDIT_STORIES)
        before = decode_content(old.content)
        content = tl.encode(_edited(before, edit), CONTENT_LAYER)
        rules = old.rules if edit.rules is None else edit.rules
        shows_more = content != tl.encode(before, CONTENT_LAYER)
        if not shows_more and rules == old.rules:
            raise bad_request("STORY_NOT_MODIFIED")
        story = await edit_story(change.main, (peer, story_id), content, rules, edited=shows_more)
        assert story is not None
        tags = tags_of(story.content, story.rules)
        await put_tags(change.main, (peer, story_id), story.date, tags)
        (update,) = await _log_own(app, caller, change, [story])
    await app.bus.publish(change.events)
    await tell_viewers(app, caller, peer, [story])
    return await render(app, caller.me, [update])


async def remove_stories(
    app: App, caller: Caller, peer: PeerId, story_ids: Sequence[int]
) -> list[int]:
    """Delete stories; return the numbers of those that were there.

    Raises:
        RpcError: 400 STORY_ID_EMPTY, LIMIT_INVALID, CHAT_ADMIN_REQUIRED.
    """
    wanted = checked_ids(story_ids)
    rights = await rights_over(app, caller.me, peer)
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        await lock_peer(change.main, peer)
        gone = await delete_stories(change.main, peer, wanted)
        require_over(rights, caller, gone, Admin.DELETE_STORIES)
        for story in gone if is_user(peer) else ():
            item = types.StoryItemDeleted(id=story.story_id)
            change.log(caller.box, update_of(peer, item), exclude_session=caller.session)
        await settle_channel(change, peer)
    await app.bus.publish(change.events)
    await tell_gone(app, caller, peer, gone)
    return sorted(story.story_id for story in gone)


async def toggle_pinned(
    app: App, caller: Caller, peer: PeerId, story_ids: Sequence[int], *, pinned: bool
) -> list[int]:
    """Put stories into the profile or take them out; return the numbers of those that changed.

    Raises:
        RpcError: 400 STORY_ID_EMPTY, LIMIT_INVALID, CHAT_ADMIN_REQUIRED.
    """
    wanted = checked_ids(story_ids)
    rights = await rights_over(app, caller.me, peer)
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        await lock_peer(change.main, peer)
        changed = await pin_stories(change.main, peer, wanted, pinned=pinned)
        require_over(rights, caller, changed, Admin.EDIT_STORIES)
        await _log_own(app, caller, change, changed)
    await app.bus.publish(change.events)
    await tell_viewers(app, caller, peer, changed)
    return sorted(story.story_id for story in changed)


async def toggle_pinned_to_top(app: App, peer: PeerId, story_ids: Sequence[int]) -> None:
    """Say which stories of the profile come first; none lets it begin with the newest.

    Raises:
        RpcError: 400 STORY_ID_INVALID for what the profile does not show, or too many.
    """
    wanted = list(dict.fromkeys(story_ids))
    if len(wanted) > TOP_LIMIT:
        raise bad_request("STORY_ID_INVALID")
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        known = await lock_peer(change.main, peer)
        found = await find_stories(change.main, [(peer, one) for one in wanted])
        if any((peer, one) not in found or not found[peer, one].pinned for one in wanted):
            raise bad_request("STORY_ID_INVALID")
        if known is not None:
            await pin_to_top(change.main, peer, wanted)


async def _log_own(
    app: App, caller: Caller, change: Change, stories: Sequence[StoredStory]
) -> list[types.UpdateStory]:
    updates = [
        update_of(story.peer_id, item)
        for story, item in zip(
            stories, await items(app, caller.me, stories, change.main), strict=True
        )
    ]
    for update in updates if not stories or is_user(stories[0].peer_id) else ():
        change.log(caller.box, update, exclude_session=caller.session)
    return updates


def _edited(old: types.StoryItem, edit: StoryEdit) -> types.StoryItem:
    new = old
    if edit.media is not None:
        new = replace(new, media=edit.media)
    if edit.caption is not None:
        text, entities = edit.caption
        new = replace(new, caption=text or None, entities=tuple(entities) or None)
    if edit.areas is not None:
        new = replace(new, media_areas=tuple(edit.areas) or None)
    if edit.music is not None:
        new = replace(new, music=edit.music)
    return new
