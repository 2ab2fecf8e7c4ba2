"""What concerns somebody and was not seen yet: mentions, and reactions to their messages.

    people, basic groups      flags of the copy in one's own box, counted by its dialog
    supergroups, channels     marks: a row for each member and message concerned

Source: https://core.telegram.org/api/mentions
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages.history import Found, search
from hodhod.actions.messages.reach import box_of, checked_ids
from hodhod.actions.messages.unread_reactions import all_seen, see_reactions
from hodhod.domain.caller import Caller
from hodhod.domain.ids import BoxId, MsgId, PeerId, bare_id, is_channel
from hodhod.domain.message import CONTENT_LAYER, StoredMessage, decode_reactions
from hodhod.domain.topic import GENERAL
from hodhod.store.boxes import Change
from hodhod.store.history import LAST_ID, PAGE_LIMIT, Filter, Page, find_messages
from hodhod.store.members import Mark, channel_views, marks_of, see_marks
from hodhod.store.mentions import MOST, find_mentions
from hodhod.store.message_changes import read_contents, set_reactions
from hodhod.store.message_rows import read_messages
from hodhod.tl import types

READ_STEP = 100
"""Messages that one request marks as seen; clients ask again while some are left."""


async def unseen(
    app: App, caller: Caller, peer: PeerId, kind: Mark, page: Page, *, topic_id: int | None
) -> Found:
    """Return a page of messages that concern the caller and were not seen yet."""
    if not is_channel(peer):
        return await search(app, caller, _filter(peer, kind), page)
    found = await _waiting(app, caller, peer, kind, topic_id)
    (view,) = await channel_views(app.store.shard(BoxId(peer)), caller.me, [peer])
    return Found(_paged(found, page), len(found), view.pts)


async def mentions(app: App, caller: Caller, wanted: Filter, page: Page) -> Found:
    """Return a page of the messages of a chat that mention the caller, seen or not.

    Args:
        app: The working parts.
        caller: Who is mentioned.
        wanted: The chat, and what else they are about.
        page: Which of them.
    """
    assert wanted.peer_id is not None
    box_id = box_of(caller, wanted.peer_id)
    shard = app.store.shard(box_id)
    pts = None
    if is_channel(wanted.peer_id):
        (view,) = await channel_views(shard, caller.me, [wanted.peer_id])
        page = replace(page, min_id=max(page.min_id, view.min_id))
        pts = view.pts
    found = await find_mentions(shard, box_id, caller.me, wanted, page)
    return Found(_paged(found, page), len(found), pts)


def _paged(found: Sequence[StoredMessage], page: Page) -> Sequence[StoredMessage]:
    """Return a page of messages that are all known, newest first."""
    within = [
        one
        for one in found
        if (page.max_id <= 0 or one.msg_id < page.max_id) and one.msg_id > page.min_id
    ]
    older = sum(page.offset_id <= 0 or one.msg_id < page.offset_id for one in within)
    start = len(within) - older + page.add_offset
    end = start + max(0, min(page.limit, PAGE_LIMIT))
    return within[max(0, start) : max(0, end)]


async def see(
    app: App, caller: Caller, peer: PeerId, kind: Mark, *, topic_id: int | None
) -> types.messages.AffectedHistory:
    """Mark what concerns the caller in a chat, or in a topic of it, as seen."""
    if is_channel(peer):
        found = await _waiting(app, caller, peer, kind, topic_id)
        box_id = BoxId(peer)
        ids = [one.msg_id for one in found[:READ_STEP]]
        await _see_in_channel(app, caller, box_id, ids, (kind,), topic_id=topic_id)
        pts = (await app.store.boxes.state(box_id)).pts
        return types.messages.AffectedHistory(
            pts=pts, pts_count=0, offset=int(len(found) > READ_STEP)
        )
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        page = Page(limit=READ_STEP)
        some = await find_messages(change.tx, caller.box, _filter(peer, kind), page)
        seen = await _see_copies(change, some, kind)
        if seen:
            change.log(
                caller.box,
                types.UpdateReadMessagesContents(messages=seen, pts=0, pts_count=0),
                len(seen),
                exclude_session=caller.session,
            )
        pts = change.pts(caller.box)
    await app.bus.publish(change.events)
    return types.messages.AffectedHistory(
        pts=pts, pts_count=len(seen), offset=int(len(some) == READ_STEP)
    )


async def see_contents(app: App, caller: Caller, peer: PeerId, msg_ids: Sequence[int]) -> None:
    """Mark mentions and reactions in messages of a supergroup or channel as seen.

    Raises:
        RpcError: 400 LIMIT_INVALID.
    """
    kinds = (Mark.MENTION, Mark.REACTION)
    await _see_in_channel(app, caller, BoxId(peer), checked_ids(msg_ids), kinds, topic_id=None)


async def _see_copies(change: Change, some: Sequence[StoredMessage], kind: Mark) -> list[int]:
    if kind is Mark.REACTION:
        return [int(one) for one in await see_reactions(change.tx, some)]
    keys = [(one.box_id, one.msg_id) for one in some]
    return sorted(one.msg_id for one in await read_contents(change.tx, keys))


async def _see_in_channel(
    app: App,
    caller: Caller,
    box_id: BoxId,
    msg_ids: Sequence[MsgId],
    kinds: Sequence[Mark],
    *,
    topic_id: int | None,
) -> None:
    seen: set[MsgId] = set()
    async with app.store.boxes.change([box_id], now=app.now) as change:
        for kind in kinds if msg_ids else ():
            new = await see_marks(change.tx, box_id, caller.me, kind, msg_ids)
            seen.update(new)
            if kind is Mark.REACTION:
                await _forget_unread(change, box_id, new)
    if not seen:
        return
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        update = types.UpdateChannelReadMessagesContents(
            channel_id=bare_id(box_id), top_msg_id=topic_id, messages=sorted(seen)
        )
        change.log(caller.box, update, exclude_session=caller.session)
    await app.bus.publish(change.events)


async def _forget_unread(change: Change, box_id: BoxId, msg_ids: Sequence[MsgId]) -> None:
    """Let none of the reactions shown beside messages be new to their author."""
    for message in await read_messages(change.tx, [(box_id, one) for one in msg_ids]):
        reactions = decode_reactions(message.reactions)
        if reactions is not None:
            data = tl.encode(all_seen(reactions), CONTENT_LAYER)
            await set_reactions(change.tx, message.shared_id, [box_id], data)


async def _waiting(
    app: App, caller: Caller, peer: PeerId, kind: Mark, topic_id: int | None
) -> list[StoredMessage]:
    """Return the messages of a channel's box that wait to be seen, the newest first."""
    box_id = BoxId(peer)
    shard = app.store.shard(box_id)
    (view,) = await channel_views(shard, caller.me, [peer])
    ids = await marks_of(
        shard, box_id, caller.me, kind, below=LAST_ID, above=view.min_id, limit=MOST
    )
    found = await app.store.messages.by_ids(box_id, ids) if ids else {}
    return [found[msg_id] for msg_id in ids if msg_id in found and _is_in(found[msg_id], topic_id)]


def _is_in(message: StoredMessage, topic_id: int | None) -> bool:
    """Tell whether a message is in a topic or thread: in General is what was said before, too."""
    return topic_id in (None, message.topic_id or GENERAL)


def _filter(peer: PeerId, kind: Mark) -> Filter:
    return Filter(peer_id=peer, mentioned=kind is Mark.MENTION, reacted=kind is Mark.REACTION)
