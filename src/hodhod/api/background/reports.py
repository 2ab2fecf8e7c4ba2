"""What clients report without being asked: taken, not kept."""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions


@rpc(
    functions.messages.ReportMessagesDelivery,
    functions.messages.ReportReadMetrics,
    functions.messages.ReportMusicListen,
    access=USER,
    empty=True,
)
async def report(app: App, caller: Caller, request: TLFunction) -> bool:
    """How long something was looked at, or by which way it arrived."""
    return True
