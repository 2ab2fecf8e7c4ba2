"""Reading supergroups and channels: how far a member has read, and which writers learn of it.

A writer sees that a message was read when the first other member has read it: the two members who
have come furthest are kept with the chat, so that reading costs the same in a group of any size.

Source: https://core.telegram.org/method/channels.readHistory
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.reach import affected
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.ids import BoxId, MsgId, UserId, bare_id
from hodhod.store.chats import note_read
from hodhod.store.members import channel_views, read_member
from hodhod.store.message_rows import authors_between
from hodhod.store.outbox_reads import note_read as note_read_date
from hodhod.tl import types

SMALL = 100
"""Members of a group in which everybody learns who has read; config names the same."""

TOLD = 100
"""Writers who learn of one reading at most."""


async def read_channel(
    app: App, caller: Caller, seen: SeenChat, max_id: int
) -> types.messages.AffectedMessages:
    """Read a supergroup or channel up to a message; 0 means all of it."""
    chat = seen.chat
    box_id = BoxId(chat.peer_id)
    state = await app.store.boxes.state(box_id)
    last = MsgId(min(max_id, state.top_message) if max_id > 0 else state.top_message)
    if seen.member is None or not seen.joined or last <= seen.member.read_max:
        return affected(state.pts, 0)
    dialog = await app.store.dialogs.get(caller.box, chat.peer_id)
    writers: list[UserId] = []
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        if not await read_member(change.tx, chat.peer_id, caller.me, last):
            return affected(state.pts, 0)
        (view,) = await channel_views(change.tx, caller.me, [chat.peer_id])
        change.log(
            caller.box,
            types.UpdateReadChannelInbox(
                folder_id=dialog.folder_id or None,
                channel_id=bare_id(box_id),
                max_id=last,
                still_unread_count=view.unread,
                pts=view.pts,
            ),
            exclude_session=caller.session,
        )
        if not chat.is_broadcast:
            before = await note_read(change.tx, chat.peer_id, caller.me, last)
            if before is not None:
                since = min(before[:2])
                writers = await authors_between(change.tx, box_id, since, last, TOLD)
            if chat.members <= SMALL:
                await note_read_date(change.tx, box_id, caller.own_peer, last, app.now)
    await app.bus.publish(change.events)
    await _tell_writers(app, caller, seen, last, writers)
    return affected(state.pts, 0)


async def _tell_writers(
    app: App, caller: Caller, seen: SeenChat, last: MsgId, writers: list[UserId]
) -> None:
    """Let those who wrote what was read see that it was; it is not kept: the chat itself knows."""
    others = [BoxId(one) for one in writers if one != caller.me]
    if not others:
        return
    update = types.UpdateReadChannelOutbox(channel_id=bare_id(seen.chat.peer_id), max_id=last)
    async with app.store.boxes.change(others, now=app.now) as change:
        for box_id in others:
            change.log(box_id, update)
    await app.bus.publish(change.events)
