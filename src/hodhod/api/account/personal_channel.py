"""account.updatePersonalChannel, messages.getPersonalChannelHistory.

Source: https://core.telegram.org/method/account.updatePersonalChannel
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.messages import history
from hodhod.actions.peers.access import access_channel, access_user
from hodhod.actions.people.personal_channel import personal_channel, set_personal_channel
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.store.history import Page
from hodhod.tl import functions, types


@rpc(functions.account.UpdatePersonalChannel, access=USER)
async def update_personal_channel(
    app: App, caller: Caller, request: functions.account.UpdatePersonalChannel
) -> bool:
    """Show a channel on one's profile, or none."""
    seen = None
    if not isinstance(request.channel, types.InputChannelEmpty):
        seen = await access_channel(app, caller, request.channel)
    await set_personal_channel(app, caller, seen)
    return True


@rpc(functions.messages.GetPersonalChannelHistory, access=USER)
async def get_personal_channel_history(
    app: App, caller: Caller, request: functions.messages.GetPersonalChannelHistory
) -> types.messages.TypeMessages:
    """Read a page of the channel on somebody's profile."""
    owner = await access_user(app, caller, request.user_id)
    shown = await personal_channel(app, caller.me, owner.user_id)
    if shown is None:
        return types.messages.Messages(messages=[], topics=[], chats=[], users=[])
    page = Page(limit=request.limit, max_id=request.max_id, min_id=request.min_id)
    found = await history.history(app, caller, shown.peer_id, page)
    return await history.found_messages(app, caller, found)
