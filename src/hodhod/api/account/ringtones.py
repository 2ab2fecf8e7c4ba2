"""account.uploadRingtone, saveRingtone, getSavedRingtones.

Source: https://core.telegram.org/api/ringtones
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.people import ringtones
from hodhod.actions.stickers.kept import kept_documents
from hodhod.api.registry import USER, rpc
from hodhod.domain.caller import Caller
from hodhod.store.installed_sets import KeptList
from hodhod.tl import functions, types


@rpc(functions.account.GetSavedRingtones, access=USER)
async def get_saved_ringtones(
    app: App, caller: Caller, request: functions.account.GetSavedRingtones
) -> types.account.TypeSavedRingtones:
    """Read the sounds that one keeps."""
    documents, _, found = await kept_documents(app, caller, KeptList.RINGTONES)
    if request.hash and request.hash == found:
        return types.account.SavedRingtonesNotModified()
    return types.account.SavedRingtones(hash=found, ringtones=documents)


@rpc(functions.account.UploadRingtone, access=USER)
async def upload_ringtone(
    app: App, caller: Caller, request: functions.account.UploadRingtone
) -> types.Document:
    """Make a sound of an upload."""
    return await ringtones.upload(app, caller, request.file, request.file_name, request.mime_type)


@rpc(functions.account.SaveRingtone, access=USER)
async def save_ringtone(
    app: App, caller: Caller, request: functions.account.SaveRingtone
) -> types.account.SavedRingtone:
    """Keep a sound that somebody sent, or let it go."""
    do = ringtones.drop if request.unsave else ringtones.save
    await do(app, caller, request.id)
    return types.account.SavedRingtone()
