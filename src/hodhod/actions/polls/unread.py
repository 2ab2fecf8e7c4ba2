"""Votes in one's public polls that one has not seen yet.

Source: https://core.telegram.org/api/poll#unread-poll-votes
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.history import Found
from hodhod.actions.messages.reach import box_of
from hodhod.actions.polls.tell import log_poll
from hodhod.domain.caller import Caller
from hodhod.domain.ids import MsgId, PeerId
from hodhod.domain.message import StoredMessage
from hodhod.store.history import Page
from hodhod.store.polls import read_votes
from hodhod.tl import types

MOST = 1_000
"""Polls of one chat that are looked at."""


async def unread_polls(
    app: App, caller: Caller, peer: PeerId, page: Page, *, topic_id: int | None
) -> Found:
    """Return a page of messages with polls of the caller's that have votes they have not seen."""
    found = await _with_unread(app, caller, peer, topic_id)
    within = [
        one
        for one in found
        if (not page.max_id or one.msg_id < page.max_id) and one.msg_id > page.min_id
    ]
    older = sum(not page.offset_id or one.msg_id < page.offset_id for one in within)
    start = max(0, len(within) - older + page.add_offset)
    return Found(within[start : start + max(0, page.limit)], len(found))


async def read_poll_votes(
    app: App, caller: Caller, peer: PeerId, *, topic_id: int | None
) -> types.messages.AffectedHistory:
    """Mark the votes in the caller's polls of a chat, or of a topic of it, as seen."""
    only: list[MsgId] | None = None
    if topic_id is not None:
        only = [one.msg_id for one in await _with_unread(app, caller, peer, topic_id)]
    async with app.store.boxes.change([caller.box], now=app.now) as change:
        for poll_id in await read_votes(change.main, caller.me, peer, only):
            await log_poll(change, [caller.box], poll_id, exclude_session=caller.session)
        pts = change.pts(caller.box)
    await app.bus.publish(change.events)
    return types.messages.AffectedHistory(pts=pts, pts_count=0, offset=0)


async def _with_unread(
    app: App, caller: Caller, peer: PeerId, topic_id: int | None
) -> list[StoredMessage]:
    """Return the messages that are still there, the newest first."""
    ids = await app.store.polls.unread(caller.me, peer, MOST)
    found = await app.store.messages.by_ids(box_of(caller, peer), ids) if ids else {}
    return [
        found[msg_id]
        for msg_id in ids
        if msg_id in found and topic_id in (None, found[msg_id].topic_id)
    ]
