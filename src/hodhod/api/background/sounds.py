"""Notification sounds and the music on a profile: none are kept.

Source: https://core.telegram.org/api/ringtones
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.tl import TLFunction, functions, types


@rpc(functions.account.GetSavedRingtones, access=USER, empty=True)
async def get_saved_ringtones(
    app: App, caller: Caller, request: TLFunction
) -> types.account.SavedRingtones:
    """Saved notification sounds."""
    return types.account.SavedRingtones(hash=0, ringtones=())


@rpc(functions.account.GetSavedMusicIds, access=USER, empty=True)
async def get_saved_music_ids(
    app: App, caller: Caller, request: TLFunction
) -> types.account.SavedMusicIds:
    """Music on the caller's own profile."""
    return types.account.SavedMusicIds(ids=())


@rpc(functions.users.GetSavedMusic, functions.users.GetSavedMusicByID, access=USER, empty=True)
async def get_saved_music(app: App, caller: Caller, request: TLFunction) -> types.users.SavedMusic:
    """Music on a profile."""
    return types.users.SavedMusic(count=0, documents=())
