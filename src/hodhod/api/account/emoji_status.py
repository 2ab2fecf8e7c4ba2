"""account.updateEmojiStatus, getRecentEmojiStatuses, clearRecentEmojiStatuses.

Source: https://core.telegram.org/method/account.updateEmojiStatus
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people import recent_emoji_statuses
from hodhod.actions.people.emoji_status import set_emoji_status
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.result_hash import result_hash
from hodhod.tl import functions, types


@rpc(functions.account.UpdateEmojiStatus, access=USER)
async def update_emoji_status(
    app: App, caller: Caller, request: functions.account.UpdateEmojiStatus
) -> bool:
    """Put an emoji behind one's name, or take it away."""
    await set_emoji_status(app, caller, request.emoji_status)
    return True


@rpc(functions.account.GetRecentEmojiStatuses, access=USER)
async def get_recent_emoji_statuses(
    app: App, caller: Caller, request: functions.account.GetRecentEmojiStatuses
) -> types.account.TypeEmojiStatuses:
    """Read the emoji that one put behind one's name of late."""
    recent = await recent_emoji_statuses.recent(app, caller)
    found = result_hash(recent)
    if request.hash and request.hash == found:
        return types.account.EmojiStatusesNotModified()
    return types.account.EmojiStatuses(
        hash=found, statuses=[types.EmojiStatus(document_id=one) for one in recent]
    )


@rpc(functions.account.ClearRecentEmojiStatuses, access=USER)
async def clear_recent_emoji_statuses(
    app: App, caller: Caller, request: functions.account.ClearRecentEmojiStatuses
) -> bool:
    """Forget the emoji that one put behind one's name of late."""
    await recent_emoji_statuses.forget(app, caller)
    return True
