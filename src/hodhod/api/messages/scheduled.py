"""Messages that wait for their time.

Source: https://core.telegram.org/api/scheduled-messages
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.messages import scheduled
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.messages.GetScheduledHistory, access=USER)
async def get_scheduled_history(
    app: App, caller: Caller, request: functions.messages.GetScheduledHistory
) -> types.messages.TypeMessages:
    """Read what waits in a chat."""
    peer = await access_peer(app, caller, request.peer)
    return await _messages(app, caller, await scheduled.scheduled_history(app, caller, peer))


@rpc(functions.messages.GetScheduledMessages, access=USER)
async def get_scheduled_messages(
    app: App, caller: Caller, request: functions.messages.GetScheduledMessages
) -> types.messages.TypeMessages:
    """Read messages that wait, by id."""
    peer = await access_peer(app, caller, request.peer)
    found = await scheduled.scheduled_by_ids(app, caller, peer, request.id)
    return await _messages(app, caller, found)


@rpc(functions.messages.SendScheduledMessages, access=USER)
async def send_scheduled_messages(
    app: App, caller: Caller, request: functions.messages.SendScheduledMessages
) -> types.TypeUpdates:
    """Send messages before their time."""
    peer = await access_peer(app, caller, request.peer)
    return await scheduled.send_now(app, caller, peer, request.id)


@rpc(functions.messages.DeleteScheduledMessages, access=USER)
async def delete_scheduled_messages(
    app: App, caller: Caller, request: functions.messages.DeleteScheduledMessages
) -> types.TypeUpdates:
    """Take messages away that wait."""
    peer = await access_peer(app, caller, request.peer)
    return await scheduled.delete_scheduled(app, caller, peer, request.id)


async def _messages(
    app: App, caller: Caller, messages: Sequence[types.Message]
) -> types.messages.Messages:
    objects = await objects_for(app, caller.me, messages)
    return types.messages.Messages(
        messages=messages, topics=(), chats=objects.chats, users=objects.users
    )
