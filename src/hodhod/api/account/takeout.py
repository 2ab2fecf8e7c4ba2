"""account.initTakeoutSession, finishTakeoutSession; messages.getSplitRanges.

Source: https://core.telegram.org/api/takeout
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people import takeout
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import forbidden
from hodhod.tl import functions, types


@rpc(functions.account.InitTakeoutSession, access=USER)
async def init_takeout(
    app: App, caller: Caller, request: functions.account.InitTakeoutSession
) -> types.account.TypeTakeout:
    """Begin an export; whatever of it was named, its requests may ask for all of one's own."""
    return types.account.Takeout(id=await takeout.begin_takeout(app, caller))


@rpc(functions.account.FinishTakeoutSession, access=USER)
async def finish_takeout(
    app: App, caller: Caller, request: functions.account.FinishTakeoutSession
) -> bool:
    """End an export."""
    await takeout.end_takeout(app, caller)
    return True


@rpc(functions.messages.GetSplitRanges, access=USER)
async def get_split_ranges(
    app: App, caller: Caller, request: functions.messages.GetSplitRanges
) -> list[types.TypeMessageRange]:
    """Divide one's messages for an export: they are all in one box, so there is one range.

    Raises:
        RpcError: 403 TAKEOUT_REQUIRED.
    """
    if caller.takeout_id is None:
        raise forbidden("TAKEOUT_REQUIRED")
    top = (await app.store.boxes.state(caller.box)).top_message
    return [types.MessageRange(min_id=1, max_id=max(1, top))]
