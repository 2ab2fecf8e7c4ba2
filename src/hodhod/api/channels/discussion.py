"""channels.setDiscussionGroup, getGroupsForDiscussion.

Source: https://core.telegram.org/api/discussion
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import discussion
from hodhod.actions.peers.access import access_channel
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.channels.SetDiscussionGroup, access=USER)
async def set_discussion_group(
    app: App, caller: Caller, request: functions.channels.SetDiscussionGroup
) -> bool:
    """Let a group discuss the posts of a channel, or no longer."""
    channel = group = None
    if not isinstance(request.broadcast, types.InputChannelEmpty):
        channel = await access_channel(app, caller, request.broadcast)
    if not isinstance(request.group, types.InputChannelEmpty):
        group = await access_channel(app, caller, request.group)
    await discussion.set_discussion(app, caller, channel, group)
    return True


@rpc(functions.channels.GetGroupsForDiscussion, access=USER)
async def get_groups_for_discussion(
    app: App, caller: Caller, request: functions.channels.GetGroupsForDiscussion
) -> types.messages.Chats:
    """List the groups that may discuss the posts of a channel."""
    return types.messages.Chats(chats=await discussion.groups_for_discussion(app, caller))
