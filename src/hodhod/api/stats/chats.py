"""stats.getBroadcastStats, getMegagroupStats, loadAsyncGraph.

Source: https://core.telegram.org/api/stats
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import stats
from hodhod.actions.peers.access import access_channel
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types


@rpc(functions.stats.GetBroadcastStats, access=USER)
async def get_broadcast_stats(
    app: App, caller: Caller, request: functions.stats.GetBroadcastStats
) -> types.stats.TypeBroadcastStats:
    """Tell the figures of a channel."""
    seen = await access_channel(app, caller, request.channel)
    return await stats.broadcast_stats(app, seen)


@rpc(functions.stats.GetMegagroupStats, access=USER)
async def get_megagroup_stats(
    app: App, caller: Caller, request: functions.stats.GetMegagroupStats
) -> types.stats.TypeMegagroupStats:
    """Tell the figures of a supergroup."""
    seen = await access_channel(app, caller, request.channel)
    return await stats.megagroup_stats(app, caller, seen)


@rpc(functions.stats.LoadAsyncGraph, access=USER)
async def load_async_graph(
    app: App, caller: Caller, request: functions.stats.LoadAsyncGraph
) -> types.TypeStatsGraph:
    """Tell a graph by its token: all graphs are told whole, so no token was ever given out."""
    raise bad_request("GRAPH_INVALID_RELOAD")
