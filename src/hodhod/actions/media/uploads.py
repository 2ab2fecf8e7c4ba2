"""Uploads: parts in any order over any connections, then one file.

Source: https://core.telegram.org/api/files#uploading-files
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.blobs import Blob
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import types

PART_BYTES = 512 * 1024
SMALL_BYTES = 10 * 1024 * 1024
"""The largest upload by saveFilePart."""

PARTS_LIMIT = 8_000


async def save_part(app: App, caller: Caller, file_id: int, part: int, data: bytes) -> None:
    """Keep one part of an upload; sent again it is kept again.

    Raises:
        RpcError: 400 FILE_PART_INVALID, FILE_PART_TOO_BIG, FILE_PART_EMPTY.
    """
    if not 0 <= part < PARTS_LIMIT:
        raise bad_request("FILE_PART_INVALID")
    if not data:
        raise bad_request("FILE_PART_EMPTY")
    if len(data) > PART_BYTES:
        raise bad_request("FILE_PART_TOO_BIG")
    await app.blobs.save_part(caller.me, file_id, part, data)


async def assembled(app: App, caller: Caller, upload: types.TypeInputFile, most: int) -> Blob:
    """Return the file that an upload's parts make.

    Raises:
        RpcError: 400 FILE_PART_N_MISSING, FILE_PARTS_INVALID, MEDIA_EMPTY.
    """
    match upload:
        case types.InputFile():
            limit = min(most, SMALL_BYTES, app.policy.upload_bytes)
        case types.InputFileBig():
            limit = min(most, app.policy.upload_bytes)
        case _:
            raise bad_request("MEDIA_EMPTY")
    if not 0 < upload.parts <= PARTS_LIMIT:
        raise bad_request("FILE_PARTS_INVALID")
    return await app.blobs.assemble(caller.me, upload.id, upload.parts, limit)
