"""channels.getParticipants, getParticipant, editAdmin, editBanned.

Source: https://core.telegram.org/api/channel
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import admins, bans, participants
from hodhod.actions.peers.access import access_channel, access_peer, access_user
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.rights import admin_of
from hodhod.tl import functions, types


@rpc(functions.channels.GetParticipants, access=USER | BOT)
async def get_participants(
    app: App, caller: Caller, request: functions.channels.GetParticipants
) -> types.channels.TypeChannelParticipants:
    """List members of a supergroup or channel."""
    seen = await access_channel(app, caller, request.channel)
    wanted = participants.Wanted(request.filter, request.offset, request.limit, request.hash)
    return await participants.list_participants(app, caller, seen, wanted)


@rpc(functions.channels.GetParticipant, access=USER | BOT)
async def get_participant(
    app: App, caller: Caller, request: functions.channels.GetParticipant
) -> types.channels.ChannelParticipant:
    """Tell what somebody is in a supergroup or channel."""
    seen = await access_channel(app, caller, request.channel)
    peer = await access_peer(app, caller, request.participant)
    return await participants.one_participant(app, caller, seen, peer)


@rpc(functions.channels.EditAdmin, access=USER | BOT)
async def edit_admin(
    app: App, caller: Caller, request: functions.channels.EditAdmin
) -> types.TypeUpdates:
    """Appoint an admin of a supergroup or channel."""
    seen = await access_channel(app, caller, request.channel)
    account = await access_user(app, caller, request.user_id)
    rights = admin_of(request.admin_rights)
    return await admins.edit_admin(app, caller, seen, account, rights=rights, rank=request.rank)


@rpc(functions.channels.EditBanned, access=USER | BOT)
async def edit_banned(
    app: App, caller: Caller, request: functions.channels.EditBanned
) -> types.TypeUpdates:
    """Ban somebody from a supergroup or channel, or restrict them."""
    seen = await access_channel(app, caller, request.channel)
    peer = await access_peer(app, caller, request.participant)
    return await bans.edit_banned(app, caller, seen, peer, request.banned_rights)
