"""Fact checks: nobody checks.

Source: https://core.telegram.org/api/factcheck
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

MAX_MESSAGES = 100
"""Messages in one request; more is no client."""


@rpc(functions.messages.GetFactCheck, access=USER, empty=True)
async def get_fact_check(
    app: App, caller: Caller, request: functions.messages.GetFactCheck
) -> list[types.FactCheck]:
    """What checkers say of some messages: one empty entry for each.

    Raises:
        RpcError: 400 LIMIT_INVALID for too many messages.
    """
    if len(request.msg_id) > MAX_MESSAGES:
        raise bad_request("LIMIT_INVALID")
    return [types.FactCheck(hash=0)] * len(request.msg_id)
