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
