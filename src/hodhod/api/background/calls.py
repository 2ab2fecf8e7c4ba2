"""Calls: there are none to join.

Source: https://core.telegram.org/api/group-calls
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import TLFunction, functions, types


@rpc(functions.phone.GetCallConfig, access=USER, empty=True)
async def get_call_config(app: App, caller: Caller, request: TLFunction) -> types.DataJSON:
    """Settings of the library that carries calls: its own defaults."""
    return types.DataJSON(data="{}")


@rpc(functions.phone.GetGroupCallJoinAs, access=USER, empty=True)
async def get_group_call_join_as(
    app: App, caller: Caller, request: TLFunction
) -> types.phone.JoinAsPeers:
    """As whom the caller may join a group call."""
    return types.phone.JoinAsPeers(peers=(), chats=(), users=())


@rpc(
    functions.phone.GetGroupCall,
    functions.phone.GetGroupParticipants,
    functions.phone.CheckGroupCall,
    access=USER,
    empty=True,
)
async def get_group_call(app: App, caller: Caller, request: TLFunction) -> types.phone.GroupCall:
    """A group call: whichever is asked for, it is not there.

    Raises:
        RpcError: 400 GROUPCALL_INVALID, always.
    """
    raise bad_request("GROUPCALL_INVALID")
