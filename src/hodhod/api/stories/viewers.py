"""stories.getStoryViewsList, getStoriesViews, getStoryReactionsList.

Source: https://core.telegram.org/api/stories#story-viewers
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stories import viewers
from hodhod.actions.stories.access import access_to_post
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import is_user
from hodhod.tl import functions, types


@rpc(functions.stories.GetStoryViewsList, access=USER)
async def get_story_views_list(
    app: App, caller: Caller, request: functions.stories.GetStoryViewsList
) -> types.stories.StoryViewsList:
    """List who saw a story."""
    peer = await access_to_post(app, caller, request.peer)
    if not is_user(peer):  # who looks at a channel's is nobody's to know
        raise bad_request("PEER_ID_INVALID")
    after = viewers.cursor_of(request.offset)
    if request.offset_date:  # layer 160
        after = (0, request.offset_date, request.offset_id or 0)
    asked = viewers.ViewersAsked(
        query=request.q or "",
        just_contacts=request.just_contacts,
        reactions_first=request.reactions_first,
        forwards_first=request.forwards_first,
        after=after,
        limit=request.limit,
    )
    return await viewers.views_list(app, caller, peer, request.id, asked)


@rpc(functions.stories.GetStoriesViews, access=USER)
async def get_stories_views(
    app: App, caller: Caller, request: functions.stories.GetStoriesViews
) -> types.stories.StoryViews:
    """Tell how many saw stories."""
    peer = await access_to_post(app, caller, request.peer)
    return await viewers.stories_views(app, caller, peer, request.id)


@rpc(functions.stories.GetStoryReactionsList, access=USER)
async def get_story_reactions_list(
    app: App, caller: Caller, request: functions.stories.GetStoryReactionsList
) -> types.stories.StoryReactionsList:
    """List who reacted to a story."""
    peer = await access_to_post(app, caller, request.peer)
    after = viewers.cursor_of(request.offset)
    return await viewers.reactions_list(
        app, caller, peer, request.id, request.reaction, after=after, limit=request.limit
    )
