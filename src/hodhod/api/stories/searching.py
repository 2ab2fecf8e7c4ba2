"""stories.searchPosts.

Source: https://core.telegram.org/method/stories.searchPosts
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.stories import search
from hodhod.actions.stories.access import access_story_peer
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.stories.SearchPosts, access=USER)
async def search_posts(
    app: App, caller: Caller, request: functions.stories.SearchPosts
) -> types.stories.FoundStories:
    """Find public stories by a hashtag or a place."""
    tag = search.tag_of(request.hashtag, request.area)
    peer = None
    if request.peer is not None:
        peer = await access_story_peer(app, caller, request.peer)
    return await search.search_posts(
        app, caller, tag, peer, offset=request.offset, limit=request.limit
    )
