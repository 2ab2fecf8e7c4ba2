"""channels.deleteChannel, editCreator, getFutureCreatorAfterLeave, deleteParticipantHistory.

Source: https://core.telegram.org/api/channel
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import ending, ownership
from hodhod.actions.messages.delete import delete_by_author
from hodhod.actions.peers.access import access_channel, access_peer, access_user
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import is_chat
from hodhod.tl import functions, types


@rpc(functions.channels.DeleteChannel, access=USER)
async def delete_channel(
    app: App, caller: Caller, request: functions.channels.DeleteChannel
) -> types.TypeUpdates:
    """Delete a supergroup or channel."""
    seen = await access_channel(app, caller, request.channel)
    return await ending.delete_channel(app, caller, seen)


@rpc(functions.channels.EditCreator, access=USER)
async def edit_creator(
    app: App, caller: Caller, request: functions.channels.EditCreator
) -> types.TypeUpdates:
    """Give a supergroup or channel to somebody else."""
    seen = await access_channel(app, caller, request.channel)
    account = await access_user(app, caller, request.user_id)
    return await ownership.edit_creator(app, caller, seen, account, request.password)


@rpc(functions.channels.GetFutureCreatorAfterLeave, access=USER)
async def get_future_creator_after_leave(
    app: App, caller: Caller, request: functions.channels.GetFutureCreatorAfterLeave
) -> types.TypeUser:
    """Tell whose a supergroup or channel will be if its owner leaves."""
    seen = await access_channel(app, caller, request.channel)
    return await ownership.future_creator(app, caller, seen)


@rpc(functions.channels.DeleteParticipantHistory, access=USER | BOT)
async def delete_participant_history(
    app: App, caller: Caller, request: functions.channels.DeleteParticipantHistory
) -> types.messages.AffectedHistory:
    """Delete all that somebody wrote in a supergroup."""
    seen = await access_channel(app, caller, request.channel)
    peer = await access_peer(app, caller, request.participant)
    if is_chat(peer):
        raise bad_request("PARTICIPANT_ID_INVALID")
    return await delete_by_author(app, caller, seen, peer)
