"""account.updateEmojiStatus.

Source: https://core.telegram.org/method/account.updateEmojiStatus
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people.emoji_status import set_emoji_status
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions


@rpc(functions.account.UpdateEmojiStatus, access=USER)
async def update_emoji_status(
    app: App, caller: Caller, request: functions.account.UpdateEmojiStatus
) -> bool:
    """Put an emoji behind one's name, or take it away."""
    await set_emoji_status(app, caller, request.emoji_status)
    return True
