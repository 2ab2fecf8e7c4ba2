"""stories.canSendStory, getChatsToSend, sendStory, editStory, deleteStories, togglePinned, … ToTop.

Source: https://core.telegram.org/api/stories#posting-editing-and-deleting-stories
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats.view import chats_seen_by
from hodhod.actions.messages.compose import caption_of
from hodhod.actions.stories import change, compose
from hodhod.actions.stories.access import access_to_post, chats_to_post
from hodhod.actions.stories.albums import access_albums
from hodhod.actions.stories.areas import areas_of
from hodhod.actions.stories.post import Draft, post_story, remaining
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import is_user
from hodhod.domain.rights import Admin
from hodhod.domain.story import rules_of_a_channel
from hodhod.tl import functions, types


@rpc(functions.stories.CanSendStory, access=USER)
async def can_send_story(
    app: App, caller: Caller, request: functions.stories.CanSendStory
) -> types.stories.CanSendStoryCount:
    """Tell how many more stories may be active."""
    peer = await access_to_post(app, caller, request.peer, Admin.POST_STORIES)
    return types.stories.CanSendStoryCount(count_remains=await remaining(app, peer))


@rpc(functions.stories.GetChatsToSend, access=USER)
async def get_chats_to_send(
    app: App, caller: Caller, request: functions.stories.GetChatsToSend
) -> types.messages.Chats:
    """List the supergroups and channels in whose name the caller may post stories."""
    peers = await chats_to_post(app, caller)
    return types.messages.Chats(chats=await chats_seen_by(app, caller.me, peers))


@rpc(functions.stories.SendStory, access=USER)
async def send_story(
    app: App, caller: Caller, request: functions.stories.SendStory
) -> types.TypeUpdates:
    """Post a picture or a film for a while."""
    peer = await access_to_post(app, caller, request.peer, Admin.POST_STORIES)
    if not request.random_id:
        raise bad_request("RANDOM_ID_EMPTY")
    period = compose.period_of(request.period)
    rules = rules_of_a_channel()
    if is_user(peer):
        rules = compose.rules_of(app, caller, request.privacy_rules)
    albums = await access_albums(app, peer, request.albums or ())
    source = await compose.source_of(
        app, caller, request.fwd_from_id, request.fwd_from_story, modified=request.fwd_modified
    )
    given = compose.GivenStory(
        media=request.media,
        caption=request.caption or "",
        entities=request.entities,
        areas=request.media_areas or (),
        music=request.music,
    )
    signed = await compose.signer_of(app, caller, peer)
    content = await compose.content(app, caller, given, source, signed)
    draft = Draft(
        random_id=request.random_id,
        content=content,
        rules=rules,
        period_s=period,
        pinned=request.pinned,
        noforwards=request.noforwards,
        source=source,
        albums=albums,
    )
    return await post_story(app, caller, peer, draft)


@rpc(functions.stories.EditStory, access=USER)
async def edit_story(
    app: App, caller: Caller, request: functions.stories.EditStory
) -> types.TypeUpdates:
    """Change what a story shows or whom it is for."""
    peer = await access_to_post(app, caller, request.peer)
    rules = request.privacy_rules if is_user(peer) else None
    areas, caption, media = request.media_areas, request.caption, request.media
    edit = change.StoryEdit(
        caption=None if caption is None else caption_of(app, caller, caption, request.entities),
        areas=None if areas is None else await areas_of(app, caller, areas),
        rules=None if rules is None else compose.rules_of(app, caller, rules),
        music=await compose.music_of(app, request.music),
        media=None if media is None else await compose.story_media(app, caller, media),
    )
    return await change.change_story(app, caller, peer, request.id, edit)


@rpc(functions.stories.DeleteStories, access=USER)
async def delete_stories(
    app: App, caller: Caller, request: functions.stories.DeleteStories
) -> list[int]:
    """Delete stories."""
    peer = await access_to_post(app, caller, request.peer)
    return await change.remove_stories(app, caller, peer, request.id)


@rpc(functions.stories.TogglePinned, access=USER)
async def toggle_pinned(
    app: App, caller: Caller, request: functions.stories.TogglePinned
) -> list[int]:
    """Show stories in the profile, or no longer."""
    peer = await access_to_post(app, caller, request.peer)
    return await change.toggle_pinned(app, caller, peer, request.id, pinned=request.pinned)


@rpc(functions.stories.TogglePinnedToTop, access=USER)
async def toggle_pinned_to_top(
    app: App, caller: Caller, request: functions.stories.TogglePinnedToTop
) -> bool:
    """Say which stories the profile begins with."""
    peer = await access_to_post(app, caller, request.peer, Admin.EDIT_STORIES)
    await change.toggle_pinned_to_top(app, peer, request.id)
    return True
