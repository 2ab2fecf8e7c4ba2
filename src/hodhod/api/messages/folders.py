"""messages.getDialogFilters, updateDialogFilter, getSuggestedDialogFilters and their kin.

Source: https://core.telegram.org/api/folders
"""

from __future__ import annotations

from collections.abc import Sequence

from hodhod import tl
from hodhod.actions.app import App
from hodhod.actions.messages import folders
from hodhod.actions.messages.suggested_folders import suggested
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import functions, types

MOST_IDS = 256


@rpc(functions.messages.GetDialogFilters, access=USER)
async def get_dialog_filters(
    app: App, caller: Caller, request: functions.messages.GetDialogFilters
) -> types.messages.DialogFilters | Sequence[types.TypeDialogFilter]:
    """Read the folders. Clients up to layer 174 expect the list alone."""
    found = await folders.folders_of(app, caller.me)
    if tl.result_type(type(request), caller.layer) == "messages.DialogFilters":
        return found
    return found.filters


@rpc(functions.messages.UpdateDialogFilter, access=USER)
async def update_dialog_filter(
    app: App, caller: Caller, request: functions.messages.UpdateDialogFilter
) -> bool:
    """Make, change or take away a folder."""
    await folders.update_folder(app, caller, request.id, request.filter)
    return True


@rpc(functions.messages.UpdateDialogFiltersOrder, access=USER)
async def update_dialog_filters_order(
    app: App, caller: Caller, request: functions.messages.UpdateDialogFiltersOrder
) -> bool:
    """Put folders in an order."""
    await folders.reorder_folders(app, caller, request.order[:MOST_IDS])
    return True


@rpc(functions.messages.ToggleDialogFilterTags, access=USER)
async def toggle_dialog_filter_tags(
    app: App, caller: Caller, request: functions.messages.ToggleDialogFilterTags
) -> bool:
    """Show the names of folders in the chat list, or do not."""
    await folders.set_tags(app, caller, enabled=request.enabled)
    return True


@rpc(functions.messages.GetSuggestedDialogFilters, access=USER)
async def get_suggested_dialog_filters(
    app: App, caller: Caller, request: functions.messages.GetSuggestedDialogFilters
) -> list[types.DialogFilterSuggested]:
    """Offer folders that one has not."""
    return await suggested(app, caller)
