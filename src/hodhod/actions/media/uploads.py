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
        RpcError: 400 FILE_PART_N_MISSING, FILE_PARTS_INVALID, MD5_CHECKSUM_INVALID, MEDIA_EMPTY.
    """
    file_id, parts, md5 = _named(upload)
    limit = _limit(app, upload, most)
    return await app.blobs.assemble(caller.me, file_id, parts, limit, md5)


async def uploaded_bytes(app: App, caller: Caller, upload: types.TypeInputFile, most: int) -> bytes:
    """Return the bytes of a small upload, such as one that a photo is made of.

    Raises:
        RpcError: As of `assembled`.
    """
    file_id, parts, _ = _named(upload)
    return await app.blobs.load_upload(caller.me, file_id, parts, _limit(app, upload, most))


def _named(upload: types.TypeInputFile) -> tuple[int, int, str]:
    """Return the client's number for a file, how many parts it has, and its MD5 if it is told."""
    match upload:
        case types.InputFile():
            named = upload.id, upload.parts, upload.md5_checksum
        case types.InputFileBig():
            named = upload.id, upload.parts, ""
        case _:
            raise bad_request("MEDIA_EMPTY")
    if not 0 < upload.parts <= PARTS_LIMIT:
        raise bad_request("FILE_PARTS_INVALID")
    return named


def _limit(app: App, upload: types.TypeInputFile, most: int) -> int:
    small = SMALL_BYTES if isinstance(upload, types.InputFile) else most
    return min(most, small, app.policy.upload_bytes)
