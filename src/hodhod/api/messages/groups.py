"""messages.createChat, getChats, getFullChat, addChatUser, deleteChatUser and its kin.

Source: https://core.telegram.org/api/channel
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import create, full, members, profile
from hodhod.actions.chats.access import access_chat, access_group
from hodhod.actions.chats.view import chat_object
from hodhod.actions.peers.access import access_peer, access_user
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import RpcError, bad_request
from hodhod.tl import functions, types

CHATS_LIMIT = 200
"""Groups named in one request."""


@rpc(functions.messages.CreateChat, access=USER)
async def create_chat(
    app: App, caller: Caller, request: functions.messages.CreateChat
) -> types.messages.InvitedUsers:
    """Make a basic group."""
    if len(request.users) > create.GROUP_LIMIT:
        raise bad_request("USERS_TOO_MUCH")
    accounts = [await access_user(app, caller, one) for one in request.users]
    return await create.create_group(
        app,
        caller,
        request.title,
        [one.user_id for one in accounts],
        ttl_period=request.ttl_period,
    )


@rpc(functions.messages.GetChats, access=USER | BOT)
async def get_chats(
    app: App, caller: Caller, request: functions.messages.GetChats
) -> types.messages.TypeChats:
    """Describe basic groups."""
    if len(request.id) > CHATS_LIMIT:
        raise bad_request("LIMIT_INVALID")
    chats: list[types.TypeChat] = []
    for chat_id in request.id:
        try:
            seen = await access_group(app, caller, chat_id)
        except RpcError:
            if len(request.id) == 1:
                raise
            continue  # of several, those that the caller may see
        chats.append(chat_object(app.secret, seen, app.now))
    return types.messages.Chats(chats=chats)


@rpc(functions.messages.GetFullChat, access=USER | BOT)
async def get_full_chat(
    app: App, caller: Caller, request: functions.messages.GetFullChat
) -> types.messages.ChatFull:
    """Describe a basic group in full."""
    seen = await access_group(app, caller, request.chat_id)
    return await full.full_group(app, caller, seen)


@rpc(functions.messages.AddChatUser, access=USER)
async def add_chat_user(
    app: App, caller: Caller, request: functions.messages.AddChatUser
) -> types.messages.InvitedUsers:
    """Bring somebody into a basic group."""
    seen = await access_group(app, caller, request.chat_id)
    account = await access_user(app, caller, request.user_id)
    return await members.add_to_group(app, caller, seen, account.user_id)


@rpc(functions.messages.DeleteChatUser, access=USER | BOT)
async def delete_chat_user(
    app: App, caller: Caller, request: functions.messages.DeleteChatUser
) -> types.TypeUpdates:
    """Let somebody go from a basic group, perhaps oneself."""
    seen = await access_group(app, caller, request.chat_id)
    account = await access_user(app, caller, request.user_id)
    return await members.remove_from_group(
        app, caller, seen, account.user_id, with_history=request.revoke_history
    )


@rpc(functions.messages.EditChatTitle, access=USER | BOT)
async def edit_chat_title(
    app: App, caller: Caller, request: functions.messages.EditChatTitle
) -> types.TypeUpdates:
    """Give a basic group another name."""
    seen = await access_group(app, caller, request.chat_id)
    return await profile.edit_title(app, caller, seen, request.title)


@rpc(functions.messages.EditChatPhoto, access=USER | BOT)
async def edit_chat_photo(
    app: App, caller: Caller, request: functions.messages.EditChatPhoto
) -> types.TypeUpdates:
    """Give a basic group another photo."""
    seen = await access_group(app, caller, request.chat_id)
    return await profile.edit_photo(app, caller, seen, request.photo)


@rpc(functions.messages.EditChatAbout, access=USER | BOT)
async def edit_chat_about(
    app: App, caller: Caller, request: functions.messages.EditChatAbout
) -> bool:
    """Write another line about a group or channel."""
    peer = await access_peer(app, caller, request.peer)
    seen = await access_chat(app, caller, peer)
    await profile.edit_about(app, caller, seen, request.about)
    return True
