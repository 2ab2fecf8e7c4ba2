"""Lists of groups and channels that have none: nothing is recommended, nothing gathered.

Source: https://core.telegram.org/api/channel
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(
    functions.channels.GetChannelRecommendations,
    functions.communities.GetJoinedCommunities,
    access=USER,
    empty=True,
)
async def list_chats(app: App, caller: Caller, request: TLFunction) -> types.messages.Chats:
    """Groups and channels of some kind."""
    return types.messages.Chats(chats=())


@rpc(functions.channels.CheckSearchPostsFlood, access=USER, empty=True)
async def check_search_posts_flood(
    app: App, caller: Caller, request: TLFunction
) -> types.SearchPostsFlood:
    """How many searches of public posts are left today: they are not offered."""
    return types.SearchPostsFlood(total_daily=0, remains=0, stars_amount=0)
