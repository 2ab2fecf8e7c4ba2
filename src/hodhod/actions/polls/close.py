"""Closing polls: by hand, or when their time is over.

Source: https://core.telegram.org/api/poll
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.chats.admin_log import note
from hodhod.actions.messages.reach import access_message
from hodhod.actions.messages.view import messages_seen_by
from hodhod.actions.polls.keep import poll_of
from hodhod.actions.polls.tell import audience_of, change_poll
from hodhod.actions.polls.vote import access_poll, shown_in
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request, forbidden
from hodhod.domain.ids import BoxId, PeerId, UserId, is_channel
from hodhod.domain.message import StoredMessage, decode_content
from hodhod.domain.rights import Admin
from hodhod.store.database import Executor
from hodhod.store.polls import close_poll, lock_poll
from hodhod.tl import types

NOBODY = UserId(0)
"""As whom a message is shown to all admins: with nobody's own choices."""


async def stop_poll(app: App, caller: Caller, peer: PeerId, msg_id: int) -> types.TypeUpdates:
    """Close a poll of the caller's own, or of a channel whose posts they edit, at any time.

    Raises:
        RpcError: 400 MESSAGE_ID_INVALID, MEDIA_PREV_INVALID (no poll), MESSAGE_NOT_MODIFIED (closed
            already); 403 MESSAGE_AUTHOR_REQUIRED, also for a poll that was forwarded.
    """
    message = await access_message(app, caller, peer, msg_id)
    if poll_of(message) is None:
        raise bad_request("MEDIA_PREV_INVALID")
    poll = await access_poll(app, caller, peer, msg_id)
    content = decode_content(message.content)
    forwarded = isinstance(content, types.Message) and content.fwd_from is not None
    if forwarded or not (poll.by_viewer or await _may_edit(app, caller, peer)):
        raise forbidden("MESSAGE_AUTHOR_REQUIRED")
    if not await _close(app, caller, poll.poll_id):
        raise bad_request("MESSAGE_NOT_MODIFIED")
    await _note(app, caller, peer, message)
    return await shown_in(app, caller, peer, msg_id, poll.poll_id)


async def _note(app: App, caller: Caller, peer: PeerId, message: StoredMessage) -> None:
    """Write into the admin log of a supergroup or channel that a poll was stopped there."""
    if not is_channel(peer):
        return
    seen = await access_chat(app, caller, peer)
    (shown,) = await messages_seen_by(app, NOBODY, [message])
    async with app.store.boxes.change([BoxId(peer)], now=app.now) as change:
        deed = types.ChannelAdminLogEventActionStopPoll(message=shown)
        await note(change, seen.chat, caller.me, deed)


async def _may_edit(app: App, caller: Caller, peer: PeerId) -> bool:
    """Whether the caller edits the posts of a channel whoever wrote them."""
    if not is_channel(peer):
        return False
    seen = await access_chat(app, caller, peer)
    return seen.chat.is_broadcast and Admin.EDIT_MESSAGES in seen.admin


async def close_due(app: App) -> int:
    """Close the polls whose time is over; return how many there were."""
    due = await app.store.polls.due(app.now)
    for poll_id in due:
        await _close(app, None, poll_id)
    return len(due)


class _ClosedError(Exception):
    """It was closed meanwhile: there is nothing to tell."""


async def _close(app: App, caller: Caller | None, poll_id: int) -> bool:
    async def work(main: Executor) -> None:
        if await lock_poll(main, poll_id, 0) is None or not await close_poll(main, poll_id):
            raise _ClosedError

    audience = await audience_of(app, caller, poll_id)
    try:
        await change_poll(app, caller, poll_id, audience, work)
    except _ClosedError:
        return False
    return True
