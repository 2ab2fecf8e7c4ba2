"""contacts.block, unblock, getBlocked, setBlocked, blockFromReplies.

Source: https://core.telegram.org/api/block
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_peer
from hodhod.actions.peers.objects import objects_for
from hodhod.actions.people import blocking
from hodhod.actions.people.replies import Also, block_from_replies
from hodhod.actions.updates.render import render
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import to_tl_peer
from hodhod.tl import functions, types

PAGE_LIMIT = 100
SET_LIMIT = 500


@rpc(functions.contacts.Block, access=USER)
async def block(app: App, caller: Caller, request: functions.contacts.Block) -> bool:
    """Block a peer."""
    peer = await access_peer(app, caller, request.id)
    return await blocking.block(app, caller, peer, stories=request.my_stories_from)


@rpc(functions.contacts.Unblock, access=USER)
async def unblock(app: App, caller: Caller, request: functions.contacts.Unblock) -> bool:
    """Let a blocked peer go."""
    peer = await access_peer(app, caller, request.id)
    return await blocking.unblock(app, caller, peer, stories=request.my_stories_from)


@rpc(functions.contacts.SetBlocked, access=USER)
async def set_blocked(app: App, caller: Caller, request: functions.contacts.SetBlocked) -> bool:
    """Block these peers and no others."""
    if len(request.id) > SET_LIMIT:
        raise bad_request("LIMIT_INVALID")
    peers = [await access_peer(app, caller, one) for one in request.id]
    await blocking.set_blocked(app, caller, peers, stories=request.my_stories_from)
    return True


@rpc(functions.contacts.GetBlocked, access=USER)
async def get_blocked(
    app: App, caller: Caller, request: functions.contacts.GetBlocked
) -> types.contacts.TypeBlocked:
    """List whom one blocks."""
    page, count = await app.store.contacts.blocked(
        caller.me,
        stories=request.my_stories_from,
        offset=max(0, request.offset),
        limit=max(0, min(request.limit, PAGE_LIMIT)),
    )
    blocked = [types.PeerBlocked(peer_id=to_tl_peer(peer), date=date) for peer, date in page]
    objects = await objects_for(app, caller.me, blocked)
    if count <= len(blocked):
        return types.contacts.Blocked(blocked=blocked, chats=objects.chats, users=objects.users)
    return types.contacts.BlockedSlice(
        count=count, blocked=blocked, chats=objects.chats, users=objects.users
    )


@rpc(functions.contacts.BlockFromReplies, access=USER)
async def block_from_replies_(
    app: App, caller: Caller, request: functions.contacts.BlockFromReplies
) -> types.TypeUpdates:
    """Block whoever answered one's comment."""
    also = Also(
        delete_message=request.delete_message,
        delete_history=request.delete_history,
        report_spam=request.report_spam,
    )
    updates = await block_from_replies(app, caller, request.msg_id, also)
    return await render(app, caller.me, updates)
