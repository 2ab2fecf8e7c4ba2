"""account.saveMusic, getSavedMusicIds; users.getSavedMusic, getSavedMusicByID.

Source: https://core.telegram.org/api/profile#music
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.peers.access import access_user
from hodhod.actions.people import music
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.domain.result_hash import result_hash
from hodhod.tl import functions, types

PAGE_LIMIT = 100
"""Pieces of one page, or named in one request."""


@rpc(functions.account.SaveMusic, access=USER)
async def save_music(app: App, caller: Caller, request: functions.account.SaveMusic) -> bool:
    """Put a piece of music on one's profile, or take it off."""
    piece = await music.piece_to_keep(app, request.id)
    if request.unsave:
        await music.remove(app, caller, piece)
        return True
    after = None
    if request.after_id is not None:
        after = await music.piece_to_keep(app, request.after_id)
    await music.save(app, caller, piece, after)
    return True


@rpc(functions.account.GetSavedMusicIds, access=USER)
async def get_saved_music_ids(
    app: App, caller: Caller, request: functions.account.GetSavedMusicIds
) -> types.account.TypeSavedMusicIds:
    """Name the music on one's own profile."""
    ids = await music.pieces_of(app, caller.me)
    if request.hash and request.hash == result_hash(ids):
        return types.account.SavedMusicIdsNotModified()
    return types.account.SavedMusicIds(ids=ids)


@rpc(functions.users.GetSavedMusic, access=USER)
async def get_saved_music(
    app: App, caller: Caller, request: functions.users.GetSavedMusic
) -> types.users.TypeSavedMusic:
    """Read a page of the music on a profile."""
    owner = await access_user(app, caller, request.id)
    ids = await music.pieces_seen_by(app, caller, owner.user_id)
    start = max(0, request.offset)
    page = ids[start : start + max(0, min(request.limit, PAGE_LIMIT))]
    if request.hash and request.hash == result_hash(page):
        return types.users.SavedMusicNotModified(count=len(ids))
    return types.users.SavedMusic(count=len(ids), documents=await music.described(app, page))


@rpc(functions.users.GetSavedMusicByID, access=USER)
async def get_saved_music_by_id(
    app: App, caller: Caller, request: functions.users.GetSavedMusicByID
) -> types.users.TypeSavedMusic:
    """Read pieces that are on a profile, as when a client's references are old."""
    owner = await access_user(app, caller, request.id)
    if len(request.documents) > PAGE_LIMIT:
        raise bad_request("LIMIT_INVALID")
    named = [one.id for one in request.documents if isinstance(one, types.InputDocument)]
    ids = await music.pieces_seen_by(app, caller, owner.user_id)
    wanted = [one for one in dict.fromkeys(named) if one in ids]
    return types.users.SavedMusic(count=len(ids), documents=await music.described(app, wanted))
