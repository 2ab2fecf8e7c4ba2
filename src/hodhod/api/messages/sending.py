"""messages.sendMessage.

Source: https://core.telegram.org/method/messages.sendMessage
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.compose import reply_of, text_of
from hodhod.actions.messages.send import send
from hodhod.actions.peers.access import access_peer
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.outgoing import Outgoing
from hodhod.tl import functions, types


@rpc(functions.messages.SendMessage, access=USER | BOT)
async def send_message(
    app: App, caller: Caller, request: functions.messages.SendMessage
) -> types.TypeUpdates:
    """Send a text."""
    peer = await access_peer(app, caller, request.peer)
    text, entities = text_of(app, caller, request.message, request.entities)
    outgoing = Outgoing(
        random_id=request.random_id,
        text=text,
        entities=entities,
        reply_to=reply_of(request.reply_to, request.reply_to_msg_id),
        reply_markup=request.reply_markup if caller.is_bot else None,
        silent=request.silent,
        noforwards=request.noforwards,
        invert_media=request.invert_media,
    )
    return await send(app, caller, peer, [outgoing])
