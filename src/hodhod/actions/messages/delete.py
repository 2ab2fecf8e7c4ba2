"""Deleting messages and whole chats, for oneself or for everybody.

Source: https://core.telegram.org/method/messages.deleteHistory
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hodhod.actions.app import App
from hodhod.actions.chats.access import require_admin, require_joined
from hodhod.actions.chats.admin_log import note_all
from hodhod.actions.messages.place import is_guest
from hodhod.actions.messages.reach import affected, boxes_of, checked_ids, seen_from
from hodhod.actions.threads.posts import with_copies
from hodhod.actions.updates.render import render
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request, forbidden
from hodhod.domain.ids import BoxId, MsgId, PeerId, bare_id, is_channel, is_chat
from hodhod.domain.message import StoredMessage, to_tl
from hodhod.domain.rights import Admin
from hodhod.store.boxes import Change
from hodhod.store.clearing import newest_ids
from hodhod.store.members import forget_marks, hide_from_member, see_marks_until
from hodhod.store.message_changes import delete_messages as delete_rows
from hodhod.store.message_changes import find_copies
from hodhod.store.message_rows import read_messages
from hodhod.store.participants import written_as
from hodhod.store.reactions import forget_reactions
from hodhod.tl import types

CLEAR_STEPS = 200
"""Steps of one request that clears a channel: it answers when all is gone, or so much."""

CLEAR_STEP = 500
"""Messages of a box that one request clears; clients ask again while some are left."""

Key = tuple[BoxId, MsgId]


@dataclass(frozen=True, slots=True)
class Clearing:
    """What is to be cleared.

    Attributes:
        max_id: Up to which message; 0: all.
        since: Not before this Unix time.
        until: Not after this Unix time.
        revoke: Whether for the other side as well.
        just_clear: Whether the chat stays in the list.
    """

    max_id: int = 0
    since: int | None = None
    until: int | None = None
    revoke: bool = False
    just_clear: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is to be left."""
        return not self.max_id and self.since is None and self.until is None


