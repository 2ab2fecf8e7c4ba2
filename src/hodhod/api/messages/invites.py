"""messages.exportChatInvite, editExportedChatInvite, getExportedChatInvites and its kin.

Source: https://core.telegram.org/api/invites
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chats import following, invites
from hodhod.actions.chats.access import access_chat
from hodhod.actions.peers.access import access_peer, access_user
from hodhod.actions.peers.objects import objects_for
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.chat import SeenChat
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types


@rpc(functions.messages.ExportChatInvite, access=USER | BOT)
async def export_chat_invite(
    app: App, caller: Caller, request: functions.messages.ExportChatInvite
) -> types.TypeExportedChatInvite:
    """Make a link."""
    seen = await _chat(app, caller, request.peer)
    if request.subscription_pricing is not None:
        raise bad_request("PRICING_CHAT_INVALID")
    terms = invites.Terms(
        request.expire_date or None,
        request.usage_limit or None,
        request.request_needed,
        request.title,
    )
    made = await invites.export(app, seen, terms, replacing=request.legacy_revoke_permanent)
    return invites.exported(app, made)


@rpc(functions.messages.EditExportedChatInvite, access=USER | BOT)
async def edit_exported_chat_invite(
    app: App, caller: Caller, request: functions.messages.EditExportedChatInvite
) -> types.messages.TypeExportedChatInvite:
    """Change or revoke a link."""
    seen = await _chat(app, caller, request.peer)
    terms = invites.Terms(
        request.expire_date, request.usage_limit, request.request_needed, request.title
    )
    invite, new = await invites.edit(app, seen, request.link, terms, revoked=request.revoked)
    shown = invites.exported(app, invite)
    users = (await objects_for(app, caller.me, [shown])).users
    if new is None:
        return types.messages.ExportedChatInvite(invite=shown, users=users)
    return types.messages.ExportedChatInviteReplaced(
        invite=shown, new_invite=invites.exported(app, new), users=users
    )


@rpc(functions.messages.GetExportedChatInvite, access=USER | BOT)
async def get_exported_chat_invite(
    app: App, caller: Caller, request: functions.messages.GetExportedChatInvite
) -> types.messages.ExportedChatInvite:
    """Show a link."""
    seen = await _chat(app, caller, request.peer)
    shown = invites.exported(app, await invites.access_link(app, seen, request.link))
    users = (await objects_for(app, caller.me, [shown])).users
    return types.messages.ExportedChatInvite(invite=shown, users=users)


@rpc(functions.messages.GetExportedChatInvites, access=USER)
async def get_exported_chat_invites(
    app: App, caller: Caller, request: functions.messages.GetExportedChatInvites
) -> types.messages.ExportedChatInvites:
    """List the links of an admin."""
    seen = await _chat(app, caller, request.peer)
    admin = await access_user(app, caller, request.admin_id)
    offset = None
    if request.offset_date is not None and request.offset_link is not None:
        offset = (request.offset_date, request.offset_link)
    count, found = await invites.listed(
        app, seen, admin.user_id, revoked=request.revoked, offset=offset, limit=request.limit
    )
    shown = [invites.exported(app, one) for one in found]
    users = (await objects_for(app, caller.me, shown, extra=[admin.user_id])).users
    return types.messages.ExportedChatInvites(count=count, invites=shown, users=users)


@rpc(functions.messages.DeleteExportedChatInvite, access=USER)
async def delete_exported_chat_invite(
    app: App, caller: Caller, request: functions.messages.DeleteExportedChatInvite
) -> bool:
    """Forget a revoked link."""
    seen = await _chat(app, caller, request.peer)
    await invites.delete(app, seen, request.link)
    return True


@rpc(functions.messages.DeleteRevokedExportedChatInvites, access=USER)
async def delete_revoked_exported_chat_invites(
    app: App, caller: Caller, request: functions.messages.DeleteRevokedExportedChatInvites
) -> bool:
    """Forget the revoked links of an admin."""
    seen = await _chat(app, caller, request.peer)
    admin = await access_user(app, caller, request.admin_id)
    await invites.delete_all_revoked(app, seen, admin.user_id)
    return True


@rpc(functions.messages.GetAdminsWithInvites, access=USER)
async def get_admins_with_invites(
    app: App, caller: Caller, request: functions.messages.GetAdminsWithInvites
) -> types.messages.ChatAdminsWithInvites:
    """Tell how many links each admin has."""
    seen = await _chat(app, caller, request.peer)
    admins = [
        types.ChatAdminWithInvites(
            admin_id=admin_id, invites_count=valid, revoked_invites_count=revoked
        )
        for admin_id, (valid, revoked) in (await invites.admins_with_links(app, seen)).items()
    ]
    users = (await objects_for(app, caller.me, admins)).users
    return types.messages.ChatAdminsWithInvites(admins=admins, users=users)


@rpc(functions.messages.CheckChatInvite, access=USER)
async def check_chat_invite(
    app: App, caller: Caller, request: functions.messages.CheckChatInvite
) -> types.TypeChatInvite:
    """Show where a link leads."""
    return await following.check(app, caller, request.hash)


@rpc(functions.messages.ImportChatInvite, access=USER)
async def import_chat_invite(
    app: App, caller: Caller, request: functions.messages.ImportChatInvite
) -> types.messages.TypeChatInviteJoinResult:
    """Go into a chat by a link."""
    updates = await following.follow(app, caller, request.hash)
    return types.messages.ChatInviteJoinResultOk(updates=updates)


async def _chat(app: App, caller: Caller, peer: types.TypeInputPeer) -> SeenChat:
    return await access_chat(app, caller, await access_peer(app, caller, peer))
