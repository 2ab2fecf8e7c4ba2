"""What happened while somebody was away, and where their box is now.

    log entries after (pts, date)  →  new messages as they are today + other updates  →  one page

Source: https://core.telegram.org/api/updates
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hodhod.actions.app import App
from hodhod.actions.messages.view import messages_seen_by, updates_seen_by
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.secret_chats.waiting import own_qts, waiting_for
from hodhod.domain.caller import Caller
from hodhod.domain.ids import BoxId, MsgId, UserId, bare_id, is_channel
from hodhod.domain.log_entry import LogEntry, LogKind
from hodhod.domain.message import StoredMessage, edited_update
from hodhod.domain.pts import with_pts
from hodhod.store.members import moved_since
from hodhod.store.update_log import read_log
from hodhod.tl import types

SLICE = 100
"""Log entries of one page."""

GRACE_S = 2
"""Updates without pts are told again from this long before the client's date: clocks tick apart."""


async def state(app: App, caller: Caller) -> types.updates.State:
    """Return where the caller's box is, and how far the calling device has been numbered."""
    box = await app.store.boxes.state(caller.box)
    return _state(app, box.pts, await own_qts(app, caller))


async def difference(
    app: App,
    caller: Caller,
    *,
    pts: int,
    date: int,
    qts: int,
    limit: int | None,
    qts_limit: int | None = None,
) -> types.updates.TypeDifference:
    """Return what happened after a state.

    Args:
        app: The working parts.
        caller: Whose box.
        pts: The client's.
        date: The client's, Unix seconds.
        qts: The device's: it has the encrypted messages up to there.
        limit: Entries the client wants at most, or None.
        qts_limit: Encrypted messages that it wants at most, or None.
    """
    page = await read_log(
        app.store.shard(caller.box),
        caller.box,
        pts,
        since=date - GRACE_S,
        limit=max(1, min(limit or SLICE, SLICE)),
    )
    if page.too_long:
        return types.updates.DifferenceTooLong(pts=page.pts)
    secret = await waiting_for(app, caller, qts=qts, date=date, limit=qts_limit)
    behind = 0 < qts < secret.qts
    moved = () if page.more else await _moved_channels(app, caller, date - GRACE_S)
    if not (page.entries or moved or secret.messages or secret.updates or behind):
        return types.updates.DifferenceEmpty(date=app.now, seq=0)
    stored, others = await told_by(app, caller.me, caller.box, page.entries)
    others = [*others, *moved]
    messages = await messages_seen_by(app, caller.me, stored)
    others = [*await updates_seen_by(app, caller.me, others), *secret.updates]
    objects = await objects_for(app, caller.me, [*messages, *others])
    now = _state(app, page.pts, secret.qts)
    if page.more or secret.more:
        return types.updates.DifferenceSlice(
            new_messages=messages,
            new_encrypted_messages=secret.messages,
            other_updates=others,
            chats=objects.chats,
            users=objects.users,
            intermediate_state=now,
        )
    return types.updates.Difference(
        new_messages=messages,
        new_encrypted_messages=secret.messages,
        other_updates=others,
        chats=objects.chats,
        users=objects.users,
        state=now,
    )


async def _moved_channels(app: App, caller: Caller, since: int) -> list[types.UpdateChannelTooLong]:
    """Return which supergroups and channels of the caller have changed since a Unix time.

    Their boxes have a pts of their own, so a client asks each of them what happened.
    """
    by_shard: dict[str, list[BoxId]] = defaultdict(list)
    for peer in await app.store.chats.of_user(caller.me):
        if is_channel(peer):
            by_shard[app.store.shard(BoxId(peer)).schema].append(BoxId(peer))
    moved: dict[BoxId, int] = {}
    for boxes in by_shard.values():
        moved.update(await moved_since(app.store.shard(boxes[0]), boxes, since))
    return [
        types.UpdateChannelTooLong(channel_id=bare_id(box_id), pts=pts)
        for box_id, pts in moved.items()
    ]


async def told_by(
    app: App, viewer_id: UserId, box_id: BoxId, entries: Sequence[LogEntry]
) -> tuple[list[StoredMessage], Sequence[types.TypeUpdate]]:
    """Return the new messages and the other updates that log entries tell of.

    A message is told as it is now; one that is gone is not told at all, and one that is new is not
    told to be edited as well.
    """
    found = await _messages(app, box_id, entries)
    new = {entry.msg_id for entry in entries if entry.kind is LogKind.NEW_MESSAGE}
    messages: list[StoredMessage] = []
    edits: list[LogEntry] = []
    for entry in entries:
        if entry.msg_id is None or entry.msg_id not in found:
            continue
        if entry.kind is LogKind.NEW_MESSAGE:
            messages.append(found[entry.msg_id])
        elif entry.msg_id not in new:
            edits.append(entry)
    rows = [found[entry.msg_id] for entry in edits if entry.msg_id is not None]
    seen = dict(zip(edits, await messages_seen_by(app, viewer_id, rows), strict=True))
    others: list[types.TypeUpdate] = []
    for entry in entries:
        if entry.kind is LogKind.UPDATE:
            others.append(entry.value())
        elif entry in seen:
            others.append(with_pts(edited_update(seen[entry]), entry.pts, entry.pts_count))
    return messages, others


async def _messages(
    app: App, box_id: BoxId, entries: Sequence[LogEntry]
) -> Mapping[MsgId, StoredMessage]:
    wanted = [entry.msg_id for entry in entries if entry.msg_id is not None]
    if not wanted:
        return {}
    return await app.store.messages.by_ids(box_id, wanted)


def _state(app: App, pts: int, qts: int) -> types.updates.State:
    return types.updates.State(pts=pts, qts=qts, date=app.now, seq=0, unread_count=0)
