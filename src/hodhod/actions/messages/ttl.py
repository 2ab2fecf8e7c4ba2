"""Messages that delete themselves: the period of a chat, and the end of their time.

Source: https://core.telegram.org/api/ttl
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats.admin_log import note
from hodhod.actions.messages.copies import new_message
from hodhod.actions.messages.delete import delete_everywhere
from hodhod.actions.messages.place import access_to_write
from hodhod.actions.messages.reach import seen_from
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.deed import Deed
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import PeerId, UserId, is_user, to_tl_peer
from hodhod.domain.message import new_message_update, seen_by_author
from hodhod.domain.outgoing import Outgoing
from hodhod.store.chats import set_chat_ttl
from hodhod.store.dialogs import set_ttl
from hodhod.store.expiry import expired, forget_expired, set_history_ttl
from hodhod.tl import types

LONGEST_S = 366 * 86_400
"""A chat whose messages live longer may as well keep them."""


async def set_period(app: App, caller: Caller, peer: PeerId, period: int) -> types.TypeUpdates:
    """Set after how many seconds new messages of a chat delete themselves; 0: never.

    Raises:
        RpcError: 400 TTL_PERIOD_INVALID, CHAT_NOT_MODIFIED, PEER_ID_INVALID; what access_to_write
            raises.
    """
    if peer == caller.own_peer:
        raise bad_request("PEER_ID_INVALID")
    if not 0 <= period <= LONGEST_S:
        raise bad_request("TTL_PERIOD_INVALID")
    place = await access_to_write(app, caller, peer, Deed.SETTLE)
    if (place.ttl_period or 0) == period:
        raise bad_request("CHAT_NOT_MODIFIED")
    boxes = place.boxes
    updates: list[types.TypeUpdate] = []
    async with app.store.boxes.change(boxes, now=app.now) as change:
        if is_user(peer):
            await set_history_ttl(change.main, caller.me, UserId(peer), period)
        else:
            await set_chat_ttl(change.tx, peer, period or None)
        if place.seen is not None:
            deed = types.ChannelAdminLogEventActionChangeHistoryTTL(
                prev_value=place.ttl_period or 0, new_value=period
            )
            await note(change, place.seen.chat, caller.me, deed)
        for box_id in boxes:
            chat = seen_from(box_id, caller.box, peer)
            await set_ttl(change.tx, box_id, chat, period or None)
            update = types.UpdatePeerHistoryTTL(peer=to_tl_peer(chat), ttl_period=period or None)
            change.log(box_id, update, exclude_session=caller.session)
            if box_id == boxes[0]:
                updates.append(update)
        told = Outgoing(
            random_id=None, action=types.MessageActionSetMessagesTTL(period=period), silent=True
        )
        row = new_message(app, caller, place, told)
        (sent,) = await change.append([row], exclude_session=caller.session)
        updates.append(new_message_update(seen_by_author(sent.own, caller.me)))
    await app.bus.publish(change.events)
    return await render(app, caller.me, updates)


async def delete_expired(app: App) -> int:
    """Delete the messages whose time is over; return how many there were."""
    count = 0
    for shard in app.store.shards:
        keys = await expired(shard, app.now)
        if keys:
            await delete_everywhere(app, keys)
            await forget_expired(shard, keys)
        count += len(keys)
    return count
