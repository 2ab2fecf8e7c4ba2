"""channels.getSendAs, messages.saveDefaultSendAs.

Source: https://core.telegram.org/api/send-as
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.messages import send_as
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.ids import to_tl_peer
from hodhod.tl import functions, types


@rpc(functions.channels.GetSendAs, access=USER)
async def get_send_as(
    app: App, caller: Caller, request: functions.channels.GetSendAs
) -> types.channels.SendAsPeers:
    """List in whose name the caller may write in a group."""
    peer = await access_peer(app, caller, request.peer)
    seen = await access_chat(app, caller, peer)
    names = await send_as.names_for(app, caller, seen)
    peers = [types.SendAsPeer(peer=to_tl_peer(one)) for one in names]
    objects = await objects_for(app, caller.me, peers)
    return types.channels.SendAsPeers(peers=peers, chats=objects.chats, users=objects.users)


@rpc(functions.messages.SaveDefaultSendAs, access=USER)
async def save_default_send_as(
    app: App, caller: Caller, request: functions.messages.SaveDefaultSendAs
) -> bool:
    """Choose in whose name the caller writes in a group."""
    peer = await access_peer(app, caller, request.peer)
    seen = await access_chat(app, caller, peer)
    named = await access_peer(app, caller, request.send_as)
    await send_as.save_default(app, caller, seen, named)
    return True
