"""upload.saveFilePart, saveBigFilePart.

Source: https://core.telegram.org/api/files#uploading-files
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.media.uploads import PART_BYTES, PARTS_LIMIT, save_part
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions

UNKNOWN_TOTAL = -1
"""Total parts while a client does not know yet how long its stream is."""


@rpc(functions.upload.SaveFilePart, access=USER | BOT)
async def save_file_part(app: App, caller: Caller, request: functions.upload.SaveFilePart) -> bool:
    """Keep a part of a small file."""
    await save_part(app, caller, request.file_id, request.file_part, request.bytes)
    return True


@rpc(functions.upload.SaveBigFilePart, access=USER | BOT)
async def save_big_file_part(
    app: App, caller: Caller, request: functions.upload.SaveBigFilePart
) -> bool:
    """Keep a part of a large file."""
    total = request.file_total_parts
    if total != UNKNOWN_TOTAL:
        if not 0 < total <= PARTS_LIMIT or total > 1 + app.policy.upload_bytes // 1024:
            raise bad_request("FILE_PARTS_INVALID")
        if request.file_part >= total:
            raise bad_request("FILE_PART_INVALID")
    if len(request.bytes) > PART_BYTES:
        raise bad_request("FILE_PART_TOO_BIG")
    await save_part(app, caller, request.file_id, request.file_part, request.bytes)
    return True
