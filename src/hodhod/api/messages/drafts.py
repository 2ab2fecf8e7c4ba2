"""messages.saveDraft, getAllDrafts, clearAllDrafts.

Source: https://core.telegram.org/api/drafts
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats.access import access_chat
from hodhod.actions.messages import drafts
from hodhod.actions.peers.access import access_peer
from hodhod.actions.threads.topics import access_topic
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError
from hodhod.domain.ids import PeerId, is_channel
from hodhod.tl import functions, types


@rpc(functions.messages.SaveDraft, access=USER)
async def save_draft(app: App, caller: Caller, request: functions.messages.SaveDraft) -> bool:
    """Keep what was begun; nothing but an empty text forgets it."""
    peer = await access_peer(app, caller, request.peer)
    reply_to = request.reply_to
    if reply_to is None and request.reply_to_msg_id:
        reply_to = types.InputReplyToMessage(reply_to_msg_id=request.reply_to_msg_id)
    draft: types.DraftMessage | types.DraftMessageEmpty
    if request.message or reply_to is not None:
        draft = types.DraftMessage(
            no_webpage=request.no_webpage,
            invert_media=request.invert_media,
            reply_to=reply_to,
            message=request.message,
            entities=request.entities,
            date=app.now,
        )
    else:
        draft = types.DraftMessageEmpty(date=app.now)
    topic_id = await _topic(app, caller, peer, reply_to, request.top_msg_id)
    await drafts.save_draft(app, caller, peer, draft, topic_id=topic_id)
    return True


async def _topic(
    app: App,
    caller: Caller,
    peer: PeerId,
    reply_to: types.TypeInputReplyTo | None,
    legacy: int | None,
) -> int | None:
    """Return the topic of a forum that a draft is for."""
    named = legacy
    if isinstance(reply_to, types.InputReplyToMessage):
        named = reply_to.top_msg_id or named or reply_to.reply_to_msg_id
    if named is None or not is_channel(peer):
        return None
    seen = await access_chat(app, caller, peer)
    if not seen.chat.forum:
        return None
    try:
        return (await access_topic(app, seen, named)).topic_id
    except RpcError:
        return None  # an answer in General


@rpc(functions.messages.GetAllDrafts, access=USER)
async def get_all_drafts(
    app: App, caller: Caller, request: functions.messages.GetAllDrafts
) -> types.TypeUpdates:
    """Read all drafts."""
    return await drafts.all_drafts(app, caller)


@rpc(functions.messages.ClearAllDrafts, access=USER)
async def clear_all_drafts(
    app: App, caller: Caller, request: functions.messages.ClearAllDrafts
) -> bool:
    """Forget all drafts."""
    await drafts.clear_all_drafts(app, caller)
    return True
