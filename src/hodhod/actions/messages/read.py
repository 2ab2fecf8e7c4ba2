"""Reading: how far chats are read, what was heard and watched, and who learns of it.

Source: https://core.telegram.org/method/messages.readHistory
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.messages.reach import (
    access_message,
    affected,
    boxes_of,
    checked_ids,
    seen_from,
)
from hodhod.actions.messages.read_channel import SMALL, read_channel
from hodhod.actions.messages.unread_reactions import see_reactions
from hodhod.actions.people.global_privacy import require_read_dates
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import BoxId, PeerId, UserId, is_channel, is_chat, is_user, to_tl_peer
from hodhod.store.group_reads import channel_readers, group_readers, note_group_read
from hodhod.store.members import read_members
from hodhod.store.message_changes import find_copies, read_contents
from hodhod.store.outbox_reads import note_read, read_date
from hodhod.store.read_marks import read_inbox, read_outbox
from hodhod.tl import types

READ_DATES_S = 7 * 86_400
"""How long the moment of reading is told; config names the same."""


async def read_history(
    app: App, caller: Caller, peer: PeerId, max_id: int
) -> types.messages.AffectedMessages:
    """Read a chat up to a message; 0 means all of it."""
    if is_channel(peer):
        return await read_channel(app, caller, await access_chat(app, caller, peer), max_id)
    dialog = await app.store.dialogs.get(caller.box, peer)
    if dialog.top_message is None or _reached(dialog.read_inbox_max, dialog.top_message, max_id):
        return affected((await app.store.boxes.state(caller.box)).pts, 0)
    boxes = await boxes_of(app, caller, peer)
    told = 0
    async with app.store.boxes.change(boxes, now=app.now) as change:
        read = await read_inbox(change.tx, caller.box, peer, max_id)
        if read.max_id is not None:
            told = 1
            change.log(
                caller.box,
                types.UpdateReadHistoryInbox(
                    folder_id=dialog.folder_id or None,
                    peer=to_tl_peer(peer),
                    max_id=read.max_id,
                    still_unread_count=read.still_unread,
                    pts=0,
                    pts_count=0,
                ),
                1,
                exclude_session=caller.session,
            )
        if is_chat(peer) and read.last_shared is not None:
            await note_group_read(change.tx, peer, caller.me, read.last_shared, app.now)
        for box_id in boxes[1:] if read.last_shared is not None else ():
            assert read.last_shared is not None
            chat = seen_from(box_id, caller.box, peer)
            mark = await read_outbox(change.tx, box_id, chat, read.last_shared)
            if mark is not None:
                await note_read(change.tx, box_id, chat, mark, app.now)
                update = types.UpdateReadHistoryOutbox(
                    peer=to_tl_peer(chat), max_id=mark, pts=0, pts_count=0
                )
                change.log(box_id, update, 1)
        pts = change.pts(caller.box)
    await app.bus.publish(change.events)
    return affected(pts, told)


async def read_message_contents(
    app: App, caller: Caller, msg_ids: Sequence[int]
) -> types.messages.AffectedMessages:
    """Mark voices as heard, round videos as watched, mentions and reactions as seen.

    The sender of a voice learns that it was heard.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    found = await app.store.messages.by_ids(caller.box, checked_ids(msg_ids))
    boxes = {caller.box}
    for message in found.values():
        if message.media_unread and not message.out:
            boxes.update(await boxes_of(app, caller, message.peer_id))
    async with app.store.boxes.change(boxes, now=app.now) as change:
        heard = [m.shared_id for m in found.values() if m.media_unread and not m.out]
        # Of the others' copies only the writer's is touched: each hears for themselves.
        copies = [
            one
            for one in await find_copies(change.tx, heard, boxes)
            if one.out or one.box_id == caller.box
        ]
        seen: dict[BoxId, list[int]] = defaultdict(list)
        for touched in await read_contents(change.tx, [(m.box_id, m.msg_id) for m in copies]):
            seen[touched.box_id].append(touched.msg_id)
        reacted = await see_reactions(change.tx, [m for m in found.values() if m.reactions])
        seen[caller.box] = sorted({*seen[caller.box], *reacted})
        for box_id, ids in seen.items():
            if ids:
                change.log(
                    box_id,
                    types.UpdateReadMessagesContents(
                        messages=ids, pts=0, pts_count=0, date=app.now
                    ),
                    len(ids),
                    exclude_session=caller.session,
                )
        pts = change.pts(caller.box)
    await app.bus.publish(change.events)
    return affected(pts, len(seen[caller.box]))


async def readers(app: App, caller: Caller, peer: PeerId, msg_id: int) -> dict[UserId, int]:
    """Return who has read a message of the caller's in a small group, and when.

    Raises:
        RpcError: 400 PEER_ID_INVALID, MESSAGE_ID_INVALID, CHAT_TOO_BIG, MSG_TOO_OLD.
    """
    if is_user(peer):
        raise bad_request("PEER_ID_INVALID")
    seen = await access_chat(app, caller, peer)
    if seen.chat.is_broadcast:
        raise bad_request("PEER_ID_INVALID")
    message = await access_message(app, caller, peer, msg_id)
    if seen.chat.members > SMALL:
        raise bad_request("CHAT_TOO_BIG")
    if (message.author_id or message.from_id) != caller.me:
        raise bad_request("MESSAGE_ID_INVALID")
    if message.date < app.now - READ_DATES_S:
        raise bad_request("MSG_TOO_OLD")
    shard = app.store.shard(BoxId(peer))
    if is_chat(peer):
        found = await group_readers(shard, peer, message.shared_id)
    else:
        found = await channel_readers(shard, BoxId(peer), msg_id, SMALL)
    here = await read_members(shard, peer, found)
    return {
        user_id: date
        for user_id, date in sorted(found.items(), key=lambda one: -one[1])
        if user_id != caller.me and user_id in here and here[user_id].joined
    }


async def outbox_read_date(app: App, caller: Caller, peer: PeerId, msg_id: int) -> int:
    """Return when the other side read a message of the caller's.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MESSAGE_NOT_READ_YET, MESSAGE_TOO_OLD, PEER_ID_INVALID;
            403 YOUR_PRIVACY_RESTRICTED, USER_PRIVACY_RESTRICTED.
    """
    if not is_user(peer) or peer == caller.own_peer:
        raise bad_request("PEER_ID_INVALID")
    await require_read_dates(app, caller, peer)
    message = await access_message(app, caller, peer, msg_id)
    if not message.out:
        raise bad_request("MESSAGE_ID_INVALID")
    if message.date < app.now - READ_DATES_S:
        raise bad_request("MESSAGE_TOO_OLD")
    dialog = await app.store.dialogs.get(caller.box, peer)
    date = await read_date(app.store.shard(caller.box), caller.box, peer, msg_id)
    if dialog.read_outbox_max < msg_id or date is None:
        raise bad_request("MESSAGE_NOT_READ_YET")
    return date


def _reached(read: int, top: int, max_id: int) -> bool:
    return min(max_id or top, top) <= read
