"""messages.saveDraft, getAllDrafts, clearAllDrafts.

Source: https://core.telegram.org/api/drafts
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages import drafts
from hodhod.actions.peers.access import access_peer
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
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
    await drafts.save_draft(app, caller, peer, draft)
    return True


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
