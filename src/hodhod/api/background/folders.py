"""Folders that are suggested: none are.

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
