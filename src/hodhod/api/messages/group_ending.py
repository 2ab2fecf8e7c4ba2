"""messages.deleteChat, migrateChat, editChatCreator, getFutureChatCreatorAfterLeave and lists.

Source: https://core.telegram.org/api/channel
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import ending, migration, mutual, ownership
from hodhod.actions.chats.access import access_chat, access_group
from hodhod.actions.peers.access import access_peer, access_user
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

EXCEPTIONS_LIMIT = 1_000
"""Chats that one request leaves out."""


@rpc(functions.messages.DeleteChat, access=USER)
async def delete_chat(app: App, caller: Caller, request: functions.messages.DeleteChat) -> bool:
    """Delete a basic group for all."""
    seen = await access_group(app, caller, request.chat_id)
    await ending.delete_group(app, caller, seen)
    return True


@rpc(functions.messages.MigrateChat, access=USER)
async def migrate_chat(
    app: App, caller: Caller, request: functions.messages.MigrateChat
) -> types.TypeUpdates:
    """Turn a basic group into a supergroup."""
    seen = await access_group(app, caller, request.chat_id)
    return await migration.migrate_group(app, caller, seen)


@rpc(functions.messages.EditChatCreator, access=USER)
async def edit_chat_creator(
    app: App, caller: Caller, request: functions.messages.EditChatCreator
) -> types.TypeUpdates:
    """Give a group or channel to somebody else."""
    peer = await access_peer(app, caller, request.peer)
    seen = await access_chat(app, caller, peer)
    account = await access_user(app, caller, request.user_id)
    return await ownership.edit_creator(app, caller, seen, account, request.password)


@rpc(functions.messages.GetFutureChatCreatorAfterLeave, access=USER)
async def get_future_chat_creator_after_leave(
    app: App, caller: Caller, request: functions.messages.GetFutureChatCreatorAfterLeave
) -> types.TypeUser:
    """Tell whose a group or channel will be if its owner leaves."""
    peer = await access_peer(app, caller, request.peer)
    return await ownership.future_creator(app, caller, await access_chat(app, caller, peer))


@rpc(functions.messages.GetOnlines, access=USER)
async def get_onlines(
    app: App, caller: Caller, request: functions.messages.GetOnlines
) -> types.ChatOnlines:
    """Count the members who are here."""
    peer = await access_peer(app, caller, request.peer)
    seen = await access_chat(app, caller, peer)
    return types.ChatOnlines(onlines=await mutual.online_members(app, seen))


@rpc(functions.messages.GetCommonChats, access=USER | BOT)
async def get_common_chats(
    app: App, caller: Caller, request: functions.messages.GetCommonChats
) -> types.messages.TypeChats:
    """List groups that the caller shares with somebody."""
    account = await access_user(app, caller, request.user_id)
    return await mutual.common_page(
        app, caller, account.user_id, max_id=request.max_id, limit=request.limit
    )


@rpc(functions.messages.GetAllChats, access=USER)
async def get_all_chats(
    app: App, caller: Caller, request: functions.messages.GetAllChats
) -> types.messages.Chats:
    """List all groups and channels that the caller is in."""
    if len(request.except_ids) > EXCEPTIONS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    return types.messages.Chats(
        chats=await mutual.all_chats(app, caller, frozenset(request.except_ids))
    )