async def delete_messages(
    app: App, caller: Caller, msg_ids: Sequence[int], *, revoke: bool
) -> types.messages.AffectedMessages:
    """Delete messages of the caller's box, with all their copies when they are revoked.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    found = await app.store.messages.by_ids(caller.box, checked_ids(msg_ids))
    keys = {(one.box_id, one.msg_id) for one in found.values()}
    boxes = {caller.box}
    wide: list[int] = []
    chats: dict[PeerId, tuple[bool, tuple[BoxId, ...]]] = {}
    for message in found.values() if revoke else ():
        if message.peer_id not in chats:
            everybody = await _for_everybody(app, caller, message.peer_id)
            chats[message.peer_id] = everybody, await boxes_of(app, caller, message.peer_id)
        everybody, theirs = chats[message.peer_id]
        if everybody or message.out:
            wide.append(message.shared_id)
            boxes.update(theirs)
    async with app.store.boxes.change(boxes, now=app.now) as change:
        copies = await find_copies(change.tx, wide, boxes)
        keys.update((one.box_id, one.msg_id) for one in copies)
        told = await delete_keys(change, caller, sorted(keys))
        pts = change.pts(caller.box)
    await app.bus.publish(change.events)
    return affected(pts, told)


async def _for_everybody(app: App, caller: Caller, peer: PeerId) -> bool:
    """Whether somebody may take away messages of others from all: in a group its admins may."""
    if not is_chat(peer):
        return True
    seen = await app.store.chats.seen_by(caller.me, peer)
    return seen is not None and Admin.DELETE_MESSAGES in seen.admin


async def delete_in_channel(
    app: App, caller: Caller, seen: SeenChat, msg_ids: Sequence[int]
) -> types.messages.AffectedMessages:
    """Delete messages of a supergroup or channel: one's own, or with the right anybody's.

    Raises:
        RpcError: 400 LIMIT_INVALID; 403 MESSAGE_DELETE_FORBIDDEN.
    """
    box_id = BoxId(seen.chat.peer_id)
    found = await app.store.messages.by_ids(box_id, checked_ids(msg_ids))
    if Admin.DELETE_MESSAGES not in seen.admin:
        writes = not seen.chat.is_broadcast or Admin.POST_MESSAGES in seen.admin
        own_only = is_guest(seen, app.now) or (seen.joined and writes)
        if not own_only or any(one.author_id != caller.me for one in found.values()):
            raise forbidden("MESSAGE_DELETE_FORBIDDEN")
    keys = await with_copies(app, [(box_id, msg_id) for msg_id in sorted(found)])
    boxes = {box_id, *(one for one, _ in keys)}
    async with app.store.boxes.change(boxes, now=app.now) as change:
        await note_deleted(change, seen, found.values())
        told = await delete_keys(change, caller, keys)
        pts = change.pts(box_id)
    await app.bus.publish(change.events)
    return affected(pts, told)


async def note_deleted(change: Change, seen: SeenChat, messages: Iterable[StoredMessage]) -> None:
    """Write into the admin log what the viewer deletes."""
    deeds = [
        types.ChannelAdminLogEventActionDeleteMessage(message=to_tl(one))
        for one in sorted(messages, key=lambda one: one.msg_id)
    ]
    await note_all(change, seen.chat, seen.viewer_id, deeds)


async def delete_everywhere(app: App, keys: Iterable[Key]) -> None:
    """Delete copies wherever they are, each for its own box: their time is over."""
    keys = await with_copies(app, keys)
    async with app.store.boxes.change({box_id for box_id, _ in keys}, now=app.now) as change:
        await delete_keys(change, None, keys)
    await app.bus.publish(change.events)


async def clear_history(
    app: App, caller: Caller, peer: PeerId, clearing: Clearing
) -> types.messages.AffectedHistory:
    """Delete a chat's messages, a bounded number at a time.

    Returns:
        How far the caller's own box moved; its offset is not 0 while there is more to clear.

    Raises:
        RpcError: 400 PEER_ID_INVALID (channels.deleteHistory is for those),
            CHAT_REVOKE_DATE_UNSUPPORTED, CHAT_ADMIN_REQUIRED.
    """
    if is_channel(peer):
        raise bad_request("PEER_ID_INVALID")
    if is_chat(peer) and clearing.revoke:
        if clearing.since is not None or clearing.until is not None:
            raise bad_request("CHAT_REVOKE_DATE_UNSUPPORTED")
        if not await _for_everybody(app, caller, peer):
            raise bad_request("CHAT_ADMIN_REQUIRED")
    boxes = await boxes_of(app, caller, peer) if clearing.revoke else (caller.box,)
    async with app.store.boxes.change(boxes, now=app.now) as change:
        own = await newest_ids(
            change.tx,
            caller.box,
            peer,
            max_id=clearing.max_id,
            since=clearing.since,
            until=clearing.until,
            limit=CLEAR_STEP,
        )
        keys = [(caller.box, msg_id) for msg_id, _ in own]
        left = len(own) == CLEAR_STEP
        for box_id in boxes[1:]:
            chat = seen_from(box_id, caller.box, peer)
            theirs, more = await _theirs(change, (box_id, chat), clearing, own)
            keys.extend((box_id, msg_id) for msg_id in theirs)
            left = left or more
        told = await delete_keys(change, caller, keys)
        pts = change.pts(caller.box)
    await app.bus.publish(change.events)
    return types.messages.AffectedHistory(pts=pts, pts_count=told, offset=int(left))


async def _theirs(
    change: Change,
    chat: tuple[BoxId, PeerId],
    clearing: Clearing,
    own: Sequence[tuple[MsgId, int]],
) -> tuple[list[MsgId], bool]:
    """Return what the other side loses: copies, and with all of a chat what only it still has."""
    if not clearing.whole:
        copies = await find_copies(change.tx, [shared for _, shared in own], chat[:1])
        return [one.msg_id for one in copies], False
    rest = await newest_ids(
        change.tx,
        *chat,
        max_id=0,
        since=None,
        until=None,
        limit=CLEAR_STEP,
    )
    return [msg_id for msg_id, _ in rest], len(rest) == CLEAR_STEP


async def clear_box(app: App, box_id: BoxId, peer: PeerId) -> None:
    """Delete one box's copies of a chat, step by step: its owner has lost the chat."""
    for _ in range(CLEAR_STEPS):
        async with app.store.boxes.change([box_id], now=app.now) as change:
            found = await newest_ids(
                change.tx, box_id, peer, max_id=0, since=None, until=None, limit=CLEAR_STEP
            )
            await delete_keys(change, None, [(box_id, msg_id) for msg_id, _ in found])
        await app.bus.publish(change.events)
        if len(found) < CLEAR_STEP:
            break


