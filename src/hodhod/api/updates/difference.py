"""updates.getState, getDifference, getChannelDifference.

Source: https://core.telegram.org/api/updates
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_channel
from hodhod.actions.updates import difference
from hodhod.actions.updates.channel_difference import channel_difference
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types


@rpc(functions.updates.GetState, access=USER | BOT)
async def get_state(
    app: App, caller: Caller, request: functions.updates.GetState
) -> types.updates.TypeState:
    """Tell where the box is."""
    return await difference.state(app, caller)


@rpc(functions.updates.GetDifference, access=USER | BOT)
async def get_difference(
    app: App, caller: Caller, request: functions.updates.GetDifference
) -> types.updates.TypeDifference:
    """Tell what happened since."""
    if request.pts <= 0:
        raise bad_request("PERSISTENT_TIMESTAMP_EMPTY")
    if request.date <= 0:
        raise bad_request("DATE_EMPTY")
    return await difference.difference(
        app,
        caller,
        pts=request.pts,
        date=request.date,
        qts=request.qts,
        limit=request.pts_limit,
        qts_limit=request.qts_limit,
    )


@rpc(functions.updates.GetChannelDifference, access=USER | BOT)
async def get_channel_difference(
    app: App, caller: Caller, request: functions.updates.GetChannelDifference
) -> types.updates.TypeChannelDifference:
    """Tell what happened in a supergroup or channel since."""
    seen = await access_channel(app, caller, request.channel)
    if request.pts <= 0:
        raise bad_request("PERSISTENT_TIMESTAMP_EMPTY")
    return await channel_difference(app, caller, seen, pts=request.pts, limit=request.limit)
