"""messages.getChatInviteImporters, hideChatJoinRequest, hideAllChatJoinRequests.

Source: https://core.telegram.org/api/invites#join-requests
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import importers, join_requests
from hodhod.actions.chats.access import access_chat
from hodhod.actions.chats.invites import access_link
from hodhod.actions.peers.access import access_peer, access_user
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.messages.GetChatInviteImporters, access=USER)
async def get_chat_invite_importers(
    app: App, caller: Caller, request: functions.messages.GetChatInviteImporters
) -> types.messages.ChatInviteImporters:
    """List who came by a link, or who waits to be let in."""
    seen = await access_chat(app, caller, await access_peer(app, caller, request.peer))
    offset_user = 0
    if not isinstance(request.offset_user, types.InputUserEmpty):
        offset_user = (await access_user(app, caller, request.offset_user)).user_id
    return await importers.importers(
        app,
        caller,
        seen,
        link=request.link,
        requested=request.requested,
        words=request.q or "",
        offset=(request.offset_date, offset_user),
        limit=request.limit,
    )


@rpc(functions.messages.HideChatJoinRequest, access=USER | BOT)
async def hide_chat_join_request(
    app: App, caller: Caller, request: functions.messages.HideChatJoinRequest
) -> types.TypeUpdates:
    """Let somebody in who waits, or not."""
    seen = await access_chat(app, caller, await access_peer(app, caller, request.peer))
    account = await access_user(app, caller, request.user_id)
    return await join_requests.hide(app, caller, seen, account.user_id, approved=request.approved)


@rpc(functions.messages.HideAllChatJoinRequests, access=USER)
async def hide_all_chat_join_requests(
    app: App, caller: Caller, request: functions.messages.HideAllChatJoinRequests
) -> types.TypeUpdates:
    """Let all in who wait, or none of them."""
    seen = await access_chat(app, caller, await access_peer(app, caller, request.peer))
    invite = None if request.link is None else await access_link(app, seen, request.link)
    return await join_requests.hide_all(
        app, caller, seen, None if invite is None else invite.hash, approved=request.approved
    )
