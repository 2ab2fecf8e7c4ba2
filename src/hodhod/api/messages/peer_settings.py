"""What a chat is set to: the bar above it, and its time to live.

Source: https://core.telegram.org/method/messages.getPeerSettings
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages import peer_settings, ttl
from hodhod.actions.messages.compose import reply_of
from hodhod.actions.messages.send import send
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import is_user
from hodhod.domain.outgoing import Outgoing
from hodhod.tl import functions, types


@rpc(functions.messages.GetPeerSettings, access=USER)
async def get_peer_settings(
    app: App, caller: Caller, request: functions.messages.GetPeerSettings
) -> types.messages.PeerSettings:
    """Read what is offered above a chat."""
    peer = await access_peer(app, caller, request.peer)
    objects = await objects_for(app, caller.me, (), extra=[peer])
    return types.messages.PeerSettings(
        settings=await peer_settings.settings_of(app, caller, peer),
        chats=objects.chats,
        users=objects.users,
    )


@rpc(functions.messages.HidePeerSettingsBar, access=USER)
async def hide_peer_settings_bar(
    app: App, caller: Caller, request: functions.messages.HidePeerSettingsBar
) -> bool:
    """Close the bar above a chat."""
    await peer_settings.hide_bar(app, caller, await access_peer(app, caller, request.peer))
    return True


@rpc(functions.messages.SetHistoryTTL, access=USER)
async def set_history_ttl(
    app: App, caller: Caller, request: functions.messages.SetHistoryTTL
) -> types.TypeUpdates:
    """Let new messages of a chat delete themselves."""
    peer = await access_peer(app, caller, request.peer)
    return await ttl.set_period(app, caller, peer, request.period)


@rpc(functions.messages.SendScreenshotNotification, access=USER)
async def send_screenshot_notification(
    app: App, caller: Caller, request: functions.messages.SendScreenshotNotification
) -> types.TypeUpdates:
    """Tell the other side that its picture was taken off the screen."""
    peer = await access_peer(app, caller, request.peer)
    if not is_user(peer):
        raise bad_request("PEER_ID_INVALID")
    if not request.random_id:
        raise bad_request("RANDOM_ID_EMPTY")
    told = Outgoing(
        random_id=request.random_id,
        action=types.MessageActionScreenshotTaken(),
        reply_to=reply_of(request.reply_to, request.reply_to_msg_id),
    )
    return await send(app, caller, peer, [told])
