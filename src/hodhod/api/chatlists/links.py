"""chatlists.exportChatlistInvite and its kin: links to one's own folders.

Source: https://core.telegram.org/api/folders#shared-folders
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.chatlists import links
from hodhod.actions.peers.objects import objects_for
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types


@rpc(functions.chatlists.ExportChatlistInvite, access=USER)
async def export_chatlist_invite(
    app: App, caller: Caller, request: functions.chatlists.ExportChatlistInvite
) -> types.chatlists.ExportedChatlistInvite:
    """Make a link to a folder."""
    folder, link = await links.export(
        app, caller, request.chatlist.filter_id, request.title, request.peers
    )
    return types.chatlists.ExportedChatlistInvite(filter=folder, invite=links.exported(app, link))


@rpc(functions.chatlists.EditExportedInvite, access=USER)
async def edit_exported_invite(
    app: App, caller: Caller, request: functions.chatlists.EditExportedInvite
) -> types.ExportedChatlistInvite:
    """Give a link another name or other chats."""
    link = await links.edit(
        app,
        caller,
        request.chatlist.filter_id,
        request.slug,
        title=request.title,
        named=request.peers,
    )
    return links.exported(app, link)


@rpc(functions.chatlists.DeleteExportedInvite, access=USER)
async def delete_exported_invite(
    app: App, caller: Caller, request: functions.chatlists.DeleteExportedInvite
) -> bool:
    """Delete a link."""
    await links.delete(app, caller, request.chatlist.filter_id, request.slug)
    return True


@rpc(functions.chatlists.GetExportedInvites, access=USER)
async def get_exported_invites(
    app: App, caller: Caller, request: functions.chatlists.GetExportedInvites
) -> types.chatlists.ExportedInvites:
    """List the links of a folder."""
    found = await links.listed(app, caller, request.chatlist.filter_id)
    shown = [links.exported(app, one) for one in found]
    objects = await objects_for(app, caller.me, shown)
    return types.chatlists.ExportedInvites(invites=shown, chats=objects.chats, users=objects.users)
