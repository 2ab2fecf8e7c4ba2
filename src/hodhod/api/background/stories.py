"""Stories found by a hashtag or a place: nobody's are public by search.

Source: https://core.telegram.org/api/stories
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(functions.stories.SearchPosts, access=USER, empty=True)
async def search_posts(app: App, caller: Caller, request: TLFunction) -> types.stories.FoundStories:
    """Public stories by hashtag or place."""
    return types.stories.FoundStories(count=0, stories=(), chats=(), users=())
