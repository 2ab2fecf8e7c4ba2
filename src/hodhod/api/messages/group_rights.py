"""messages.editChatAdmin, editChatDefaultBannedRights, editChatParticipantRank.

Source: https://core.telegram.org/api/rights
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import bans, group_rights
from hodhod.actions.chats.access import access_chat, access_group
from hodhod.actions.peers.access import access_peer, access_user
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.ids import UserId, is_user
from hodhod.tl import functions, types


@rpc(functions.messages.EditChatAdmin, access=USER)
async def edit_chat_admin(
    app: App, caller: Caller, request: functions.messages.EditChatAdmin
) -> bool:
    """Make a member of a basic group an admin, or end it."""
    seen = await access_group(app, caller, request.chat_id)
    account = await access_user(app, caller, request.user_id)
    await group_rights.edit_group_admin(
        app, caller, seen, account.user_id, is_admin=request.is_admin
    )
    return True


@rpc(functions.messages.EditChatDefaultBannedRights, access=USER | BOT)
async def edit_chat_default_banned_rights(
    app: App, caller: Caller, request: functions.messages.EditChatDefaultBannedRights
) -> types.TypeUpdates:
    """Say what members of a group may not do."""
    peer = await access_peer(app, caller, request.peer)
    seen = await access_chat(app, caller, peer)
    return await bans.edit_default_ban(app, caller, seen, request.banned_rights)


@rpc(functions.messages.EditChatParticipantRank, access=USER | BOT)
async def edit_chat_participant_rank(
    app: App, caller: Caller, request: functions.messages.EditChatParticipantRank
) -> types.TypeUpdates:
    """Call a member of a group something."""
    peer = await access_peer(app, caller, request.peer)
    seen = await access_chat(app, caller, peer)
    whom = await access_peer(app, caller, request.participant)
    if not is_user(whom):
        raise bad_request("PARTICIPANT_ID_INVALID")
    return await group_rights.edit_rank(app, caller, seen, UserId(whom), request.rank)
