"""messages.readHistory and what else tells that something was seen.

Source: https://core.telegram.org/method/messages.readHistory
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod.actions.app import App
from hodhod.actions.messages import read, unseen, views
from hodhod.actions.messages.history import found_messages
from hodhod.actions.messages.typing import tell_typing
from hodhod.actions.peers.access import access_channel, access_peer
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.store.history import Page
from hodhod.store.members import Mark
from hodhod.tl import functions, types


@rpc(functions.messages.ReadHistory, access=USER)
async def read_history(
    app: App, caller: Caller, request: functions.messages.ReadHistory
) -> types.messages.AffectedMessages:
    """Read a chat."""
    peer = await access_peer(app, caller, request.peer)
    return await read.read_history(app, caller, peer, max(0, request.max_id))


@rpc(functions.messages.ReadMessageContents, access=USER)
async def read_message_contents(
    app: App, caller: Caller, request: functions.messages.ReadMessageContents
) -> types.messages.AffectedMessages:
    """Say that voices were heard and reactions seen."""
    return await read.read_message_contents(app, caller, request.id)


@rpc(functions.messages.ReceivedMessages, access=USER, empty=True)
async def received_messages(
    app: App, caller: Caller, request: functions.messages.ReceivedMessages
) -> Sequence[types.ReceivedNotifyMessage]:
    """Say that messages arrived: there are no notifications to take back."""
    return ()


@rpc(functions.messages.GetOutboxReadDate, access=USER)
async def get_outbox_read_date(
    app: App, caller: Caller, request: functions.messages.GetOutboxReadDate
) -> types.OutboxReadDate:
    """Tell when a message was read."""
    peer = await access_peer(app, caller, request.peer)
    return types.OutboxReadDate(date=await read.outbox_read_date(app, caller, peer, request.msg_id))


@rpc(functions.messages.GetMessagesViews, access=USER)
async def get_messages_views(
    app: App, caller: Caller, request: functions.messages.GetMessagesViews
) -> types.messages.MessageViews:
    """Tell how often posts were seen, wherever they are shown, and what was answered."""
    peer = await access_peer(app, caller, request.peer)
    return await views.message_views(app, caller, peer, request.id, increment=request.increment)


@rpc(functions.messages.SetTyping, access=USER | BOT)
async def set_typing(app: App, caller: Caller, request: functions.messages.SetTyping) -> bool:
    """Say that the caller is writing."""
    peer = await access_peer(app, caller, request.peer)
    await tell_typing(app, caller, peer, request.action, top_id=request.top_msg_id)
    return True


@rpc(functions.messages.GetUnreadMentions, access=USER)
async def get_unread_mentions(
    app: App, caller: Caller, request: functions.messages.GetUnreadMentions
) -> types.messages.TypeMessages:
    """Find mentions of the caller that were not seen."""
    peer = await access_peer(app, caller, request.peer)
    page = Page(
        offset_id=request.offset_id,
        add_offset=request.add_offset,
        limit=request.limit,
        max_id=request.max_id,
        min_id=request.min_id,
    )
    found = await unseen.unseen(app, caller, peer, Mark.MENTION, page, topic_id=request.top_msg_id)
    return await found_messages(app, caller, found)


@rpc(functions.messages.ReadMentions, access=USER)
async def read_mentions(
    app: App, caller: Caller, request: functions.messages.ReadMentions
) -> types.messages.AffectedHistory:
    """Mark mentions as seen."""
    peer = await access_peer(app, caller, request.peer)
    return await unseen.see(app, caller, peer, Mark.MENTION, topic_id=request.top_msg_id)


@rpc(functions.channels.ReadMessageContents, access=USER)
async def read_channel_contents(
    app: App, caller: Caller, request: functions.channels.ReadMessageContents
) -> bool:
    """Say that mentions and reactions in a supergroup or channel were seen."""
    seen = await access_channel(app, caller, request.channel)
    await unseen.see_contents(app, caller, seen.chat.peer_id, request.id)
    return True


@rpc(functions.messages.GetMessageReadParticipants, access=USER)
async def get_message_read_participants(
    app: App, caller: Caller, request: functions.messages.GetMessageReadParticipants
) -> Sequence[types.ReadParticipantDate]:
    """Tell who of a small group has read a message."""
    peer = await access_peer(app, caller, request.peer)
    found = await read.readers(app, caller, peer, request.msg_id)
    return [types.ReadParticipantDate(user_id=who, date=date) for who, date in found.items()]
