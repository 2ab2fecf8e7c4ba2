"""upload.getFile and its kin; messages.uploadMedia.

Source: https://core.telegram.org/api/files#downloading-files
"""

from __future__ import annotations

from hodhod.actions.app import App
from hodhod.actions.media.download import read_file
from hodhod.actions.media.files import document_by_hash
from hodhod.actions.media.resolve import media_of
from hodhod.actions.media.web_files import read_web_file
from hodhod.actions.peers.access import access_peer
from hodhod.api.registry import BOT, USER, rpc
from hodhod.domain.caller import Caller
from hodhod.domain.errors import bad_request
from hodhod.tl import functions, types

SHA256_BYTES = 32

FILE_TYPES: dict[str, types.storage.TypeFileType] = {
    "image/jpeg": types.storage.FileJpeg(),
    "image/png": types.storage.FilePng(),
    "image/gif": types.storage.FileGif(),
    "image/webp": types.storage.FileWebp(),
    "application/pdf": types.storage.FilePdf(),
    "audio/mpeg": types.storage.FileMp3(),
    "video/quicktime": types.storage.FileMov(),
    "video/mp4": types.storage.FileMp4(),
}


@rpc(functions.upload.GetFile, access=USER | BOT)
async def get_file(
    app: App, caller: Caller, request: functions.upload.GetFile
) -> types.upload.TypeFile:
    """Read a piece of a file."""
    chunk = await read_file(
        app,
        caller,
        request.location,
        offset=request.offset,
        limit=request.limit,
        precise=request.precise,
    )
    return types.upload.File(
        type=FILE_TYPES.get(chunk.mime, types.storage.FilePartial()), mtime=0, bytes=chunk.data
    )


@rpc(functions.upload.GetWebFile, access=USER | BOT)
async def get_web_file(
    app: App, caller: Caller, request: functions.upload.GetWebFile
) -> types.upload.WebFile:
    """Read a piece of a file that is elsewhere."""
    found, piece = await read_web_file(
        app, request.location, offset=request.offset, limit=request.limit
    )
    return types.upload.WebFile(
        size=len(found.data),
        mime_type=found.mime,
        file_type=FILE_TYPES.get(found.mime, types.storage.FilePartial()),
        mtime=0,
        bytes=piece,
    )


@rpc(
    functions.upload.GetFileHashes,
    functions.upload.GetCdnFileHashes,
    access=USER | BOT,
    empty=True,
)
async def get_file_hashes(
    app: App,
    caller: Caller,
    request: functions.upload.GetFileHashes | functions.upload.GetCdnFileHashes,
) -> list[types.TypeFileHash]:
    """No file comes from anywhere but here, so there is nothing to compare it with."""
    return []


@rpc(functions.messages.UploadMedia, access=USER | BOT)
async def upload_media(
    app: App, caller: Caller, request: functions.messages.UploadMedia
) -> types.TypeMessageMedia:
    """Make media of an upload without sending it yet: the items of an album."""
    await access_peer(app, caller, request.peer)
    return await media_of(app, caller, request.media) or types.MessageMediaEmpty()


@rpc(functions.messages.GetDocumentByHash, access=USER | BOT)
async def get_document_by_hash(
    app: App, caller: Caller, request: functions.messages.GetDocumentByHash
) -> types.TypeDocument:
    """Find a document by its content, so that it need not be uploaded again."""
    if len(request.sha256) != SHA256_BYTES:
        raise bad_request("SHA256_HASH_INVALID")
    return await document_by_hash(app, caller, request.sha256, request.size, request.mime_type)