async def delete_by_author(
    app: App, caller: Caller, seen: SeenChat, author: PeerId
) -> types.messages.AffectedHistory:
    """Delete what somebody wrote in a supergroup, a bounded number at a time.

    Args:
        app: The working parts.
        caller: Who does it.
        seen: The supergroup.
        author: As whom it was written: a person, or a channel.

    Returns:
        How far the chat's box moved; the offset is not 0 while there is more to delete.

    Raises:
        RpcError: 400 CHAT_ADMIN_REQUIRED, MEGAGROUP_REQUIRED.
    """
    if seen.chat.is_broadcast:
        raise bad_request("MEGAGROUP_REQUIRED")
    require_admin(seen, Admin.DELETE_MESSAGES)
    box_id = BoxId(seen.chat.peer_id)
    found = await written_as(app.store.shard(box_id), box_id, author, CLEAR_STEP)
    keys = await with_copies(app, [(box_id, msg_id) for msg_id in found])
    async with app.store.boxes.change({box_id, *(b for b, _ in keys)}, now=app.now) as change:
        await note_deleted(
            change, seen, await read_messages(change.tx, [(box_id, one) for one in found])
        )
        told = await delete_keys(change, caller, keys)
        pts = change.pts(box_id)
    await app.bus.publish(change.events)
    return types.messages.AffectedHistory(
        pts=pts, pts_count=told, offset=int(len(found) == CLEAR_STEP)
    )


async def clear_channel(
    app: App, caller: Caller, seen: SeenChat, max_id: int, *, for_everyone: bool
) -> types.TypeUpdates:
    """Delete the messages of a supergroup or channel up to one (0: all), or hide them from oneself.

    Raises:
        RpcError: 400 USER_NOT_PARTICIPANT, CHAT_ADMIN_REQUIRED.
    """
    require_joined(seen)
    box_id = BoxId(seen.chat.peer_id)
    top = (await app.store.boxes.state(box_id)).top_message
    last = MsgId(min(max_id, top) if max_id > 0 else top)
    if for_everyone:
        require_admin(seen, Admin.DELETE_MESSAGES)
        return await render(app, caller.me, await _clear_box(app, caller, seen, last))
    updates: list[types.TypeUpdate] = []
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        hidden = await hide_from_member(change.tx, seen.chat.peer_id, caller.me, last)
        if hidden is not None:
            await see_marks_until(change.tx, box_id, caller.me, hidden)
            update = types.UpdateChannelAvailableMessages(
                channel_id=bare_id(box_id), available_min_id=hidden
            )
            change.log(caller.box, update, exclude_session=caller.session)
            updates.append(update)
    await app.bus.publish(change.events)
    return await render(app, caller.me, updates)


async def _clear_box(
    app: App, caller: Caller, seen: SeenChat, last: MsgId
) -> list[types.TypeUpdate]:
    """Delete the messages of a channel's box up to one, step by step."""
    box_id = BoxId(seen.chat.peer_id)
    updates: list[types.TypeUpdate] = []
    for _ in range(CLEAR_STEPS):
        shard = app.store.shard(box_id)
        found = await newest_ids(
            shard, box_id, PeerId(box_id), max_id=last, since=None, until=None, limit=CLEAR_STEP
        )
        keys = await with_copies(app, [(box_id, msg_id) for msg_id, _ in found])
        async with app.store.boxes.change({box_id, *(b for b, _ in keys)}, now=app.now) as change:
            gone = await read_messages(change.tx, [(box_id, msg_id) for msg_id, _ in found])
            await note_deleted(change, seen, gone)
            await delete_keys(change, caller, keys)
        await app.bus.publish(change.events)
        updates += [one.update for one in change.events if one.box_id == box_id]
        if len(found) < CLEAR_STEP:
            break
    return updates


async def delete_keys(change: Change, caller: Caller | None, keys: Sequence[Key]) -> int:
    """Delete rows and log what went; return how many of the caller's own."""
    gone: dict[BoxId, list[int]] = defaultdict(list)
    for touched in await delete_rows(change.tx, keys):
        gone[touched.box_id].append(touched.msg_id)
    for box_id, msg_ids in gone.items():
        update: types.TypeUpdate = types.UpdateDeleteMessages(messages=msg_ids, pts=0, pts_count=0)
        if is_channel(box_id):
            dead = [(box_id, MsgId(one)) for one in msg_ids]
            await forget_marks(change.tx, dead)
            await forget_reactions(change.tx, dead)
            update = types.UpdateDeleteChannelMessages(
                channel_id=bare_id(box_id), messages=msg_ids, pts=0, pts_count=0
            )
        change.log(
            box_id,
            update,
            len(msg_ids),
            exclude_session=None if caller is None else caller.session,
        )
    if caller is None or not keys:
        return 0
    named = keys[0][0]  # a channel's posts come before their copies
    return len(gone.get(named if is_channel(named) else caller.box, ()))
