"""chatlists.joinChatlistInvite and its kin: folders that come by links.

Source: https://core.telegram.org/api/folders#shared-folders
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chatlists import joining
from hodhod.actions.chatlists.shared import objects, peers_of
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.ids import to_tl_peer
from hodhod.tl import functions, types


@rpc(functions.chatlists.CheckChatlistInvite, access=USER)
async def check_chatlist_invite(
    app: App, caller: Caller, request: functions.chatlists.CheckChatlistInvite
) -> types.chatlists.TypeChatlistInvite:
    """Show where a link leads."""
    return await joining.check(app, caller, request.slug)


@rpc(functions.chatlists.JoinChatlistInvite, access=USER)
async def join_chatlist_invite(
    app: App, caller: Caller, request: functions.chatlists.JoinChatlistInvite
) -> types.TypeUpdates:
    """Take a folder over."""
    return await joining.join_link(app, caller, request.slug, request.peers)


@rpc(functions.chatlists.GetChatlistUpdates, access=USER)
async def get_chatlist_updates(
    app: App, caller: Caller, request: functions.chatlists.GetChatlistUpdates
) -> types.chatlists.ChatlistUpdates:
    """Tell which chats a link has got."""
    seen = await joining.missing(app, caller, request.chatlist.filter_id)
    return types.chatlists.ChatlistUpdates(
        missing_peers=[to_tl_peer(one) for one in peers_of(seen)],
        chats=objects(app, seen),
        users=(),
    )


@rpc(functions.chatlists.JoinChatlistUpdates, access=USER)
async def join_chatlist_updates(
    app: App, caller: Caller, request: functions.chatlists.JoinChatlistUpdates
) -> types.TypeUpdates:
    """Go into the chats that a link has got."""
    return await joining.join_updates(app, caller, request.chatlist.filter_id, request.peers)


@rpc(functions.chatlists.HideChatlistUpdates, access=USER)
async def hide_chatlist_updates(
    app: App, caller: Caller, request: functions.chatlists.HideChatlistUpdates
) -> bool:
    """Hear no more of the chats that a link has got."""
    await joining.hide(app, caller, request.chatlist.filter_id)
    return True


@rpc(functions.chatlists.GetLeaveChatlistSuggestions, access=USER)
async def get_leave_chatlist_suggestions(
    app: App, caller: Caller, request: functions.chatlists.GetLeaveChatlistSuggestions
) -> list[types.TypePeer]:
    """Name the chats that may go with a folder."""
    found = await joining.leave_suggestions(app, caller, request.chatlist.filter_id)
    return [to_tl_peer(one) for one in found]


@rpc(functions.chatlists.LeaveChatlist, access=USER)
async def leave_chatlist(
    app: App, caller: Caller, request: functions.chatlists.LeaveChatlist
) -> types.TypeUpdates:
    """Take a shared folder away, with chats of it."""
    return await joining.leave(app, caller, request.chatlist.filter_id, request.peers)
