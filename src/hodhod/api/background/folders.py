"""Folders that are suggested or shared: none are.

Source: https://core.telegram.org/api/folders
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(functions.messages.GetSuggestedDialogFilters, access=USER, empty=True)
async def get_suggested_dialog_filters(
    app: App, caller: Caller, request: TLFunction
) -> list[types.DialogFilterSuggested]:
    """Folders the caller might want."""
    return []


@rpc(functions.chatlists.GetExportedInvites, access=USER, empty=True)
async def get_exported_invites(
    app: App, caller: Caller, request: TLFunction
) -> types.chatlists.ExportedInvites:
    """Links by which a folder is shared."""
    return types.chatlists.ExportedInvites(invites=(), chats=(), users=())


@rpc(functions.chatlists.GetChatlistUpdates, access=USER, empty=True)
async def get_chatlist_updates(
    app: App, caller: Caller, request: TLFunction
) -> types.chatlists.ChatlistUpdates:
    """Chats that were added to a shared folder."""
    return types.chatlists.ChatlistUpdates(missing_peers=(), chats=(), users=())


@rpc(functions.chatlists.GetLeaveChatlistSuggestions, access=USER, empty=True)
async def get_leave_chatlist_suggestions(
    app: App, caller: Caller, request: TLFunction
) -> list[types.TypePeer]:
    """Chats to leave together with a shared folder."""
    return []
