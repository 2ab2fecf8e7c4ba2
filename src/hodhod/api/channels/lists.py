"""channels.getLeftChannels, getInactiveChannels, getAdminedPublicChannels.

Source: https://core.telegram.org/method/channels.getInactiveChannels
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import mutual
from hodhod.actions.chats.capacity import require_public_room
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.channels.GetLeftChannels, access=USER)
async def get_left_channels(
    app: App, caller: Caller, request: functions.channels.GetLeftChannels
) -> types.messages.TypeChats:
    """List supergroups and channels that the caller has left."""
    return await mutual.left_channels(app, caller, request.offset)


@rpc(functions.channels.GetInactiveChannels, access=USER)
async def get_inactive_channels(
    app: App,
    caller: Caller,
    request: functions.channels.GetInactiveChannels,
) -> types.messages.InactiveChats:
    """List supergroups and channels in which nothing happens."""
    return await mutual.inactive_chats(app, caller)


@rpc(functions.channels.GetAdminedPublicChannels, access=USER)
async def get_admined_public_channels(
    app: App, caller: Caller, request: functions.channels.GetAdminedPublicChannels
) -> types.messages.Chats:
    """List one's own public chats; groups at a place, and communities, are none."""
    if request.by_location or request.for_community_peer:
        return types.messages.Chats(chats=[])
    if request.check_limit:
        await require_public_room(app, caller.me)
    chats = await mutual.own_public_chats(app, caller, broadcast=request.for_personal)
    return types.messages.Chats(chats=chats)
