"""Pinned messages of a chat, for both sides or for oneself.

Source: https://core.telegram.org/api/pin
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from hodhod.actions.app import App
from hodhod.actions.chats.admin_log import note_all
from hodhod.actions.messages.copies import new_message
from hodhod.actions.messages.place import Place, access_to_write
from hodhod.actions.messages.reach import access_message, box_of, seen_from
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.deed import Deed
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, bare_id, is_channel, to_tl_peer
from hodhod.domain.message import (
    StoredMessage,
    decode_content,
    new_message_update,
    seen_by_author,
    to_tl,
)
from hodhod.domain.outgoing import Outgoing, ReplyTo
from hodhod.store.boxes import Change
from hodhod.store.history import Filter, Page, find_messages
from hodhod.store.message_changes import Touched, find_copies, pin_messages
from hodhod.tl import types


def is_forum(place: Place) -> bool:
    """Whether a place has topics: what is told of a message belongs to the same topic."""
    return place.seen is not None and place.seen.chat.forum


UNPIN_STEP = 100
"""Messages that one request lets go; clients ask again while some are left."""


async def set_pinned(
    app: App,
    caller: Caller,
    peer: PeerId,
    msg_id: int,
    *,
    pinned: bool,
    one_side: bool,
    silent: bool,
) -> types.TypeUpdates:
    """Pin a message or let it go. Pinning for both sides is told by a service message.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, CHAT_NOT_MODIFIED; what access_to_write raises.
    """
    place = await access_to_write(app, caller, peer, Deed.PIN)
    message = await access_message(app, caller, peer, msg_id)
    if isinstance(decode_content(message.content), types.MessageService):
        raise bad_request("MESSAGE_ID_INVALID")
    boxes = place.boxes
    async with app.store.boxes.change(boxes, now=app.now) as change:
        copies = await find_copies(change.tx, [message.shared_id], boxes[:1] if one_side else boxes)
        keys = [(copy.box_id, copy.msg_id) for copy in copies]
        touched = await pin_messages(change.tx, keys, pinned=pinned)
        updates = _tell(change, caller, peer, touched, pinned=pinned)
        await _note(change, caller, place, [message] if touched else [], pinned=pinned)
        if touched and pinned and not one_side and peer != caller.own_peer:
            told = Outgoing(
                random_id=None,
                action=types.MessageActionPinMessage(),
                reply_to=ReplyTo(msg_id),
                topic_id=message.topic_id if is_forum(place) else None,
                silent=silent,
            )
            row = new_message(app, caller, place, told)
            (sent,) = await change.append([row], exclude_session=caller.session)
            updates.append(new_message_update(seen_by_author(sent.own, caller.me)))
    await app.bus.publish(change.events)
    return await render(app, caller.me, updates)


async def unpin_all(
    app: App, caller: Caller, peer: PeerId, topic_id: int | None = None
) -> types.messages.AffectedHistory:
    """Let all pinned messages of a chat, or of a topic in it, go, a bounded number at a time.

    Raises:
        RpcError: What access_to_write raises.
    """
    place = await access_to_write(app, caller, peer, Deed.PIN)
    boxes = place.boxes
    async with app.store.boxes.change(boxes, now=app.now) as change:
        wanted = Filter(peer_id=peer, pinned=True, topic_id=topic_id)
        found = await find_messages(change.tx, boxes[0], wanted, Page(limit=UNPIN_STEP))
        copies = await find_copies(change.tx, [one.shared_id for one in found], boxes)
        keys = [(copy.box_id, copy.msg_id) for copy in copies]
        touched = await pin_messages(change.tx, keys, pinned=False)
        _tell(change, caller, peer, touched, pinned=False)
        await _note(change, caller, place, found, pinned=False)
        pts = change.pts(boxes[0])
    await app.bus.publish(change.events)
    return types.messages.AffectedHistory(
        pts=pts,
        pts_count=sum(one.box_id == boxes[0] for one in touched),
        offset=int(len(found) == UNPIN_STEP),
    )


async def _note(
    change: Change, caller: Caller, place: Place, messages: Sequence[StoredMessage], *, pinned: bool
) -> None:
    """Write into the admin log what was pinned or let go."""
    if place.seen is None:
        return
    deeds = [
        types.ChannelAdminLogEventActionUpdatePinned(message=to_tl(replace(one, pinned=pinned)))
        for one in messages
    ]
    await note_all(change, place.seen.chat, caller.me, deeds)


def _tell(
    change: Change, caller: Caller, peer: PeerId, touched: list[Touched], *, pinned: bool
) -> list[types.TypeUpdate]:
    """Log what was pinned in each box; return the caller's own updates."""
    by_box: dict[BoxId, list[int]] = defaultdict(list)
    for one in touched:
        by_box[one.box_id].append(one.msg_id)
    own = []
    for box_id, msg_ids in by_box.items():
        update: types.TypeUpdate
        if is_channel(peer):
            update = types.UpdatePinnedChannelMessages(
                pinned=pinned,
                channel_id=bare_id(peer),
                messages=sorted(msg_ids),
                pts=0,
                pts_count=0,
            )
        else:
            update = types.UpdatePinnedMessages(
                pinned=pinned,
                peer=to_tl_peer(seen_from(box_id, caller.box, peer)),
                messages=sorted(msg_ids),
                pts=0,
                pts_count=0,
            )
        event = change.log(box_id, update, len(msg_ids), exclude_session=caller.session)
        if box_id == box_of(caller, peer):
            own.append(event.update)
    return own
