"""messages.getDiscussionMessage, getReplies, readDiscussion.

Source: https://core.telegram.org/api/threads
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages.history import found_messages
from hodhod.actions.peers.access import access_peer
from hodhod.actions.threads import discussion
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.store.history import Page
from hodhod.tl import functions, types


@rpc(functions.messages.GetDiscussionMessage, access=USER)
async def get_discussion_message(
    app: App, caller: Caller, request: functions.messages.GetDiscussionMessage
) -> types.messages.DiscussionMessage:
    """Find what comments answer, and how far they are read."""
    peer = await access_peer(app, caller, request.peer)
    thread = await discussion.access_thread(app, caller, peer, request.msg_id)
    return await discussion.discussion_message(app, caller, thread)


@rpc(functions.messages.GetReplies, access=USER)
async def get_replies(
    app: App, caller: Caller, request: functions.messages.GetReplies
) -> types.messages.TypeMessages:
    """Read a page of a thread."""
    peer = await access_peer(app, caller, request.peer)
    thread = await discussion.access_thread(app, caller, peer, request.msg_id)
    page = Page(
        offset_id=request.offset_id,
        offset_date=request.offset_date,
        add_offset=request.add_offset,
        limit=request.limit,
        max_id=request.max_id,
        min_id=request.min_id,
    )
    found = await discussion.replies(app, caller, thread, page)
    return await found_messages(app, caller, found)


@rpc(functions.messages.ReadDiscussion, access=USER)
async def read_discussion(
    app: App, caller: Caller, request: functions.messages.ReadDiscussion
) -> bool:
    """Read a thread up to a message."""
    peer = await access_peer(app, caller, request.peer)
    thread = await discussion.access_thread(app, caller, peer, request.msg_id)
    await discussion.read_discussion(app, caller, thread, max(0, request.read_max_id))
    return True
